// The interface between a pool and one worker, of any kind.
import type { Transferable } from 'node:worker_threads';
import type { Death } from '../errors.ts';
import type { ResourceLimits } from '../types.ts';
import type { Board } from './board.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './protocol.ts';

/** The pool's line to one worker. */
export interface WorkerLink {
  /** Undefined if the worker shares no memory with the pool; it is then sent one task at a time, which starts at once. */
  readonly board: Board | undefined;
  readonly pid: number | undefined;
  readonly threadId: number | undefined;
  /** Whether a value can be sent. */
  canClone(value: unknown): boolean;
  /** Throws what cloning throws. */
  post(message: ToWorker, transfer: readonly Transferable[]): void;
  /** Whether it is certain that the task has not come to its worker, which is dead. For those without a board. */
  isLost?(seq: number): boolean;
  /**
   * Ends the worker by force. May take long if native code runs in a thread.
   * @returns whether nothing of its tasks goes on
   */
  kill(): boolean;
  /** Whether the worker keeps this process alive. */
  hold(alive: boolean): void;
}

/** What a link tells the pool. Nothing comes after `onExit`. */
export interface LinkEvents {
  onMessage(message: FromWorker): void;
  onExit(death: Death): void;
}

/** How workers are started. */
export interface LinkOptions {
  readonly env: Readonly<Record<string, string>> | undefined;
  readonly execArgv: readonly string[] | undefined;
  readonly resourceLimits: ResourceLimits | undefined;
  readonly threadNamePrefix: string;
}

/** Starts a worker. Throws if the system gives no more of them. */
export type OpenLink = (setup: WorkerSetup, events: LinkEvents) => WorkerLink;
