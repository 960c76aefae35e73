import { type Future, hasFailed } from './future.ts';

export const FIRST_COMPLETED = 'FIRST_COMPLETED';
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION';
export const ALL_COMPLETED = 'ALL_COMPLETED';

export interface WaitOptions {
  /** Milliseconds to wait at most. When they are over `wait` resolves with what is done; it never rejects. */
  readonly timeout?: number | undefined;
  /**
   * FIRST_COMPLETED: one is done or cancelled. FIRST_EXCEPTION: one has failed, or all are done (a cancelled one is no
   * failure). @default ALL_COMPLETED
   */
  readonly returnWhen?: typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED | undefined;
}

/**
 * Waits for Futures, also of several executors (Python: `concurrent.futures.wait`). Duplicates count once.
 *
 * @example const { done, notDone } = await wait(futures, { returnWhen: FIRST_COMPLETED });
 */
export function wait<F extends Future<unknown, unknown>>(
  futures: Iterable<F>,
  { timeout, returnWhen = ALL_COMPLETED }: WaitOptions = {},
): Promise<{ done: Set<F>; notDone: Set<F> }> {
  const all = new Set(futures);
  const pending = new Set([...all].filter((future) => !future.done()));
  const isEnough = () =>
    pending.size === 0 ||
    (returnWhen === FIRST_COMPLETED && pending.size < all.size) ||
    (returnWhen === FIRST_EXCEPTION && all.difference(pending).values().some(hasFailed));
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const removers: (() => void)[] = [];
    const finish = () => {
      clearTimeout(timer);
      for (const remove of removers) remove();
      resolve({ done: all.difference(pending), notDone: pending });
    };
    if (isEnough()) return finish();
    for (const future of pending) {
      const onDone = () => {
        pending.delete(future);
        const enough = returnWhen === FIRST_EXCEPTION ? pending.size === 0 || hasFailed(future) : isEnough();
        if (enough) finish();
      };
      removers.push(future.addDoneCallback(onDone));
    }
    if (timeout !== undefined && timeout !== Number.POSITIVE_INFINITY) timer = setTimeout(finish, timeout);
  });
}
