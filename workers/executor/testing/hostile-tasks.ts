// Tasks that throw, return and do what a well-behaved one would not.
import { existsSync, writeFileSync, writeSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import type { TaskContext } from '../index.ts';
import { passBy } from './gate.ts';

export function fine(): string {
  return 'fine';
}

export function echo<T>(value: T): T {
  return value;
}

export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

/** Errors that resist being looked at. */
const RESISTING: Readonly<Record<string, () => unknown>> = {
  'a property that throws': () => withGetter('bad'),
  'a message that throws': () => withGetter('message'),
  'a name that throws': () => withGetter('name'),
  'a stack that throws': () => withGetter('stack'),
  'a cause that throws': () => withGetter('cause'),
  'a message that is a symbol': () => Object.defineProperty(new Error('x'), 'message', { value: Symbol('odd') }),
  'a message without a prototype': () =>
    Object.defineProperty(new Error('x'), 'message', { value: Object.create(null) }),
  'errors that are none': () => Object.assign(new AggregateError([], 'x'), { errors: undefined }),
  'a revoked proxy': () => revoked({}),
  'a revoked proxy of an error': () => revoked(new Error('x')),
  'a cause that is a revoked proxy': () => new Error('x', { cause: revoked({}) }),
  'a proxy that traps everything': () =>
    new Proxy(new Error('x'), {
      get: trap,
      has: trap,
      ownKeys: trap,
      getPrototypeOf: trap,
      getOwnPropertyDescriptor: trap,
    }),
  'an object without a prototype': () => Object.create(null),
  'an object that cannot be inspected': () => ({ [Symbol.for('nodejs.util.inspect.custom')]: trap, call: () => {} }),
  'a URL': () => new URL('http://example.com'),
  'a property that is a URL': () => Object.assign(new Error('x'), { url: new URL('http://example.com'), code: 'KEPT' }),
  'a property that is a port': () => Object.assign(new Error('x'), { port: new MessageChannel().port1 }),
  'a property that is a shared buffer': () => Object.assign(new Error('x'), { shared: new SharedArrayBuffer(8) }),
  'causes without end': () => endlessCauses(),
};

export type Resisting = string;
export const resisting: readonly Resisting[] = Object.keys(RESISTING);

export function throwResisting(which: Resisting): never {
  throw RESISTING[which]?.();
}

export async function rejectResisting(which: Resisting): Promise<never> {
  await new Promise(setImmediate);
  throw RESISTING[which]?.();
}

function withGetter(key: string): Error {
  return Object.defineProperty(new Error('x'), key, { enumerable: true, get: trap });
}

function trap(): never {
  throw new RangeError('do not look');
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function endlessCauses(): Error {
  return Object.defineProperty(new Error('x'), 'cause', { get: endlessCauses });
}

/** A chain of so many errors, each the cause of the one before. */
export function throwChain(length: number): never {
  let error = new Error('the last');
  for (let i = 1; i < length; i++) error = new RangeError(`${length - i}`, { cause: error });
  throw error;
}

export function throwWithSharedCause(): never {
  const cause = new RangeError('shared');
  throw new AggregateError([new Error('one', { cause }), new Error('two', { cause }), cause], 'several', { cause });
}

export function throwAggregateOfItsCause(): never {
  const error = new TypeError('both');
  throw new AggregateError([error], '', { cause: error });
}

export function throwSuppressed(): never {
  throw new SuppressedError(new RangeError('of the clean-up'), new TypeError('of the work'), 'both failed');
}

export function throwWithInnerErrors(): never {
  throw Object.assign(new Error('outer'), { inner: new RangeError('inner'), list: [new TypeError('a'), 'b'] });
}

export function throwFromOtherRealm(): never {
  throw runInContext(`Object.assign(new RangeError('elsewhere'), { code: 'ELSEWHERE' })`, createContext());
}

class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

class CancelledError extends Error {}

/** Errors of the same name as the executor's. */
export function throwNamesake(which: 'node' | 'timeout' | 'cancelled'): never {
  if (which === 'timeout') throw new TimeoutError('of the task');
  if (which === 'cancelled') throw new CancelledError('of the task');
  const error = new Error('The operation was aborted');
  throw Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}

export function throwProto(): never {
  throw Object.defineProperty(new Error('x'), '__proto__', { value: { odd: 1 }, enumerable: true });
}

/** Uses the port that every thread has. */
export function postToParent(value: unknown): string {
  parentPort?.postMessage(value);
  return 'posted';
}

export function closeParentPort(): string {
  parentPort?.close();
  return 'closed';
}

/** As a library that takes the descriptor for its own. */
export async function writeToPipe(descriptor: number): Promise<never> {
  writeSync(descriptor, 'This is no frame, and it is longer than the head of one.');
  return new Promise(() => {});
}

/** As a library that replaces what it finds, and does it badly. */
export function breakGlobals(): string {
  for (const name of ['performance', 'setImmediate', 'setTimeout', 'structuredClone', 'queueMicrotask']) {
    Object.defineProperty(globalThis, name, { value: undefined });
  }
  return 'broken';
}

/** Says that its memory is at an end, and ends in another way. */
export function pretendOutOfMemory(): never {
  process.stderr.write('FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n');
  process.exit(3);
}

/** Two tasks of one signal that never await, and look. */
export async function spinBeside(this: TaskContext, port: number): Promise<string> {
  await passBy(port);
  await new Promise(setImmediate);
  while (!this.signal.aborted);
  return 'noticed';
}

// Results.

export function makeUnsendable(which: string): unknown {
  const make: Record<string, () => unknown> = {
    URL: () => new URL('http://example.com'),
    URLSearchParams: () => new URLSearchParams('a=1'),
    Headers: () => new Headers({ a: 'b' }),
    ReadableStream: () => new ReadableStream(),
    FormData: () => new FormData(),
    Promise: () => Promise.resolve(1),
    WeakMap: () => new WeakMap(),
    function: () => () => 1,
    symbol: () => Symbol('x'),
  };
  return { deep: [new Map([['key', make[which]?.()]])] };
}

/** Whether two views show the same memory, in the task. */
export function shareMemory(one: Uint8Array, other: Uint8Array): boolean {
  one[0] = 77;
  return new Uint8Array(other.buffer, other.byteOffset, 1)[0] === 77;
}

export function sharedViews(): { bytes: Uint8Array; words: Uint16Array; buffer: ArrayBuffer } {
  const buffer = new ArrayBuffer(16);
  return { bytes: new Uint8Array(buffer, 3, 5), words: new Uint16Array(buffer, 2, 4), buffer };
}

export function joined(...all: readonly string[]): string {
  return all.join(' ');
}

let heardReason: unknown;

/** Says that it runs, and remembers the reason for which it is aborted. */
export async function hearReason(this: TaskContext<'running'>): Promise<void> {
  const { signal } = this;
  this.progress('running');
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  heardReason = signal.reason;
}

/** Throws the reason that a task of this worker has heard: all of an error comes back only if it is thrown. */
export function throwReasonHeard(): never {
  throw heardReason;
}

/** Returns, and then keeps its worker from its event loop from when the file `blocks` is there until `ends` is; the worker exits then. */
export function blockAndExit(blocks: string, ends: string): void {
  setImmediate(() => {
    writeFileSync(blocks, '');
    const never = new Int32Array(new SharedArrayBuffer(4));
    while (!existsSync(ends)) Atomics.wait(never, 0, 0, 5);
    process.exit(3);
  });
}
