// Decides which worker gets which waiting task.

import type { TaskQueue } from '../waiting/task-queue.ts';
import type { Estimates } from './estimates.ts';
import type { PoolWorker } from './pool-worker.ts';
import type { Task } from './task.ts';
import type { WorkerSet } from './worker-set.ts';

/** So many milliseconds of work are sent to a worker ahead: more than a round trip takes, and too little to notice. */
const AHEAD = 1;

/** A worker whose task runs so many milliseconds longer than expected gives back what was sent ahead. */
const STALLED = 5;

/** What the tasks are handed out by. */
export interface Dispatching {
  readonly estimates: Estimates;
  /** Most tasks that one worker ever gets. */
  readonly maxTasksPerWorker: number;
  /** Asked before each task that is started; undefined where as many may start as there is room for. */
  readonly mayStart: (() => boolean) | undefined;
  /** Starts so many more workers. */
  startWorkers(count: number): void;
}

const always = () => true;

/** Hands out what can be handed out. */
export function dispatch(workers: WorkerSet, queue: TaskQueue<Task>, how: Dispatching): void {
  const { estimates, maxTasksPerWorker, mayStart } = how;
  const isAllowed = mayStart ?? always;
  recallDelayed(workers.all, queue);
  recallForIdle(workers.all, queue);
  feedOwn(workers.all, estimates);
  if (queue.size === 0) return;
  if (!feedIdle(workers.all, queue, estimates, maxTasksPerWorker, isAllowed)) return;
  // Before another worker is started, which takes much longer.
  if (!feedOverlapping(workers.all, queue, estimates, maxTasksPerWorker, isAllowed)) return;
  how.startWorkers(neededWorkers(workers.all, queue));
  if (!mayStart) sendAhead(workers.all, queue, estimates, maxTasksPerWorker);
}

/** How many more workers the waiting tasks can use. */
function neededWorkers(workers: readonly PoolWorker[], queue: TaskQueue<Task>): number {
  const next = queue.peek();
  if (!next) return 0;
  const starting = workers.reduce((sum, { isStarting }) => sum + Number(isStarting), 0);
  return Math.max(1, Math.ceil(queue.size / next.overlap)) - starting;
}

/** How many workers are idle or starting, or could be started. */
export function freeWorkers(workers: readonly PoolWorker[], maxWorkers: number): number {
  const idle = workers.reduce((sum, { load }) => sum + Number(load === 0), 0);
  return Math.max(0, maxWorkers - workers.length) + idle;
}

/** Each worker that has nothing to do gets the next of its own tasks. */
function feedOwn(workers: readonly PoolWorker[], estimates: Estimates): void {
  for (const worker of workers) {
    if (worker.own.size === 0 || worker.load > 0 || !worker.isReady || !worker.hasSlot) continue;
    const task = worker.own.shift();
    if (task) worker.assign(task, estimates.of(task.name));
  }
}

/** One task for each worker that has none and may still serve one of `mostTasks`. @returns false if `mayStart` refused */
function feedIdle(
  workers: readonly PoolWorker[],
  queue: TaskQueue<Task>,
  estimates: Estimates,
  mostTasks: number,
  mayStart: () => boolean,
): boolean {
  for (const worker of workers) {
    if (worker.load > 0 || !worker.isReady || !worker.hasSlot || worker.served >= mostTasks) continue;
    if (queue.size === 0) return true;
    if (!mayStart()) return false;
    const task = queue.shift();
    if (task) worker.assign(task, estimates.of(task.name));
  }
  return true;
}

/** Tasks for workers that may run them beside what they have. @returns false if `mayStart` refused */
function feedOverlapping(
  workers: readonly PoolWorker[],
  queue: TaskQueue<Task>,
  estimates: Estimates,
  mostTasks: number,
  mayStart: () => boolean,
): boolean {
  for (let task = queue.peek(); task; task = queue.peek()) {
    const next = task;
    const worker = workers.find((one) => one.served < mostTasks && one.canOverlap(next));
    if (!worker) return true;
    if (!mayStart()) return false;
    queue.remove(task);
    worker.assign(task, estimates.of(task.name));
  }
  return true;
}

/** Sends short tasks ahead, so that a worker need not wait for its next one. */
function sendAhead(
  workers: readonly PoolWorker[],
  queue: TaskQueue<Task>,
  estimates: Estimates,
  mostTasks: number,
): void {
  if (queue.size === 0) return;
  const share = Math.ceil(queue.size / workers.length);
  for (const worker of workers) {
    if (!worker.isReady || worker.load === 0 || worker.own.size > 0 || worker.headRunsFor() > STALLED) continue;
    for (let taken = 0; taken < share; taken++) {
      const task = queue.peek();
      if (!task || task.transfer || !worker.canTakeAhead() || worker.served >= mostTasks) break;
      const estimate = estimates.of(task.name);
      if (worker.expected + estimate > AHEAD) break;
      queue.remove(task);
      worker.assign(task, estimate);
    }
  }
}

/** Takes back what was sent ahead where it has to wait: behind a long task, or before more urgent ones. */
function recallDelayed(workers: readonly PoolWorker[], queue: TaskQueue<Task>): void {
  const urgent = queue.peek()?.priority ?? Number.NEGATIVE_INFINITY;
  for (const worker of workers) {
    if (worker.load < 2) continue;
    if (worker.lowestPriority < urgent || worker.headRunsFor() > STALLED) recall(worker, queue, worker.load);
  }
}

/** Takes back half of what the busiest worker was sent ahead, for one that has nothing to do. */
function recallForIdle(workers: readonly PoolWorker[], queue: TaskQueue<Task>): void {
  if (queue.size > 0 || !workers.some((worker) => worker.isReady && worker.load === 0)) return;
  let busiest: PoolWorker | undefined;
  for (const worker of workers) {
    if (worker.load > (busiest?.load ?? 1)) busiest = worker;
  }
  if (busiest) recall(busiest, queue, Math.floor(busiest.load / 2));
}

/** Takes back tasks and puts them before all others that wait where they do. */
export function recall(worker: PoolWorker, queue: TaskQueue<Task>, most: number): void {
  for (const task of worker.recallNewest(most)) (task.target ? worker.own : queue).unshift(task);
}
