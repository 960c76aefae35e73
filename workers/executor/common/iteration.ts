// Checks the iterables of callers in the same way as `for of` does.
import { quote } from './show.ts';

/** @throws TypeError unless the value can be iterated over, and not asynchronously */
export function checkIterable<T>(what: string, value: Iterable<T>): Iterable<T> {
  if (typeof Object(value)[Symbol.iterator] === 'function') return value;
  throw new TypeError(`Expected ${what} to be iterable, got ${quote(value)}.`);
}

/** @throws TypeError unless it is an object, as each step of an iterator has to be */
export function checkStep<T>(what: string, step: IteratorResult<T> | undefined): IteratorResult<T> {
  if (typeof step === 'object' && step !== null) return step;
  throw new TypeError(`Expected the iterator of ${what} to give an object, got ${quote(step)}.`);
}

/** Whether it is what a generator function gives, asynchronous or not: nothing of the function has run. */
export function isGenerator(value: unknown): boolean {
  return /^\[object (Async)?Generator\]$/.test(Object.prototype.toString.call(value));
}
