// The claim board: memory that the pool and one worker share about the tasks that were sent to the worker ahead of time.
//
// A task is sent to a worker before the worker is free, so that it never idles for a round trip; yet until it starts it
// can be cancelled. Both sides settle that with one compare-and-exchange on the task's slot: the worker from QUEUED to
// RUNNING, the pool from QUEUED to RECALLED; only the first succeeds. Results that are a number, a boolean, null
// or undefined are left in the slot too and need no message. A second word of each slot says that the task was aborted.

import { performance } from '../common/globals.ts';
import { type Success, success } from '../common/outcome.ts';

/** Slots; tasks sent to a worker and not yet done are fewer than this. A power of 2. */
export const SLOTS = 1024;

const QUEUED = 1;
const RUNNING = 2;
const RECALLED = 3;
const SKIPPED = 4;
const POSTED = 5;
const UNDEFINED = 6;
const NULL = 7;
const TRUE = 8;
const FALSE = 9;
const NUMBER = 10;

/** Int32 words before the slots. */
const POOL_IS_TOLD = 0;
const MAIL = 1;
/** How many pieces of native work the worker has under way that must not be cut off (`nativeWork`). */
const NATIVE = 2;
/** 1 when the worker is to end as soon as there is none. */
const IS_GIVEN_UP = 3;
const HEADER = 4;

/** The header, and two words per slot: the state, and the number of the task if it was aborted. */
const WORDS = HEADER + 2 * SLOTS;

/** Float64 values per slot: time of the start, run time, numeric result. */
const TIMES = 3;

/** What stands in the slot of a task that is over. */
export type SlotResult = Success<unknown> | 'skipped';

const RESULTS = new Map<number, SlotResult>([
  [SKIPPED, 'skipped'],
  [UNDEFINED, success(undefined)],
  [NULL, success(null)],
  [TRUE, success(true)],
  [FALSE, success(false)],
]);

/** A number for each task sent to one worker; consecutive, so that `next(seq)` follows `seq`. */
export const FIRST_SEQ = 1;
export function nextSeq(seq: number): number {
  return seq === 0x3fff_ffff ? FIRST_SEQ : seq + 1;
}

/** Bytes of a board's memory, which is shared if the worker is another thread. */
export const BOARD_BYTES = WORDS * 4 + SLOTS * TIMES * 8;

export class Board {
  readonly #words: Int32Array;
  readonly #times: Float64Array;

  constructor(memory: SharedArrayBuffer | ArrayBuffer) {
    this.#words = new Int32Array(memory, 0, WORDS);
    this.#times = new Float64Array(memory, WORDS * 4, SLOTS * TIMES);
  }

  // The pool's side.

  enqueue(seq: number): void {
    Atomics.store(this.#words, slot(seq), QUEUED);
  }

  /** Takes a task back; false if the worker has started it. */
  recall(seq: number): boolean {
    return Atomics.compareExchange(this.#words, slot(seq), QUEUED, RECALLED) === QUEUED;
  }

  hasStarted(seq: number): boolean {
    const state = Atomics.load(this.#words, slot(seq));
    return state === RUNNING || state >= POSTED;
  }

  startedAt(seq: number): number {
    return this.hasStarted(seq) ? (this.#times[time(seq)] ?? 0) : 0;
  }

  ranFor(seq: number): number {
    return this.#times[time(seq) + 1] ?? 0;
  }

  /** What the slot says of a task that is over; undefined while it is not, or if its result comes as a message. */
  resultOf(seq: number): SlotResult | undefined {
    const state = Atomics.load(this.#words, slot(seq));
    if (state === NUMBER) return success(this.#times[time(seq) + 2]);
    return RESULTS.get(state);
  }

  /** After this the worker sends a wake-up again. Call it before looking at the slots. */
  hearWakeUp(): void {
    Atomics.store(this.#words, POOL_IS_TOLD, 0);
  }

  /** After this the worker sends no wake-up until `hearWakeUp`. */
  needNoWakeUp(): void {
    Atomics.store(this.#words, POOL_IS_TOLD, 1);
  }

  /** Says that messages were posted, in case the worker lingers. */
  announceMail(): void {
    Atomics.add(this.#words, MAIL, 1);
    Atomics.notify(this.#words, MAIL);
  }

  markAborted(seq: number): void {
    Atomics.store(this.#words, abortion(seq), seq);
  }

  /** Gives the worker up. @returns whether it may be ended at once; otherwise it ends itself when its native work is over */
  giveUp(): boolean {
    Atomics.store(this.#words, IS_GIVEN_UP, 1);
    return Atomics.load(this.#words, NATIVE) === 0;
  }

  // The worker's side.

  beginNative(): void {
    Atomics.add(this.#words, NATIVE, 1);
  }

  /** @returns how many pieces of native work are left */
  endNative(): number {
    return Atomics.sub(this.#words, NATIVE, 1) - 1;
  }

  /**
   * Ask it after `beginNative` and after `endNative`: either the pool, when it gives the worker up, sees which of them was
   * called, or the worker sees that it was given up.
   */
  get isGivenUp(): boolean {
    return Atomics.load(this.#words, IS_GIVEN_UP) === 1;
  }

  /** Starts a task; false if the pool has taken it back. */
  claim(seq: number, startedAt: number): boolean {
    this.#times[time(seq)] = startedAt;
    return Atomics.compareExchange(this.#words, slot(seq), QUEUED, RUNNING) === QUEUED;
  }

  /** Lets go of a slot whose task will not run. */
  skip(seq: number): void {
    Atomics.store(this.#words, slot(seq), SKIPPED);
  }

  /** Leaves a result in the slot; false if it needs a message, which the slot then says. */
  putResult(seq: number, ranFor: number, value: unknown): boolean {
    const at = time(seq);
    this.#times[at + 1] = ranFor;
    const state = resultState(value);
    if (state === NUMBER) this.#times[at + 2] = value as number;
    Atomics.store(this.#words, slot(seq), state);
    return state !== POSTED;
  }

  /** Says that the result comes as a message. */
  markPosted(seq: number): void {
    Atomics.store(this.#words, slot(seq), POSTED);
  }

  /** True if the pool needs a wake-up message: it has heard the last one. */
  mustWakePool(): boolean {
    return Atomics.exchange(this.#words, POOL_IS_TOLD, 1) === 0;
  }

  get mail(): number {
    return Atomics.load(this.#words, MAIL);
  }

  /** Waits awake until mail beyond `seen` was announced, for `ms` at most. @returns whether it was */
  watchForMail(seen: number, ms: number): boolean {
    const end = performance.now() + ms;
    while (this.mail === seen) if (performance.now() > end) return false;
    return true;
  }

  /** Blocks until mail beyond `seen` was announced, for `ms` at most. */
  awaitMail(seen: number, ms: number): void {
    Atomics.wait(this.#words, MAIL, seen, ms);
  }

  isAborted(seq: number): boolean {
    return Atomics.load(this.#words, abortion(seq)) === seq;
  }
}

function resultState(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return UNDEFINED;
    case 'boolean':
      return value ? TRUE : FALSE;
    case 'number':
      return NUMBER;
    default:
      return value === null ? NULL : POSTED;
  }
}

function slot(seq: number): number {
  return HEADER + (seq & (SLOTS - 1));
}

/** Where the number of the slot's aborted task stands. */
function abortion(seq: number): number {
  return HEADER + SLOTS + (seq & (SLOTS - 1));
}

function time(seq: number): number {
  return (seq & (SLOTS - 1)) * TIMES;
}
