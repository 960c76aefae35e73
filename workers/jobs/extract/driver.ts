// Runs an extract job: one archive after the other, each into a new folder that gets its name at the end.
import { basename } from 'node:path';
import type { JobOutcome } from '../job-type.ts';
import { Originals } from '../trash-originals.ts';
import { toUserError } from '../user-error.ts';
import { ExtractArchive } from './extract-archive.ts';
import type { ExtractRun } from './extract-run.ts';
import type { DoneArchive } from './extract-tally.ts';
import { ExtractTally } from './extract-tally.ts';
import { asSplitPart } from './split-part.ts';

export async function run(asked: ExtractRun): Promise<JobOutcome> {
  const run = permitted(asked);
  const { inputs, report, journal, signal } = run;
  const tally = new ExtractTally(report, run.options);
  const [only] = inputs;
  if (only !== undefined && inputs.length === 1) report.title(basename(only));
  const isTrashed = run.options.trashArchive && run.options.action === 'extract';
  const originals = isTrashed ? new Originals(run) : undefined;
  const whole = new Set<string>();
  let failure: unknown;
  for (const input of new Set(inputs)) {
    const done = journal.result<DoneArchive>(input, false);
    if (done) {
      tally.keep(done);
      continue;
    }
    try {
      await originals?.mark(input);
      const archive = new ExtractArchive(run, input, tally);
      await archive.run();
      if (archive.isWhole) whole.add(input);
    } catch (caught) {
      signal.throwIfAborted();
      const error = asSplitPart(caught, input);
      // With one archive it is the job's own failure; of several the others go on.
      if (inputs.length === 1) throw error;
      failure ??= error;
      tally.fail(basename(input), toUserError(error));
    }
  }
  if (tally.outputs.length === 0 && tally.extracted === 0 && failure !== undefined) throw failure;
  const nothing = tally.extracted === 0 ? tally.failure() : undefined;
  if (nothing) throw nothing;
  await originals?.moveToTrash([...new Set(inputs)], async ({ path }) =>
    whole.has(path) ? undefined : { code: 'NOT_TRASHED_PARTLY' },
  );
  return tally.outcome();
}

/** What only root can do is left to root. */
function permitted(run: ExtractRun): ExtractRun {
  if (!run.options.owners || process.getuid?.() === 0) return run;
  run.report.note({ code: 'OWNERS_NOT_RESTORED' });
  return { ...run, options: { ...run.options, owners: false } };
}
