import { optionsOf, timeoutOf } from '../common/check.ts';
import { checkIterable } from '../common/iteration.ts';
import { quote } from '../common/show.ts';
import { Timer } from '../common/timer.ts';
import { checkFutures, type Future, hasFailed, onDone } from './future.ts';

export const FIRST_COMPLETED = 'FIRST_COMPLETED';
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION';
export const ALL_COMPLETED = 'ALL_COMPLETED';

const RETURN_WHEN: ReadonlySet<unknown> = new Set([FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED]);

export interface WaitOptions {
  /** Milliseconds to wait at most. When they are over `wait` resolves with what is done. @default no limit */
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
 * @throws TypeError if the options or the Futures are none; for no other reason does the promise reject
 * @example const { done, notDone } = await wait(futures, { returnWhen: FIRST_COMPLETED });
 */
export async function wait<F extends Future<unknown, unknown>>(
  futures: Iterable<F>,
  options?: WaitOptions,
): Promise<{ done: Set<F>; notDone: Set<F> }> {
  const given = optionsOf(options);
  const ms = timeoutOf(given.timeout);
  const returnWhen = given.returnWhen ?? ALL_COMPLETED;
  if (!RETURN_WHEN.has(returnWhen)) {
    const choices = [...RETURN_WHEN].join(', ');
    throw new TypeError(`Expected returnWhen to be one of ${choices}, got ${quote(returnWhen)}.`);
  }
  const all = new Set(checkIterable('the Futures', futures));
  checkFutures(all);
  const pending = new Set([...all].filter((future) => !future.done()));
  const isEnough = () =>
    pending.size === 0 ||
    (returnWhen === FIRST_COMPLETED && pending.size < all.size) ||
    (returnWhen === FIRST_EXCEPTION && all.difference(pending).values().some(hasFailed));
  return new Promise((resolve) => {
    let timer: Timer | undefined;
    const removers: (() => void)[] = [];
    const finish = () => {
      timer?.stop();
      for (const remove of removers) remove();
      resolve({ done: all.difference(pending), notDone: pending });
    };
    if (isEnough()) return finish();
    for (const future of pending) {
      const remove = onDone(future, () => {
        pending.delete(future);
        const enough = returnWhen === FIRST_EXCEPTION ? pending.size === 0 || hasFailed(future) : isEnough();
        if (enough) finish();
      });
      removers.push(remove);
    }
    timer = new Timer(ms, finish);
  });
}
