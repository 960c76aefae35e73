// Sends the values of a task one by one, no faster than they are taken.
import { checkStep } from '../common/iteration.ts';
import { isThenable } from '../common/thenable.ts';
import type { RunningTask } from './running-task.ts';

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>;

/**
 * @param values what the task's function has returned: a generator, or something else that can be iterated over
 * @param give sends a value. What it throws fails the task
 * @returns what the generator has returned
 * @throws what the generator throws, the reason if the task was aborted, or TypeError if there is nothing to iterate over
 */
export async function giveValues(task: RunningTask, values: unknown, give: (value: unknown) => void): Promise<unknown> {
  const iterator = iteratorOf(task, isThenable(values) ? await values : values);
  const closing = new Closing(iterator);
  task.onAbort(() => closing.begin());
  for (;;) {
    await task.room();
    if (task.isAborted) break;
    const { done, value } = checkStep('the values', await iterator.next());
    if (done) return value;
    const item = isThenable(value) ? await value : value;
    if (task.isAborted) break;
    try {
      give(item);
    } catch (error) {
      await closing.begin().catch(() => {});
      throw error;
    }
  }
  await closing.begin();
  throw task.signal.reason;
}

class Closing {
  readonly #iterator: AnyIterator;
  #closed: Promise<unknown> | undefined;

  constructor(iterator: AnyIterator) {
    this.#iterator = iterator;
  }

  /** Not before the generator's own code, which may have noticed the abort, has gone on to where it stops. */
  begin(): Promise<unknown> {
    this.#closed ??= Promise.resolve().then(() => this.#iterator.return?.());
    this.#closed.catch(() => {});
    return this.#closed;
  }
}

function iteratorOf({ name }: RunningTask, values: unknown): AnyIterator {
  // Strings can be iterated over, too, and are no objects.
  const object = Object(values);
  const open = Reflect.get(object, Symbol.asyncIterator) ?? Reflect.get(object, Symbol.iterator);
  if (typeof open === 'function') return open.call(values);
  throw new TypeError(`"${name}" gives no values one by one: it is no generator. Call it by submit().`);
}
