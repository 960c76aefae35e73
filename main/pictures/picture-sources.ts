// Where the picture is that a window asks for.
import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { systemPath } from '../../workers/files/system-path.ts';
import type { JobRegistry } from '../../workers/jobs/job-type.ts';
import type { PictureSource } from '../../workers/protocol.ts';
import type { PictureRef } from '../contract/pictures.ts';
import type { ItemFetcher } from '../host/item-fetcher.ts';
import type { PlanRelay } from '../host/plan-relay.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { JobResults } from '../undo/job-results.ts';

export interface SourceParts {
  readonly registry: JobRegistry;
  readonly jobs: Pick<JobService, 'record' | 'spec'>;
  readonly items: Pick<ItemFetcher, 'row'>;
  readonly plans: Pick<PlanRelay, 'pictureRequestOf'>;
  readonly results: Pick<JobResults, 'whereIs'>;
}

/** So many results and inputs of a job are tried. */
const MAX_TRIED = 3;
/** So many entries of one folder are looked at, and folders so deep. */
const MAX_ENTRIES = 1_000;
const MAX_DEPTH = 3;

/** Whether a file's name says that it can be shown. */
export function pictureNames(registry: JobRegistry): (path: string) => boolean {
  const accepts = Object.values(registry).flatMap(({ pictures, definition }) => (pictures ? [definition.accepts] : []));
  const extensions = new Set(accepts.flatMap((kinds) => (kinds === 'anything' ? [] : kinds.extensions)));
  return (path) => extensions.has(extname(path).slice(1).toLowerCase());
}

/** @throws {JobError} when there is no such job */
export async function pictureSources(
  parts: SourceParts,
  owner: number,
  picture: PictureRef,
): Promise<readonly PictureSource[]> {
  switch (picture.of) {
    case 'original': {
      const plan = parts.plans.pictureRequestOf(owner, picture.plan);
      return plan === undefined ? [] : [{ plan, index: picture.index }];
    }
    case 'item':
      return (await ofRow(parts, picture.id, picture.item)).map((path) => ({ path }));
    case 'job':
      return (await ofJob(parts, picture.id)).map((path) => ({ path }));
  }
}

/** The result first: it is what the row is about, and mostly the smaller one. */
async function ofRow({ registry, items, results }: SourceParts, id: string, item: number): Promise<string[]> {
  const row = await items.row(id, item);
  const input = row?.input === undefined ? undefined : await results.whereIs(id, row.input);
  return [row?.output, input].filter((path) => path !== undefined).filter(pictureNames(registry));
}

async function ofJob({ registry, jobs }: SourceParts, id: string): Promise<string[]> {
  const { type, outcome } = jobs.record(id);
  if (!registry[type]?.pictures) return [];
  const isPicture = pictureNames(registry);
  const inputs = jobs.spec(id)?.inputs ?? [];
  const files = [...(outcome?.outputs ?? []).slice(0, MAX_TRIED), ...inputs.filter(isPicture).slice(0, MAX_TRIED)];
  if (inputs.some(isPicture)) return files;
  for (const folder of inputs.slice(0, MAX_TRIED)) {
    const found = await firstPictureIn(folder, isPicture, MAX_DEPTH);
    if (found !== undefined) return [...files, found];
  }
  return files;
}

/** By name, files before folders. Undefined when it is no folder. */
async function firstPictureIn(
  folder: string,
  isPicture: (path: string) => boolean,
  depth: number,
): Promise<string | undefined> {
  const entries = await entriesOf(folder).catch(() => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const file = entries.find((entry) => entry.isFile() && !entry.name.startsWith('.') && isPicture(entry.name));
  if (file) return join(folder, file.name);
  if (depth === 0) return undefined;
  for (const entry of entries.filter((one) => one.isDirectory()).slice(0, MAX_TRIED)) {
    const found = await firstPictureIn(join(folder, entry.name), isPicture, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(systemPath(folder))) {
    if (entries.push(entry) === MAX_ENTRIES) break;
  }
  return entries;
}
