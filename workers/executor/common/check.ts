// Checks the arguments of callers. The errors say what was expected and what was given.
import type { RateLimit, TaskCall } from '../types.ts';
import { quote } from './show.ts';

/** Whether an option was given: `null` is taken for undefined. */
export function isGiven<T>(option: T | null | undefined): option is T {
  return option !== undefined && option !== null;
}

/** Whether it is an object as options are written: no list and no function. */
export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The options that were given, if any. @throws TypeError unless they are an object */
export function optionsOf<T extends object>(options: T | null | undefined): Partial<T> {
  if (!isGiven(options)) return {};
  if (!isObject(options)) throw new TypeError(`Expected the options to be an object, got ${quote(options)}.`);
  return options;
}

/** @throws TypeError unless the value is true or false, if one was given */
export function flag(what: string, value: boolean | null | undefined, ifMissing: boolean): boolean {
  if (!isGiven(value)) return ifMissing;
  if (typeof value !== 'boolean') throw new TypeError(`Expected ${what} to be true or false, got ${quote(value)}.`);
  return value;
}

/** @throws RangeError unless the value is an integer of 1 or more, or Infinity */
export function positive(what: string, value: number): number {
  const isValid =
    typeof value === 'number' && value > 0 && (Number.isInteger(value) || value === Number.POSITIVE_INFINITY);
  if (!isValid) throw new RangeError(`Expected ${what} to be an integer of 1 or more, got ${quote(value)}.`);
  return value;
}

/** @throws RangeError unless the value is an integer of 0 or more, or Infinity */
export function count(what: string, value: number): number {
  const isValid =
    typeof value === 'number' && value >= 0 && (Number.isInteger(value) || value === Number.POSITIVE_INFINITY);
  if (!isValid) throw new RangeError(`Expected ${what} to be an integer of 0 or more, got ${quote(value)}.`);
  return value;
}

/** @throws RangeError unless the value is an integer from `least` to `most` */
export function atMost(what: string, value: number, most: number, least = 0): number {
  const isValid = Number.isInteger(value) && value >= least && value <= most;
  if (!isValid)
    throw new RangeError(`Expected ${what} to be an integer from ${least} to ${most}, got ${quote(value)}.`);
  return value;
}

/** @throws RangeError unless the value is 0 or more milliseconds; Infinity is allowed */
export function notNegative(what: string, value: number): number {
  if (!(typeof value === 'number' && value >= 0))
    throw new RangeError(`Expected ${what} to be 0 or more milliseconds, got ${quote(value)}.`);
  return value;
}

/**
 * How long to wait; Infinity if nothing was given. Less than 0 is 0, as in Python.
 * @throws TypeError if it is no number
 */
export function timeoutOf(value: number | null | undefined): number {
  if (!isGiven(value)) return Number.POSITIVE_INFINITY;
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new TypeError(`Expected timeout to be a number of milliseconds, got ${quote(value)}.`);
  return Math.max(0, value);
}

/** @throws TypeError unless the value can be used as an AbortSignal */
export function checkSignal(signal: unknown): void {
  if (!isGiven(signal)) return;
  const isSignal =
    typeof signal === 'object' &&
    signal !== null &&
    typeof Reflect.get(signal, 'aborted') === 'boolean' &&
    typeof Reflect.get(signal, 'addEventListener') === 'function';
  if (!isSignal) throw new TypeError(`Expected signal to be an AbortSignal, got ${quote(signal)}.`);
}

/** @throws TypeError unless the value can be called */
export function checkCallback(what: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`Expected ${what} to be a function, got ${quote(value)}.`);
}

/** @throws TypeError unless the value can be the name of a task */
export function checkTaskName(name: unknown): void {
  if (typeof name === 'string') return;
  const hint =
    typeof name === 'function' ? ' Functions cannot be sent to a worker; export it from the tasks module.' : '';
  throw new TypeError(`Expected the name of a function that the tasks module exports, got ${quote(name)}.${hint}`);
}

/** @throws TypeError unless the value is a number */
export function checkPriority(priority: unknown): void {
  if (typeof priority === 'number' && !Number.isNaN(priority)) return;
  throw new TypeError(`Expected priority to be a number, got ${quote(priority)}.`);
}

/** @throws RangeError unless it can limit anything */
export function checkRateLimit(limit: RateLimit): RateLimit {
  const { tasks, perMs } = limit;
  positive('rateLimit.tasks', tasks);
  if (!(typeof perMs === 'number' && perMs > 0))
    throw new RangeError(`Expected rateLimit.perMs to be more than 0, got ${quote(perMs)}.`);
  return limit;
}

/** @throws TypeError unless it names a function and lists its arguments, if there are any */
export function checkCall<M>(what: string, call: TaskCall<M>): TaskCall<M> {
  const isCall = typeof call === 'object' && call !== null && typeof call.name === 'string';
  const { args = [] } = isCall ? call : {};
  if (isCall && Array.isArray(args)) return { ...call, args };
  throw new TypeError(`Expected ${what} to be { name: 'function', args: [...] }, got ${quote(call)}.`);
}
