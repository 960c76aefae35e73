// Runs a picture job in the host: finds the pictures, plans their results, submits the tasks that make them, and gives them their names.
import { lstatSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { ensureRoom } from '../../files/output/free-space.ts';
import { escapeBytes, systemPath } from '../../files/system-path.ts';
import { MAX_CRASHES } from '../../journal/job-journal.ts';
import type { JobOutcome } from '../job-type.ts';
import { Reasons } from '../reasons.ts';
import { JobError } from '../user-error.ts';
import { nothingMade } from './nothing-made.ts';
import { PictureRun } from './picture-run.ts';
import { PictureTally } from './picture-tally.ts';
import { DiskSpaceMonitor } from './plan/disk-space-monitor.ts';
import { findOriginals } from './plan/find-originals.ts';
import { bytesOf, type FoundFile } from './plan/find-pictures.ts';
import { NamePlan } from './plan/name-plan.ts';
import { ResultFolders } from './plan/result-folders.ts';
import { CRASHED, inspectAll } from './read/inspect-all.ts';
import type { DonePicture } from './render/make-picture.ts';
import type { ResizeRun } from './resize-run.ts';
import { workersNeeded } from './side-by-side.ts';

/** The bytes that even the smallest result uses on most disks. */
const MIN_RESULT_BYTES = 4096;

/**
 * A job that is started again under its id after its host crashed continues where it was: finished pictures stay, those
 * that were being made run alone, and a picture that was being made at two crashes is skipped.
 * @throws {JobError} if no picture could be made, or if originals cannot be replaced here
 */
export async function run(job: ResizeRun): Promise<JobOutcome> {
  if (job.options.destination === 'replace' && !job.changes) {
    throw new JobError('NO_TRASH');
  }
  const reasons = new Reasons();
  const files = await findAll(job, reasons);
  const [first] = files;
  const folders = await foldersOf(job, files);
  if (first) await ensureRoom(folders.of(first), files.length * MIN_RESULT_BYTES);
  warmUp(job, Math.min(workersNeeded(job.tasks.workers), files.length) - 1);
  const tally = new PictureTally(job.report, files, reasons);
  await runAll(job, { files, folders }, tally);
  const outcome = tally.outcome();
  if (outcome) return outcome;
  throw JobError.of(nothingMade(reasons));
}

/** Lets other workers load sharp while one reads headers, but no more workers than pictures, as each takes memory. */
function warmUp({ tasks }: ResizeRun, workers: number): void {
  for (let worker = 0; worker < workers; worker++) tasks.submit('warmUp', undefined);
}

/** A job that is continued uses the folders that it had. */
function foldersOf({ options, journal }: ResizeRun, files: readonly FoundFile[]): Promise<ResultFolders> {
  const hasResults = (folder: string) => journal.named().some(({ path }) => path.startsWith(folder + sep));
  return ResultFolders.settle(options, files, hasResults);
}

interface FoundWork {
  readonly files: readonly FoundFile[];
  readonly folders: ResultFolders;
}

async function runAll(job: ResizeRun, { files, folders }: FoundWork, tally: PictureTally): Promise<void> {
  const names = new NamePlan(files, job.options.collision, job.fileCalls);
  const { suspects, fresh } = await sortOut(files, { names, tally, job });
  const bytes = bytesOf(files);
  const room = new DiskSpaceMonitor({ options: job.options, bytes, note: (note) => job.report.note(note) });
  const pictures = new PictureRun({ job, names, folders, tally, room });
  try {
    for (const suspect of suspects) {
      job.signal.throwIfAborted();
      await job.tasks.ready();
      await pictures.takeAlone(suspect);
    }
    for await (const { file, inspection } of inspectAll(fresh, job)) {
      job.signal.throwIfAborted();
      await pictures.take(file, inspection);
    }
  } finally {
    await pictures.finish();
  }
  job.signal.throwIfAborted();
}

/** Separates what an earlier start of the job has done from the rest, and finds which of the rest must run alone. */
async function sortOut(
  files: readonly FoundFile[],
  { names, tally, job }: { names: NamePlan; tally: PictureTally; job: ResizeRun },
) {
  const { journal, options } = job;
  // If originals were replaced, they are in the trash and cannot be read again, so their results are synced before they get their names.
  const synced = options.destination === 'replace';
  const suspects: FoundFile[] = [];
  const fresh: FoundFile[] = [];
  for (const file of files) {
    const known = standing(journal.result<DonePicture>(file.path, synced));
    // The result has its name, but the original is still there.
    const isHalfReplaced = synced && known?.outputs.some((path) => path !== file.path);
    const done = isHalfReplaced ? undefined : known;
    const crashes = journal.crashes(file.path);
    if (done) {
      names.keep(done.outputs);
      const row = tally.add(file);
      if (done.outputs.length > 0) tally.done(row, done, true);
      else tally.keep(row);
      continue;
    }
    names.mayReplace([...(known?.outputs ?? []), ...journal.halfNamed(file.path)]);
    if (crashes >= MAX_CRASHES) tally.fail(tally.add(file), CRASHED);
    else if (crashes > 0) suspects.push(file);
    else fresh.push(file);
  }
  return { suspects, fresh };
}

/** Checks that the results of a finished picture still exist: they are synced later, so a power cut may have removed or emptied them. */
function standing(done: DonePicture | undefined): DonePicture | undefined {
  if (!Array.isArray(done?.outputs)) return undefined;
  const sizeOf = (path: string) => lstatSync(systemPath(path), { throwIfNoEntry: false })?.size ?? Number.NaN;
  return done.outputs.reduce((sum, path) => sum + sizeOf(path), 0) === done.bytes ? done : undefined;
}

async function findAll(job: ResizeRun, reasons: Reasons): Promise<readonly FoundFile[]> {
  const { inputs, options, journal, earlier = [] } = job;
  return findOriginals({
    ...job,
    inputs: options.destination === 'replace' ? await Promise.all(inputs.map(linkedFile)) : inputs,
    // Results of an earlier start of this job are no results of another job: they have rows here.
    earlier: earlier.filter(({ isOwn, from }) => !(isOwn && from.every((path) => journal.knows(path)))),
    isOriginal: (path) => !journal.hasNamed(path) || journal.knows(path),
    reasons,
  });
}

/** If a link to a picture is dropped, the picture is replaced and the link stays a link. */
function linkedFile(path: string): Promise<string> {
  return realpath(systemPath(path), 'buffer').then(escapeBytes, () => path);
}
