// The worker's side: runs tasks in the order in which they were sent, one at a time, or several at a time if they may overlap.
import type { Transferable } from 'node:worker_threads';
import { now } from '../common/clock.ts';
import { setImmediate } from '../common/globals.ts';
import { plainAbort } from '../common/plain-abort.ts';
import { isThenable } from '../common/thenable.ts';
import { UnknownTaskError } from '../errors.ts';
import type { ChunkResult } from '../future/map.ts';
import {
  assertNever,
  type FromWorker,
  type TaskManner,
  type TaskMessage,
  type Times,
  type ToWorker,
} from '../links/protocol.ts';
import { ErrorDecoder } from '../wire/decode-error.ts';
import { encodeError } from '../wire/encode-error.ts';
import { onceEach, transfer, transferListOf } from '../wire/transfer.ts';
import { type CanClone, outcomeError } from '../wire/uncloneable.ts';
import type { Output } from './output.ts';
import { RunningTask, type TaskHost } from './running-task.ts';
import { giveValues } from './value-flow.ts';

/** The worker's line to its pool. */
export interface Outbox extends Output {
  /** Whether a value can be sent. */
  canClone(value: unknown): boolean;
  /** Throws what cloning throws. */
  post(message: FromWorker, transfer: readonly Transferable[]): void;
  /** Starts a task; false if the pool has taken it back. */
  claim(seq: number, startedAt: number): boolean;
  /** Gives a result without a message; false if it needs one. */
  putResult(seq: number, ranFor: number, value: unknown): boolean;
  /** Says that the result comes as a message. */
  markPosted(seq: number): void;
  /** Whether an abort of this task is under way. */
  mayBeAborted(seq: number): boolean;
  /** A message that has arrived and that the event loop has not delivered yet. */
  receive(): ToWorker | undefined;
  /** The same, and waits a moment for one without going back to the event loop. */
  linger(): ToWorker | undefined;
  /** Ends the worker. */
  stop(): void;
}

/** Milliseconds of tasks without an await, after which timers and input of the worker get their turn. */
const TURN = 10;

/**
 * When a task comes so many milliseconds after the last one was done, one after the other is expected to come; the worker
 * then waits for it where it stands, which takes half the time that going back to the event loop takes.
 */
const STREAM = 1;

/** Not by an import, which would make each worker load the storages of node:async_hooks, too, before its first task. */
const { AsyncResource } = process.getBuiltinModule('node:async_hooks');

const NOTHING: readonly Transferable[] = [];

/** The manner of most tasks. */
const PLAIN: TaskManner = { chunk: false, overlap: 1, values: 0 };

type Call = (this: RunningTask, ...args: unknown[]) => unknown;

export class TaskLoop implements TaskHost {
  readonly workerId: number;
  readonly #tasks: Readonly<Record<string, unknown>>;
  readonly #outbox: Outbox;
  readonly #decoder = new ErrorDecoder();
  #queue: (TaskMessage | undefined)[] = [];
  /** Oldest first. */
  readonly #running: RunningTask[] = [];
  #at = 0;
  #isLooping = false;
  /** When the tasks last ran out, on the clock of `now()`. */
  #ranDryAt = 0;
  #isStream = false;

  /** @param tasks the tasks module */
  constructor(workerId: number, tasks: Readonly<Record<string, unknown>>, outbox: Outbox) {
    this.workerId = workerId;
    this.#tasks = tasks;
    this.#outbox = outbox;
  }

