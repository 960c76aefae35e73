// Tasks that were submitted and are not in the queue yet.
import { now } from '../../common/clock.ts';
import type { TaskSpec } from '../../engine.ts';
import { PayloadTooLargeError, UnknownTaskError } from '../../errors.ts';
import { canBeFramed } from '../../wire/frames.ts';
import { transferListOf } from '../../wire/transfer.ts';
import { argumentError } from '../../wire/uncloneable.ts';
import { encodePayload } from '../payload.ts';
import { PROTOCOL, type TaskData } from '../task-data.ts';
import type { TaskExports } from '../task-exports.ts';
import type { JobToAdd, QueueLine } from './queue-line.ts';
import type { QueueTask } from './queue-task.ts';

/** Tasks that are added in one go. */
const MAX_BATCH = 500;

export class Outbox {
  readonly #maxBytes: number;
  readonly #line: QueueLine;
  readonly #open: () => Promise<TaskExports>;
  /** Oldest first. */
  readonly #waiting = new Set<QueueTask>();
  #isSending = false;
  isPaused = false;

  /** @param open connects, and tells what the tasks module exports */
  constructor(maxBytes: number, line: QueueLine, open: () => Promise<TaskExports>) {
    this.#maxBytes = maxBytes;
    this.#line = line;
    this.#open = open;
  }

  put(task: QueueTask): void {
    task.place = 'here';
    this.#waiting.add(task);
    this.#schedule();
  }

  /** @returns whether it was here */
  remove(task: QueueTask): boolean {
    return this.#waiting.delete(task);
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    this.#schedule();
  }

  /** All that is submitted in one turn of the event loop goes together. */
  #schedule(): void {
    if (this.#isSending || this.isPaused || this.#waiting.size === 0) return;
    this.#isSending = true;
    queueMicrotask(() => this.#sendAll());
  }

  async #sendAll(): Promise<void> {
    try {
      const exports = await this.#open();
      while (!this.isPaused && this.#waiting.size > 0) await this.#sendBatch(exports);
    } catch {
      // The executor is broken, and has failed all tasks.
    } finally {
      this.#isSending = false;
    }
  }

  async #sendBatch(exports: TaskExports): Promise<void> {
    const tasks = this.#waiting.values().take(MAX_BATCH).toArray();
    for (const task of tasks) this.#waiting.delete(task);
    const jobs = tasks.flatMap((task) => this.#jobOf(task, exports) ?? []);
    const sent = tasks.filter(({ isDone }) => !isDone);
    const adding = this.#line.add(jobs);
    const moving = adding.catch(() => {});
    for (const task of sent) Object.assign(task, { place: 'on-its-way', moving });
    try {
      await adding;
      const heardAt = now();
      for (const task of sent) Object.assign(task, { place: 'there', heardAt, moving: undefined });
    } catch (error) {
      for (const task of sent) if (!task.isDone) task.setException(error);
    }
  }

  /** Undefined if it cannot be sent; it has failed then. */
  #jobOf(task: QueueTask, exports: TaskExports): JobToAdd | undefined {
    if (task.job) return { ...task.job, priority: task.priority };
    const { id, priority, spec } = task;
    if (!spec) return undefined;
    try {
      if (!exports.names.has(spec.name))
        throw new UnknownTaskError(`The tasks module exports no function "${spec.name}".`);
      task.job = { id, name: spec.name, priority, data: this.#dataOf(spec, exports) };
      return task.job;
    } catch (error) {
      task.setException(error);
      return undefined;
    }
  }

  #dataOf(spec: TaskSpec, exports: TaskExports): TaskData {
    const { name, chunk } = spec;
    const { timeout, retries, retryDelay, overlap } = spec.settings;
    return {
      protocol: PROTOCOL,
      exports: exports.hash,
      args: this.#encodeArgs(name, spec).toString('base64'),
      ...(chunk && { chunk }),
      ...(timeout !== Number.POSITIVE_INFINITY && { timeout }),
      ...(retries > 0 && { retries: finite(retries), retryDelay: finite(retryDelay) }),
      ...(overlap > 1 && { overlap: finite(overlap) }),
    };
  }

  #encodeArgs(name: string, { args, transfer = [] }: TaskSpec): Buffer {
    const moved = [...transfer, ...args.flatMap((arg) => transferListOf(arg) ?? [])];
    try {
      return encodePayload(`What "${name}" is called with`, args, this.#maxBytes, moved);
    } catch (error) {
      throw error instanceof PayloadTooLargeError ? error : argumentError(name, args, error, canBeFramed);
    }
  }
}

/** JSON knows no Infinity. */
function finite(value: number): number {
  return Math.min(value, Number.MAX_SAFE_INTEGER);
}
