// Protects work of addons that leak memory if their thread is ended meanwhile.
import { workerData } from 'node:worker_threads';
import { BOARD_BYTES, Board } from '../links/board.ts';

/**
 * Runs what an addon does that cleans up in its callback, as sharp and many others do: when their thread is ended meanwhile, the
 * callback cannot run, and what the addon has allocated is lost until the process ends. A worker that is to be ended by
 * force ends when `work` has settled, and does not go on with the task. It would not be gone earlier: ending a thread waits for the
 * native code that runs for it. Elsewhere than in a worker thread this only calls `work`.
 *
 * @example const pixels = await nativeWork(() => sharp(path).raw().toBuffer());
 */
export async function nativeWork<T>(work: () => Promise<T>): Promise<T> {
  const board = boardOfThisThread();
  if (!board) return work();
  board.beginNative();
  // A thread that was given up before is about to end.
  if (board.isGivenUp) await leave(board);
  try {
    return await work();
  } finally {
    await leave(board);
  }
}

/** Ends a thread that was given up, with the last piece of its native work. In others it only counts */
async function leave(board: Board): Promise<void> {
  const left = board.endNative();
  if (!board.isGivenUp) return;
  // Not here: the addon's callback, which has led to this, is not over yet.
  if (left === 0) setImmediate(() => process.exit(0));
  await new Promise<never>(() => {});
}

/** Found by what the thread was started with, so that each copy of this library in a program finds the same. */
function boardOfThisThread(): Board | undefined {
  const memory: unknown = workerData?.memory;
  if (!(memory instanceof SharedArrayBuffer) || memory.byteLength !== BOARD_BYTES) return undefined;
  return new Board(memory);
}
