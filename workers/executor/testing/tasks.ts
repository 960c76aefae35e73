// The tasks that the tests submit.
import { appendFileSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import * as worker_threads from 'node:worker_threads';
import { TimeoutError } from '../errors.ts';
import type { TaskContext } from '../index.ts';
import { transfer } from '../wire/transfer.ts';
import { nativeWork } from '../worker/native-work.ts';
import { collector } from './collector.ts';
import { passBy, waitAt } from './gate.ts';

export function nothing(): void {}

export function add(a: number, b: number): number {
  return a + b;
}

export function echo<T>(value: T): T {
  return value;
}

export async function echoLater(value: unknown): Promise<unknown> {
  await new Promise(setImmediate);
  return value;
}

export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

/** Comes to the gate, and returns `value` when it is let through. */
export async function hold<T>(port: number, value: T): Promise<T> {
  await waitAt(port);
  return value;
}

export async function holdThenFail(port: number): Promise<never> {
  await waitAt(port);
  throw new RangeError('failed behind the gate');
}

/** One argument, for `map`. */
export async function holdOne({ port, value }: { port: number; value: number }): Promise<number> {
  if (port > 0) await waitAt(port);
  return value;
}

/** Ends at once when aborted. */
export async function waitForAbort(this: TaskContext, port: number): Promise<never> {
  const { signal } = this;
  await passBy(port);
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** The connection tells the gate when the worker ends. */
export async function passGate(port: number): Promise<void> {
  await passBy(port);
}

/** Never awaits after the gate, but looks whether it was aborted. */
export async function spinUntilAborted(this: TaskContext, port: number): Promise<never> {
  await passBy(port);
  for (;;) this.throwIfAborted();
}

/** The same, looking at the signal. */
export async function spinUntilSignal(this: TaskContext, port: number): Promise<string> {
  await passBy(port);
  while (!this.signal.aborted);
  return 'returned all the same';
}

/** Says something again and again, until its listener has heard of an abort. */
export async function reportUntilAborted(this: TaskContext<number>, port: number): Promise<string> {
  const heard: string[] = [];
  this.signal.addEventListener('abort', () => heard.push('abort'));
  await passBy(port);
  while (heard.length === 0) this.progress(0);
  return 'returned all the same';
}

/** Takes no notice of anything. */
export async function spinForEver(port: number): Promise<never> {
  await passBy(port);
  for (;;);
}

/** Awaits, and takes no notice of an abort either. */
export async function ignoreAbort(port: number): Promise<string> {
  await waitAt(port);
  return 'too late';
}

export async function cleanUpWhenAborted(this: TaskContext, arrival: number, cleanUp: number): Promise<string> {
  const { signal } = this;
  await passBy(arrival);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  await waitAt(cleanUp);
  return 'clean';
}

export class PictureError extends Error {
  readonly code = 'BAD_PICTURE';
  readonly width: number;
  override readonly name = 'PictureError';

  constructor(width: number, options?: ErrorOptions) {
    super(`A picture ${width} pixels wide.`, options);
    this.width = width;
  }
}

export function failWithClass(): never {
  throw new PictureError(7, { cause: new TypeError('the cause', { cause: 'its cause' }) });
}

export function failWithSystemError(): never {
  throw Object.assign(new Error('no such file'), { code: 'ENOENT', errno: -2, path: '/nowhere' });
}

export function failWithAggregate(): never {
  throw new AggregateError([new RangeError('one'), new SyntaxError('two')], 'several');
}

export function failWithUncloneable(): never {
  throw Object.assign(new Error('odd'), { callback: () => {}, list: [1, 2] });
}

export function failWithValue(value: unknown): never {
  throw value;
}

export function failWithFunction(): never {
  throw () => 'not an error';
}

export function failWithCycle(): never {
  const error = new Error('cyclic');
  error.cause = error;
  throw error;
}

export function failOn(value: number): number {
  if (value < 0) throw new RangeError(`${value} is negative`);
  return value;
}

/** Fails with the executor's own error for 1. */
export function failWithTimeout(value: number): number {
  if (value === 1) throw new TimeoutError('of the task');
  return value;
}

/** An object of its own. */
export function wrap(value: unknown): { value: unknown } {
  return { value };
}

export function returnFunction(): unknown {
  return { deep: [() => 1] };
}

export function returnThrowingGetter(): unknown {
  return {
    get broken(): never {
      throw new RangeError('the getter failed');
    },
  };
}

export function report(this: TaskContext<number>, upTo: number): string {
  for (let i = 1; i <= upTo; i++) this.progress(i);
  return 'reported';
}

export async function reportAndHold(this: TaskContext<string>, port: number): Promise<void> {
  this.progress('before');
  await waitAt(port);
  this.progress('after');
}

/** Says that it runs, and takes some turns of its event loop. */
export async function reportAndEcho<T>(this: TaskContext<string>, value: T): Promise<T> {
  this.progress('running');
  for (let turns = 0; turns < 10; turns++) await new Promise(setImmediate);
  return value;
}

export function reportFunction(this: TaskContext<unknown>): void {
  this.progress(() => 1);
}

/** Goes on reporting after it has returned. */
export function reportTooLate(this: TaskContext<string>): void {
  this.progress('in time');
  setImmediate(() => this.progress('too late'));
}

export function workerId(this: TaskContext): number {
  return this.workerId;
}

export function processId(): number {
  return process.pid;
}

/** The name of the thread. */
export function threadName(): string {
  return Reflect.get(worker_threads, 'threadName') ?? '';
}

export function flags(): readonly string[] {
  return process.execArgv;
}

export function variable(name: string): string | undefined {
  return process.env[name];
}

/** A buffer of `bytes`, moved to the pool. */
export function bytesMoved(bytes: number): Uint8Array<ArrayBuffer> {
  const array = new Uint8Array(bytes).fill(7);
  return transfer(array, [array.buffer]);
}

export function bytesCopied(bytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes).fill(7);
}

export function sum(bytes: Uint8Array): number {
  return bytes.reduce((total, byte) => total + byte, 0);
}

export function sumBuffer(buffer: ArrayBuffer): number {
  return sum(new Uint8Array(buffer));
}

/** Writes to both standard streams, line by line, and fails if `count` is odd. */
export function write(count: number): number {
  for (let i = 1; i <= count; i++) {
    console.log(`out ${i} of ${count}`);
    console.error(`error ${i} of ${count}`);
  }
  if (count % 2 === 1) throw new RangeError(`wrote ${count}`);
  return count;
}

/** Writes more than a pipe holds. */
export function writeMuch(to: 'stdout' | 'stderr', lines: number): void {
  for (let i = 1; i <= lines; i++) process[to].write(`${'x'.repeat(9999)}\n`);
}

/** Makes `file` when its result is on its way. */
export function reportAndWrite(this: TaskContext<string>, file: string): void {
  this.progress('before');
  console.error('error');
  setTimeout(() => writeFileSync(file, ''));
}

let weakly: WeakRef<object> | undefined;
/** Remembers its argument, and does not hold it. */
export function rememberWeakly(value: object): void {
  weakly = new WeakRef(value);
}

/** Collects what nobody holds. @returns whether that argument is still there */
export async function isRemembered(): Promise<boolean> {
  await new Promise(setImmediate);
  collector()();
  return weakly?.deref() !== undefined;
}

let ticks = 0;
/** Leaves a timer behind, which fires three times. */
export function startTicking(): void {
  const timer = setInterval(() => ++ticks % 3 === 0 && clearInterval(timer), 1);
}

/** How often that timer has fired. */
export function ticked(): number {
  return ticks;
}

let initialised = 'not initialised';
export function initialise(value: string): void {
  initialised = value;
}
export async function initialiseLater(value: string): Promise<void> {
  await new Promise(setImmediate);
  initialised = value;
}
export function failToInitialise(): never {
  throw new PictureError(1);
}
export function getInitialised(): string {
  return initialised;
}

const startedAs: number[] = [];
/** Remembers, within its worker, the order in which tasks started. */
export function logStart(value: number): number[] {
  startedAs.push(value);
  return startedAs;
}

// Tasks that kill their worker.

/** Ends the worker until it has been tried so many times. */
export function dieTimes(file: string, times: number): string {
  appendFileSync(file, 'x');
  if (countTries(file) <= times) process.exit(1);
  return 'survived';
}

/** Ends the worker under much data. */
export function exitHolding(bytes: Uint8Array): never {
  process.exit(bytes.length > 0 ? 4 : 0);
}

export function countTries(file: string): number {
  return readFileSync(file).length;
}

export function exit(exitCode: number): never {
  process.exit(exitCode);
}

export async function exitAfter(port: number, exitCode: number): Promise<never> {
  await waitAt(port);
  process.exit(exitCode);
}

/** Throws where no task catches it. */
export async function throwOutside(): Promise<void> {
  setImmediate(() => {
    throw new RangeError('nobody caught this');
  });
  await new Promise(() => {
    setInterval(() => {}, 1000);
  });
}

/** Is rejected where no task waits for it. */
export async function rejectOutside(): Promise<void> {
  Promise.reject(new RangeError('nobody caught this'));
  await new Promise(() => {
    setInterval(() => {}, 1000);
  });
}

export function eatMemory(): number {
  const eaten: unknown[] = [];
  for (;;) eaten.push(new Array(1000).fill({ some: 'thing' }).map((thing) => ({ ...thing })));
}

/** The result's getter ends the worker while the result is serialised. */
export function exitWhileSent(): unknown {
  return {
    get last(): never {
      return process.exit(5);
    },
  };
}

/** Ends the worker when it is let through the gate, long after the task is over. */
export function exitLater(port: number): void {
  waitAt(port).then(() => process.exit(0));
}

/** Returns, and then keeps its worker from its event loop from when the flag is 1 until it is 2. */
export function blockAfterwards(flag: Int32Array): void {
  setImmediate(() => {
    Atomics.store(flag, 0, 1);
    Atomics.wait(flag, 0, 1);
  });
}

/** Remembers that it started, and says nothing of it. */
export function start(value: number): void {
  startedAs.push(value);
}

/** What has started in this worker. */
export function started(): number[] {
  return startedAs;
}

/** Says that it is as good as over, and returns. */
export function announceEnd(flag: Int32Array): string {
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
  return 'over';
}

/** Is in native code, where nothing can end the thread, until somebody opens the pipe. */
export async function blockInNativeCode(port: number, pipe: string): Promise<void> {
  await passBy(port);
  openSync(pipe, 'r');
}

/** Waits at the gate as if an addon did it, and sets the flag if it is let go on. */
export async function workNatively(port: number, flag: Int32Array): Promise<void> {
  await nativeWork(() => waitAt(port));
  Atomics.store(flag, 0, 1);
}

/** The process that it is in, when it is let through the gate. */
export async function holdThenTellProcess(port: number): Promise<number> {
  await waitAt(port);
  return process.pid;
}
