// A running task, which has this object as its `this`.

import type { TaskContext } from '../types.ts';
import { outcomeError } from '../wire/uncloneable.ts';

/** What a running task needs of its worker. */
export interface TaskHost {
  readonly workerId: number;
  sendProgress(task: RunningTask, value: unknown): void;
  /** Whether the border takes a value. */
  canClone(value: unknown): boolean;
  /** Hears of an abort that has arrived while the event loop stood still. */
  lookForAbort(task: RunningTask): void;
}

export class RunningTask implements TaskContext<unknown> {
  readonly seq: number;
  readonly name: string;
  readonly startedAt: number;
  /** So many like it may run at a time. */
  readonly overlap: number;
  readonly #host: TaskHost;
  #controller: AbortController | undefined;
  #aborted: { readonly reason: unknown } | undefined;
  hasSentProgress = false;
  #abortListeners: (() => void)[] | undefined;
  /** How many values it may give before more are asked for. */
  #credit = 0;
  #onRoom: (() => void) | undefined;

  constructor(host: TaskHost, seq: number, name: string, startedAt: number, overlap = 1) {
    this.#host = host;
    this.seq = seq;
    this.name = name;
    this.startedAt = startedAt;
    this.overlap = overlap;
  }

  get workerId(): number {
    return this.#host.workerId;
  }

  get signal(): AbortSignal {
    if (!this.#aborted) this.#host.lookForAbort(this);
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#aborted) this.#controller.abort(this.#aborted.reason);
    }
    return this.#controller.signal;
  }

  progress(value: unknown): void {
    this.hasSentProgress = true;
    try {
      this.#host.sendProgress(this, value);
    } catch (error) {
      throw outcomeError('progress value', this.name, value, error, (part) => this.#host.canClone(part));
    }
  }

  throwIfAborted(): void {
    if (!this.#aborted) this.#host.lookForAbort(this);
    if (this.#aborted) throw this.#aborted.reason;
  }

  /** For the worker. */
  get isAborted(): boolean {
    return this.#aborted !== undefined;
  }

  /** For the worker. */
  abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = { reason };
    this.#controller?.abort(reason);
    for (const call of this.#abortListeners ?? []) call();
    this.#onRoom?.();
  }

  /** For the worker. */
  onAbort(call: () => void): void {
    if (this.#aborted) {
      call();
      return;
    }
    this.#abortListeners ??= [];
    this.#abortListeners.push(call);
  }

  /** For the worker: so many more values are wanted. */
  grant(count: number): void {
    this.#credit += count;
    this.#onRoom?.();
  }

  /** For the worker: resolves when one value more is wanted, or the task was aborted. */
  async room(): Promise<void> {
    while (this.#credit === 0 && !this.#aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#onRoom = resolve;
      await promise;
      this.#onRoom = undefined;
    }
    if (!this.#aborted) this.#credit--;
  }
}
