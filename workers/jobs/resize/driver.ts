// Runs a picture job in the host: finds the pictures, plans their results, has them made, gives them their names.
import { resolve } from 'node:path';
import type { JobOutcome, JobRun } from '../job-type.ts';
import { JobError } from '../user-error.ts';
import type { ResizeOptions } from './definition.ts';
import { type FoundFile, findFiles } from './find-pictures.ts';
import { inspectAll } from './inspect-all.ts';
import { NamePlan } from './name-plan.ts';
import { PictureRun } from './picture-run.ts';
import type * as tasks from './tasks.ts';

export type ResizeRun = JobRun<ResizeOptions, typeof tasks>;

/** How often the count of found files is told while walking. */
const TELL_EVERY = 100;

/** @throws {JobError} when there is no picture at all, or originals cannot be replaced here */
export async function run(job: ResizeRun): Promise<JobOutcome> {
  if (job.options.destination === 'replace' && !job.trash) {
    throw new JobError({
      code: 'NO_TRASH',
      message: 'Originals can only be replaced where there is a trash to put them in.',
      hint: 'Save the results beside the originals or in another folder.',
    });
  }
  const files = await findAll(job);
  const names = new NamePlan(
    files.map((file) => file.path),
    job.options.collision,
  );
  const pictures = new PictureRun(job, names, files);
  try {
    for await (const { file, inspection } of inspectAll(files, job.tasks)) {
      job.signal.throwIfAborted();
      await pictures.take(file, inspection);
    }
  } finally {
    await pictures.finish();
  }
  job.signal.throwIfAborted();
  return pictures.outcome();
}

async function findAll({ inputs, options, report, signal }: ResizeRun): Promise<readonly FoundFile[]> {
  const folder = options.destination === 'folder' ? resolve(options.folder) : undefined;
  const files: FoundFile[] = [];
  let bytes = 0;
  const leaveOut = (path: string, name: string) =>
    path === folder || (options.destination === 'subfolder' && name === options.subfolder);
  for await (const file of findFiles(inputs, { leaveOut, skip: (skip) => report.skip(skip), signal })) {
    files.push(file);
    bytes += file.bytes;
    if (files.length % TELL_EVERY === 0) report.total({ files: files.length, bytes, final: false });
  }
  report.total({ files: files.length, bytes, final: true });
  return files;
}
