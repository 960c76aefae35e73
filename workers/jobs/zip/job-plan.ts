// Plans a zip job: settles the archives' names and counts what would go into them.
import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pooledCalls } from '../../files/file-calls.ts';
import { systemPath } from '../../files/system-path.ts';
import type { Forecast, ForecastRun, PlanReport, PlanRun } from '../../plan/job-plan.ts';
import type { NameFate } from '../../plan/name-fate.ts';
import { Contents } from './contents.ts';
import type { ZipOptions } from './options.ts';
import { refuseZipOptions } from './tar/refuse-zip-options.ts';
import { planTargets, type Targets, walkOptionsOf } from './targets.ts';
import type * as zipTasks from './tasks.ts';
import { makeFilter } from './walk/filter.ts';
import { Findings } from './walk/findings.ts';
import { Walk, type WalkRest } from './walk/walk.ts';

/** Entries of the first slice. Slices begin small, so that the first counts can be shown at once. */
const FIRST_SLICE = 256;
/** A slice of this size takes some 20 ms of this thread. */
const MAX_SLICE_ENTRIES = 4096;

export async function plan(run: PlanRun<ZipOptions, typeof zipTasks>): Promise<void> {
  refuseZipOptions(run.options);
  const targets = await planTargets(run.inputs, run.options, undefined, run.earlier);
  if (targets.earlier > 0) run.report.note({ code: 'EARLIER_RESULTS', params: { count: targets.earlier } });
  for (const [index, path] of targets.archives.entries()) {
    run.report.output(path, await fateOf(path, targets.wanted[index], run.options));
  }
  const { bytes, isEmpty, contents } = await count(run, targets);
  if (isEmpty) return run.report.wouldFail(contents.whyEmpty());
  if (run.options.trashOriginals) run.report.note({ code: 'ORIGINALS_TO_TRASH' });
  run.report.need(dirname(targets.archives[0] ?? ''), bytes, 'most');
}

export async function forecast({
  inputs,
  count,
  base,
  place,
  options,
}: ForecastRun<ZipOptions>): Promise<Forecast | undefined> {
  const { archives, wanted } = await planTargets(inputs, options, { base, place });
  const [path] = archives;
  if (path === undefined) return undefined;
  return { path, fate: await fateOf(path, wanted[0], options), count: options.perInput ? count : archives.length };
}

async function fateOf(path: string, wanted: string | undefined, { collision }: ZipOptions): Promise<NameFate> {
  if (collision !== 'rename' && (await pooledCalls.exists(path)))
    return collision === 'overwrite' ? 'replaces' : 'skipped';
  return path === wanted ? 'new' : 'numbered';
}

/** Walks in this thread, so that the first count comes at once: a worker may be busy for seconds. */
async function count({ options, signal, report }: PlanRun<ZipOptions, typeof zipTasks>, targets: Targets) {
  await touch(targets);
  const walkOptions = walkOptionsOf(options, targets);
  const filter = await makeFilter(walkOptions);
  const contents = new Contents(report, targets.roots);
  const findings = new Findings(
    { skip: (skip) => contents.skip(skip), total: (total) => report.total(total), note: (note) => report.note(note) },
    options,
  );
  const found = { bytes: 0, files: 0, entries: 0 };
  let rest: WalkRest | undefined = { roots: targets.roots, folders: [] };
  for (let limit = FIRST_SLICE; rest; limit = Math.min(limit * 2, MAX_SLICE_ENTRIES)) {
    const slice = new Walk(rest, walkOptions, filter).slice(limit, () => signal.throwIfAborted());
    findings.add(slice);
    contents.excluded ||= slice.excluded;
    found.bytes += slice.bytes;
    found.files += slice.files;
    found.entries += slice.chunks.length;
    rest = slice.rest;
    await nextTurn();
  }
  const isEmpty = found.entries === 0 || (found.files === 0 && (await areLost(contents, targets)));
  return { bytes: found.bytes, isEmpty, contents };
}

async function areLost(contents: Contents<PlanReport>, { archives }: Targets): Promise<boolean> {
  for (const archive of archives.keys()) if (!(await contents.isLost(archive))) return false;
  return true;
}

/** Reads the inputs once asynchronously: on a network drive that is gone, a synchronous call would block all jobs. */
async function touch({ roots }: Targets): Promise<void> {
  await Promise.allSettled(roots.slice(0, 100).map(({ path }) => lstat(systemPath(path))));
}
