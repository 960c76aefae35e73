// What can be done with a job's results outside of the window. The window names jobs and rows; paths stay here.
import { existsSync } from 'node:fs';
import { clipboard, nativeImage, shell, type WebContents } from 'electron';
import { JobError } from '../workers/jobs/user-error.ts';
import type { Preview, PreviewRequest } from './contract/pictures.ts';
import { copiedPaths } from './copied-paths.ts';
import type { ItemFetcher } from './host/item-fetcher.ts';
import type { Previews } from './host/previews.ts';
import type { JobService } from './jobs/job-service.ts';
import type { JobResults } from './undo/job-results.ts';

interface Sources {
  readonly jobs: JobService;
  readonly items: ItemFetcher;
}

/** A job's outputs or, with an item, what was written for that row. */
export interface OutputsOf {
  readonly id: string;
  readonly item?: number | undefined;
}

/** Without results, a job shows the folder that it writes to. @throws {JobError} when nothing of it is there */
export async function reveal(sources: Sources, which: OutputsOf): Promise<null> {
  const place = which.item === undefined ? sources.jobs.record(which.id).place : undefined;
  const isEmpty = place !== undefined && !sources.jobs.record(which.id).outcome;
  if (isEmpty && existsSync(place)) {
    const problem = await shell.openPath(place);
    if (problem === '') return null;
  }
  const [output] = await outputs(sources, which);
  if (output !== undefined) shell.showItemInFolder(output);
  return null;
}

/** One path a line. @throws {JobError} when nothing of it is there */
export async function copyPaths(sources: Sources, which: OutputsOf): Promise<null> {
  await clipboard.writeText(copiedPaths(await outputs(sources, which)));
  return null;
}

/** HTML that shows the job's results. @throws {JobError} when there is none */
export async function copyMarkup({ jobs, items }: Sources, id: string): Promise<null> {
  clipboard.writeText(await items.markup(id, jobs.record(id).type));
  return null;
}

/** Lets the user drop the files on another program. To be called while a drag begins. */
export async function dragOut(sources: Sources, which: OutputsOf, sender: WebContents): Promise<null> {
  const files = await outputs(sources, which);
  sender.startDrag({ file: files[0] ?? '', files, icon: dragIcon() });
  return null;
}

/** @throws {JobError} when the row has no such side, or it cannot be shown */
export async function preview(
  { jobs, items, results, previews }: Sources & { readonly results: JobResults; readonly previews: Previews },
  { id, item, side, edge }: PreviewRequest,
): Promise<Preview> {
  const row = await items.row(id, item);
  const path = side === 'after' ? row?.output : row?.input && (await results.whereIs(id, row.input));
  if (path === undefined) throw new JobError('NO_OUTPUT');
  return previews.make(jobs.record(id).type, path, edge);
}

async function outputs({ jobs, items }: Sources, { id, item }: OutputsOf): Promise<string[]> {
  const paths = item === undefined ? (jobs.record(id).outcome?.outputs ?? []) : [(await items.row(id, item))?.output];
  const present = paths.filter((path) => path !== undefined).filter((path) => existsSync(path));
  if (present.length > 0) return present;
  throw new JobError('NO_OUTPUT');
}

/** Pixels. */
const ICON = { width: 32, height: 40 };
/** BGRA, as Electron takes bitmaps. */
const PAPER = [255, 255, 255, 230];
const EDGE = [102, 111, 11, 255];

/** A sheet of paper with an edge, drawn here: on macOS a drag without an icon is refused. */
function dragIcon(): Electron.NativeImage {
  const { width, height } = ICON;
  const pixels = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const atEdge = x < 2 || y < 2 || x >= width - 2 || y >= height - 2;
      pixels.set(atEdge ? EDGE : PAPER, (y * width + x) * 4);
    }
  }
  return nativeImage.createFromBitmap(pixels, ICON);
}
