// Programs of which one system call fails, or ends them, under strace.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';

/** Children are followed. */
const WORDS = ['-f', '-qq', '-o', '/dev/null'];

/**
 * Has the kernel pick out the calls that are asked for: without, the program stops at each of all its calls. No signals can be
 * injected that way.
 */
const QUICK = '--seccomp-bpf';

export const hasStrace = spawnSync('strace', [...WORDS, QUICK, 'true']).status === 0;

/**
 * Runs Node with these words to its end. When it makes `call` for the `nth` time, strace injects what is said there, such as
 * "error=EIO".
 */
export function runWithFailingCall(
  { call, nth, inject }: { readonly call: string; readonly nth: number; readonly inject: string },
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): SpawnSyncReturns<Buffer> {
  const quick = inject.startsWith('signal') ? [] : [QUICK];
  const failure = ['-e', `trace=${call}`, '-e', `inject=${call}:${inject}:when=${nth}`];
  return spawnSync('strace', [...WORDS, ...quick, ...failure, process.execPath, ...words], {
    // One thread makes the calls, so that they are counted together.
    env: { ...env, UV_THREADPOOL_SIZE: '1' },
  });
}
