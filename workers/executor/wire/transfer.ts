// Marks objects that are moved to the other side instead of copied.
import type { Transferable } from 'node:worker_threads';
import { checkIterable } from '../common/iteration.ts';
import { quote } from '../common/show.ts';

type Marks = WeakMap<object, readonly Transferable[]>;

/** One for all copies of this library in a program: a bundle of tasks may bring its own. */
const MARKS = Symbol.for('@dropmill/futures.transfer');
const shared = globalThis as { [MARKS]?: Marks };
shared[MARKS] ??= new WeakMap();
const marks = shared[MARKS];

/**
 * Says that `list` (the ArrayBuffers and MessagePorts inside `value`) is moved and not copied when `value` crosses to
 * or from a worker. Works on a task's result and on an argument. What was moved is unusable where it came from; with
 * processes it is copied all the same, and given up here too.
 *
 * @throws TypeError
 * @example return transfer(bytes, [bytes.buffer]);
 */
export function transfer<T extends object>(value: T, list: readonly Transferable[]): T {
  checkIterable('the list of what is moved', list);
  if (Object(value) !== value)
    throw new TypeError(`Expected an object in which something is moved, got ${quote(value)}.`);
  marks.set(value, list);
  return value;
}

/** What `transfer` was told about this value. */
export function transferListOf(value: unknown): readonly Transferable[] | undefined {
  return typeof value === 'object' && value !== null ? marks.get(value) : undefined;
}

/** What was named twice is moved once. */
export function onceEach(list: readonly Transferable[]): readonly Transferable[] {
  // Often it is one alone, for which a Set would take longer than all else that is done to move it.
  return Array.isArray(list) && list.length < 2 ? list : [...new Set(list)];
}
