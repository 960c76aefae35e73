// Runs the walk ahead of the packing, slice by slice, and yields its chunks.
import { ahead } from '../../ahead.ts';
import type { JobTasks } from '../../job-tasks.ts';
import type { Contents } from '../contents.ts';
import type * as zipTasks from '../tasks.ts';
import { Findings } from './findings.ts';
import type { WalkOptions, WalkRest, WalkSlice } from './walk.ts';

/** Entries of the first slice. Slices begin small, so that all workers have work soon. */
const FIRST_SLICE = 256;
const MAX_SLICE_ENTRIES = 8192;
/** The walk pauses when the plan that was not taken yet has this many characters: some 1.5 million files. */
const PLAN_LIMIT = 64 << 20;

/**
 * Yields the chunks of all inputs, in order. Totals, skips and further names of files are reported as they are found.
 * @param onCounted called when all bytes are counted; if it fails, the chunks fail
 */
export async function* walkChunks(
  tasks: JobTasks<typeof zipTasks>,
  options: WalkOptions,
  contents: Contents,
  onCounted: (bytes: number) => Promise<void>,
): AsyncGenerator<WalkSlice['chunks'][number]> {
  const inputs = walkSlices(tasks, options, contents, onCounted);
  const run = async ({ chunks }: WalkSlice) => chunks;
  for await (const chunks of ahead({ inputs, run, limit: PLAN_LIMIT, weigh: planSize, stop: () => {} })) yield* chunks;
}

async function* walkSlices(
  tasks: JobTasks<typeof zipTasks>,
  options: WalkOptions,
  contents: Contents,
  onCounted: (bytes: number) => Promise<void>,
): AsyncGenerator<WalkSlice> {
  const { report, roots } = contents;
  const found = new Findings(
    { skip: (skip) => contents.skip(skip), total: (total) => report.total(total), note: (note) => report.note(note) },
    options,
  );
  let bytes = 0;
  let rest: WalkRest | undefined = { roots, folders: [] };
  for (let limit = FIRST_SLICE; rest; limit = Math.min(limit * 2, MAX_SLICE_ENTRIES)) {
    await tasks.ready();
    const slice: WalkSlice = await tasks.run('walk', { rest, options, limit }, { priority: 1 });
    rest = slice.rest;
    found.add(slice);
    contents.links.add(slice.linked);
    contents.excluded ||= slice.excluded;
    bytes += slice.bytes;
    yield slice;
  }
  await onCounted(bytes);
}

function planSize({ chunks }: WalkSlice): number {
  return chunks.reduce((sum, chunk) => sum + (chunk.kind === 'files' ? chunk.plan.length : 200), 0);
}