  /** Takes a message from the pool, and works until there is nothing to do or a task waits for something. */
  accept(message: ToWorker): void {
    this.#isStream = now() - this.#ranDryAt < STREAM;
    this.#take(message);
    if (!this.#isLooping) this.#loop();
  }

  sendProgress(task: RunningTask, value: unknown): void {
    // Progress of a task that is over, from something it has left behind, is nobody's.
    if (!this.#running.includes(task)) return;
    this.#outbox.post({ kind: 'progress', seq: task.seq, value }, []);
    // A task may say how far it is and look at nothing else.
    this.lookForAbort(task);
  }

  canClone(value: unknown): boolean {
    return this.#outbox.canClone(value);
  }

  lookForAbort(task: RunningTask): void {
    if (!this.#outbox.mayBeAborted(task.seq)) return;
    for (let message = this.#outbox.receive(); message; message = this.#outbox.receive()) this.#take(message);
  }

  #take(message: ToWorker): void {
    switch (message.kind) {
      case 'run':
        this.#queue.push(...message.tasks);
        break;
      case 'abort':
        for (const task of this.#running) {
          if (task.seq === message.seq)
            task.abort(message.reason ? this.#decoder.decode(message.reason) : plainAbort());
        }
        break;
      case 'values':
        this.#running.find(({ seq }) => seq === message.seq)?.grant(message.count);
        break;
      case 'stop':
        this.#outbox.stop();
        break;
      default:
        assertNever(message);
    }
  }

  #loop(): void {
    this.#isLooping = true;
    const end = now() + TURN;
    for (;;) {
      const message = this.#queue[this.#at];
      if (message) {
        if (!this.#mayStart(message)) break;
        this.#queue[this.#at++] = undefined;
        this.#start(message);
        if (now() > end) {
          this.#continueLater();
          return;
        }
      } else {
        this.#queue = [];
        this.#at = 0;
        if (this.#running.length > 0) break;
        const mail = this.#outbox.receive() ?? (this.#isStream ? this.#outbox.linger() : undefined);
        if (!mail) break;
        this.#take(mail);
      }
    }
    if (this.#running.length === 0) this.#ranDryAt = now();
    this.#isLooping = false;
  }

  #mayStart([, , , { overlap } = PLAIN]: TaskMessage): boolean {
    return (
      this.#running.length === 0 || (this.#running.length < overlap && this.#running.every((task) => task.overlap > 1))
    );
  }

  /** Lets the event loop have a turn. */
  #continueLater(): void {
    setImmediate(() => {
      this.#isLooping = false;
      this.#loop();
    });
  }

  #start([seq, name, args, { chunk, overlap, values } = PLAIN]: TaskMessage): void {
    const startedAt = now();
    if (!this.#outbox.claim(seq, startedAt)) return;
    const task = new RunningTask(this, seq, name, startedAt, overlap);
    this.#running.push(task);
    try {
      const call = this.#tasks[name];
      if (typeof call !== 'function') throw new UnknownTaskError(`The tasks module exports no function "${name}".`);
      const value = chunk
        ? inOwnContext(runChunk, undefined, [call as Call, task, args, this.#outbox.canClone])
        : inOwnContext(call as Call, task, args);
      if (values > 0) this.#await(task, this.#giveValues(task, value, values));
      else if (isThenable(value) || this.#outbox.hasOutput()) this.#await(task, value);
      else this.#finish(task, value);
    } catch (error) {
      if (this.#outbox.hasOutput()) this.#await(task, Promise.reject(error));
      else this.#fail(task, error);
    }
  }

  #giveValues(task: RunningTask, values: unknown, count: number): Promise<unknown> {
    task.grant(count);
    return giveValues(task, values, (value) => {
      task.hasSentProgress = true;
      try {
        this.#outbox.post({ kind: 'value', seq: task.seq, value }, transferOf(value));
      } catch (error) {
        throw outcomeError('value', task.name, value, error, this.#outbox.canClone);
      }
    });
  }

  /** A task is over when what it wrote has arrived as well: who knows its result may end the process. */
  #await(task: RunningTask, value: unknown): void {
    Promise.resolve(value)
      .finally(() => this.#outbox.hasOutput() && this.#outbox.flushOutput())
      .then(
        (result) => this.#finish(task, result),
        (error) => this.#fail(task, error),
      )
      .then(() => this.#loop());
  }

  #finish(task: RunningTask, value: unknown): void {
    const ranFor = this.#end(task);
    // Progress travels as messages; a result must not overtake it. The pool reads the board in the order of the tasks.
    const isPlain = !task.hasSentProgress && task.overlap === 1;
    if (isPlain && this.#outbox.putResult(task.seq, ranFor, value)) return;
    this.#outbox.markPosted(task.seq);
    const times = { startedAt: task.startedAt, ranFor };
    try {
      this.#outbox.post({ kind: 'result', seq: task.seq, times, value }, transferOf(value));
    } catch (error) {
      this.#postError(task, times, outcomeError('result', task.name, value, error, this.#outbox.canClone));
    }
  }

  #fail(task: RunningTask, error: unknown): void {
    const times = { startedAt: task.startedAt, ranFor: this.#end(task) };
    this.#outbox.markPosted(task.seq);
    // Of an aborted task the pool only wants to know that it has stopped.
    this.#postError(task, times, task.isAborted ? undefined : error);
  }

  #postError(task: RunningTask, times: Times, error: unknown): void {
    const { seq } = task;
    this.#outbox.post({ kind: 'error', seq, times, error: encodeError(error, this.#outbox.canClone) }, []);
  }

  /** @returns how long it ran, in milliseconds */
  #end(task: RunningTask): number {
    if (this.#running[0] === task) this.#running.shift();
    else this.#running.splice(this.#running.indexOf(task), 1);
    return now() - task.startedAt;
  }
}

/**
 * What one task enters into an AsyncLocalStorage is not seen by the next one. Each task gets a resource of its own: that takes half
 * the time of running it in a shared snapshot, in which Node 22 would also keep what a task has entered.
 */
function inOwnContext<T, A extends unknown[]>(
  call: (this: T, ...args: A) => unknown,
  self: T,
  args: Readonly<A>,
): unknown {
  return new AsyncResource('FuturesTask').runInAsyncScope(Reflect.apply, undefined, call, self, args);
}

async function runChunk(
  call: Call,
  task: RunningTask,
  inputs: readonly unknown[],
  canClone: CanClone,
): Promise<ChunkResult> {
  const results: unknown[] = [];
  const moved: Transferable[] = [];
  try {
    for (const input of inputs) {
      task.throwIfAborted();
      const value = call.call(task, input);
      const result: unknown = isThenable(value) ? await value : value;
      moved.push(...(transferListOf(result) ?? []));
      results.push(result);
    }
    return transfer({ results }, moved);
  } catch (error) {
    return transfer({ results, error: encodeError(error, canClone) }, moved);
  }
}

function transferOf(value: unknown): readonly Transferable[] {
  const list = transferListOf(value);
  return list ? onceEach(list) : NOTHING;
}
