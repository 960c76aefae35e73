// Runs an extract job: one archive after the other, each into a new folder that gets its name at the end.
import { basename } from 'node:path';
import type { JobOutcome } from '../job-type.ts';
import { Originals } from '../trash-originals.ts';
import { JobError, toUserError } from '../user-error.ts';
import { ExtractArchive } from './extract-archive.ts';
import type { ExtractRun } from './extract-run.ts';
import type { DoneArchive } from './extract-tally.ts';
import { ExtractTally } from './extract-tally.ts';
import { type ArchivePart, distinctArchives, findParts } from './parts/find-parts.ts';
import { asSplitPart } from './parts/part-faults.ts';
import { archiveName, archivesOf } from './parts/part-names.ts';

export async function run(asked: ExtractRun): Promise<JobOutcome> {
  const run = permitted(asked);
  const { inputs, report, journal, signal } = run;
  const tally = new ExtractTally(report, run.options);
  const archives = await distinctArchives(archivesOf(inputs));
  const [only] = archives;
  if (only !== undefined && archives.length === 1) report.title(archiveName(only));
  const isTrashed = run.options.trashArchive && run.options.action === 'extract';
  const originals = isTrashed ? new Originals(run) : undefined;
  /** The files of each archive, and those of them whose archive is completely in its result. */
  const files = new Map<string, readonly string[]>();
  const whole = new Set<string>();
  let failure: unknown;
  for (const input of archives) {
    const done = journal.result<DoneArchive>(input, false);
    if (done) {
      tally.keep(done);
      files.set(input, done.sources ?? [input]);
      continue;
    }
    let parts: readonly ArchivePart[] = [];
    try {
      parts = await findParts(input);
      const paths = parts.length > 0 ? parts.map(({ path }) => path) : [input];
      files.set(input, paths);
      for (const path of paths) await originals?.mark(path);
      const archive = new ExtractArchive(run, { path: input, parts }, tally);
      await archive.run();
      if (archive.isWhole) for (const path of paths) whole.add(path);
    } catch (caught) {
      signal.throwIfAborted();
      const error = asSplitPart(caught, input, parts);
      // If there is one archive, the job fails; if there are several, the others continue.
      if (archives.length === 1) throw naming(input, error);
      failure ??= error;
      tally.fail(basename(input), toUserError(error));
    }
  }
  if (tally.outputs.length === 0 && tally.extracted === 0 && failure !== undefined) throw failure;
  const nothing = tally.extracted === 0 ? tally.failure() : undefined;
  if (nothing) throw nothing;
  await originals?.moveToTrash(
    archives.flatMap((input) => files.get(input) ?? [input]),
    async ({ path }) => (whole.has(path) ? undefined : { code: 'NOT_TRASHED_PARTLY' }),
  );
  return tally.outcome();
}

/** Adds the archive's path to what is wrong with it, as other programs name the file that they complain of. */
function naming(input: string, error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'JobError') return error;
  const known = toUserError(error);
  return JobError.of({ ...known, cause: { message: known.code, path: input, ...known.cause } });
}

/** Only root can restore owners. */
function permitted(run: ExtractRun): ExtractRun {
  if (!run.options.owners || process.getuid?.() === 0) return run;
  run.report.note({ code: 'OWNERS_NOT_RESTORED' });
  return { ...run, options: { ...run.options, owners: false } };
}
