// A list of callbacks for one event.
import { types } from 'node:util';
import { isError, read, show } from './show.ts';

/** Emptied when its callback is removed. */
export interface Entry<A extends unknown[]> {
  call: ((...args: A) => void) | undefined;
}

/** Calls them in the order in which they were added. Adding and removing take constant time. */
export class Callbacks<A extends unknown[]> {
  /** Most lists have one callback; an array that begins empty would take seventeen times the memory. */
  #entries: Entry<A>[] | undefined;
  #removed = 0;

  /** @returns what `remove` takes */
  add(call: (...args: A) => void): Entry<A> {
    const entry: Entry<A> = { call };
    if (this.#entries) this.#entries.push(entry);
    else this.#entries = [entry];
    return entry;
  }

  /** Does nothing if it was removed before. */
  remove(entry: Entry<A>): void {
    if (!entry.call) return;
    entry.call = undefined;
    this.#removed++;
    if (this.#removed > 16 && this.#removed * 2 > (this.#entries?.length ?? 0)) this.#forgetRemoved();
  }

  /** Calls all callbacks that were added so far, even if some of them throw. */
  call(...args: A): void {
    const entries = this.#entries ?? [];
    const { length } = entries;
    for (let i = 0; i < length; i++) {
      const call = entries[i]?.call;
      if (call) guard(call, ...args);
    }
  }

  #forgetRemoved(): void {
    this.#entries = this.#entries?.filter(({ call }) => call !== undefined);
    this.#removed = 0;
  }
}

/** Calls a callback so that it cannot disturb the executor: an error becomes a warning of the process, where Python logs it. */
export function guard<A extends unknown[]>(call: (...args: A) => unknown, ...args: A): void {
  try {
    const result = call(...args);
    // An asynchronous callback must not end the process either.
    if (types.isPromise(result)) result.catch(warn);
  } catch (error) {
    warn(error);
  }
}

function warn(error: unknown): void {
  process.emitWarning(isReadable(error) ? error : show(error), { type: 'FutureCallbackWarning' });
}

/** Whether it is an error whose properties can be read without throwing. */
function isReadable(error: unknown): error is Error {
  return isError(error) && ['name', 'message', 'stack'].every((key) => typeof read(error, key) === 'string');
}
