// The tasks of a pool that are not at a worker: in the queue, in the queue of the one worker that they are
// for, behind others of their key, or delayed.
import { Timer } from '../common/timer.ts';
import type { PoolWorker } from '../pool/pool-worker.ts';
import type { Task } from '../pool/task.ts';
import { KeyedTasks } from './keyed-tasks.ts';
import { TaskQueue } from './task-queue.ts';

export class WaitingTasks {
  /** Tasks that any worker may take. */
  readonly queue = new TaskQueue<Task>();
  readonly #workers: () => readonly PoolWorker[];
  readonly #delayed = new Map<Task, Timer>();
  readonly #keyed: KeyedTasks;

  /** @param workers gives those that the pool has now */
  constructor(workers: () => readonly PoolWorker[], maxPerKey: number) {
    this.#workers = workers;
    this.#keyed = new KeyedTasks(maxPerKey);
  }

  get size(): number {
    return this.#workers().reduce((sum, { own }) => sum + own.size, this.sizeForAny);
  }

  /** Without those that are for one worker only. */
  get sizeForAny(): number {
    return this.queue.size + this.#delayed.size + this.#keyed.size;
  }

  add(task: Task): void {
    if (task.target || this.#keyed.admit(task)) this.#queueOf(task).push(task);
  }

  /** Lets go the next of the task's key. @returns whether there was one */
  onSettled(task: Task): boolean {
    const next = this.#keyed.leave(task);
    if (next) this.queue.push(next);
    return next !== undefined;
  }

  /** Adds it after `ms` milliseconds, and calls `onAdded` then. */
  addLater(task: Task, ms: number, onAdded: () => void): void {
    const timer = new Timer(ms, () => {
      this.#delayed.delete(task);
      this.add(task);
      onAdded();
    });
    this.#delayed.set(task, timer);
  }

  /** @returns whether it was among them */
  remove(task: Task): boolean {
    this.#delayed.get(task)?.stop();
    return this.#delayed.delete(task) || this.#keyed.remove(task) || this.#queueOf(task).remove(task);
  }

  /** Moves it to its new place. False if it is not among them. */
  setPriority(task: Task, priority: number): boolean {
    const isDelayed = this.#delayed.has(task);
    if (!isDelayed && !this.remove(task)) return false;
    task.priority = priority;
    if (!isDelayed) this.add(task);
    return true;
  }

  all(): Task[] {
    return [
      ...this.queue.tasks(),
      ...this.#workers().flatMap(({ own }) => own.tasks()),
      ...this.#delayed.keys(),
      ...this.#keyed.tasks(),
    ];
  }

  #queueOf({ target }: Task): TaskQueue<Task> {
    return target?.own ?? this.queue;
  }
}
