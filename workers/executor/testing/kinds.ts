// The executors that one suite runs over, and the check that each test leaves nothing behind.
import { createHook } from 'node:async_hooks';
import { expect } from 'vitest';
import type { Executor } from '../executor.ts';
import { InlineExecutor, ProcessPoolExecutor, ThreadPoolExecutor } from '../index.ts';
import type { ExecutorOptions } from '../types.ts';
import { LocalQueue } from './local-queue.ts';

type Tasks = typeof import('./tasks.ts');

/** For what ends a while later, on the busiest machine. */
const PATIENCE_MS = 60_000;

const tasks = new URL('./tasks.ts', import.meta.url);

export const THREADS = { kind: 'ThreadPoolExecutor', Class: ThreadPoolExecutor<Tasks> };
export const PROCESSES = { kind: 'ProcessPoolExecutor', Class: ProcessPoolExecutor<Tasks> };
export const INLINE = { kind: 'InlineExecutor', Class: InlineExecutor<Tasks> };

export const ALL_KINDS = [THREADS, PROCESSES, INLINE];
/** The fourth kind: its workers are not its own. */
export const QUEUE = { kind: 'QueueExecutor', Class: LocalQueue<Tasks> };
/** Redis does not run on Windows. */
export const QUEUES = process.platform === 'win32' ? [] : [QUEUE];
export const EVERY_KIND = [...ALL_KINDS, ...QUEUES];
/** Those whose workers can be killed. */
export const KILLABLE = [THREADS, PROCESSES];

export type Kind = (typeof EVERY_KIND)[number];

/** Gives `test` an executor, shuts it down, and checks that no worker, timer or pipe of it is left. */
export function using<T>(
  { Class }: Kind,
  options: ExecutorOptions<Tasks>,
  test: (executor: Executor<Tasks>) => Promise<T>,
): Promise<T> {
  return check(new Class(tasks, { maxWorkers: 2, ...options }), test);
}

/** The same, for the tasks of another module beside this file. */
export function usingTasks<M, T>(
  { Class }: Kind,
  module: string,
  options: ExecutorOptions<M>,
  test: (executor: Executor<M>) => Promise<T>,
): Promise<T> {
  const OfModule = Class as unknown as new (tasks: URL, options: ExecutorOptions<M>) => Executor<M>;
  return check(new OfModule(new URL(module, import.meta.url), { maxWorkers: 2, ...options }), test);
}

async function check<M, T>(executor: Executor<M>, test: (executor: Executor<M>) => Promise<T>): Promise<T> {
  const before = resources();
  const timers = watchTimers();
  try {
    return await test(executor);
  } finally {
    await executor.shutdown({ cancelFutures: true });
    expect(executor.workers).toEqual([]);
    // Handles close, timers are reported gone and threads that were starting end a while later.
    const isClean = () => timers.left().length === 0 && resources().length <= before.length;
    const end = performance.now() + PATIENCE_MS;
    while (!isClean() && performance.now() < end) await new Promise(setImmediate);
    timers.stop();
    expect(timers.left()).toEqual([]);
    expect(resources().length).toBeLessThanOrEqual(before.length);
  }
}

/** What workers are made of, as far as it keeps this process alive. */
function resources(): string[] {
  const ofWorkers = new Set(['Worker', 'MessagePort', 'ProcessWrap', 'PipeWrap']);
  return process.getActiveResourcesInfo().filter((type) => ofWorkers.has(type));
}

/** Files of the executor, and of its tests, in a stack. */
const OURS = /workers\/executor\/(?!testing\/|suite\/)[\w/-]+\.ts/;
const TESTS = /workers\/executor\/suite\/[\w-]+\.test\.ts/;

/** Timers that the executor's code has set and that are neither over nor cleared. */
function watchTimers(): { stop(): void; left(): string[] } {
  const alive = new Map<number, string>();
  const hook = createHook({
    init(id, type) {
      if (type !== 'Timeout') return;
      const stack = new Error().stack ?? '';
      if (OURS.test(stack) && !TESTS.test(stack)) alive.set(id, stack);
    },
    destroy: (id) => alive.delete(id),
  }).enable();
  return { stop: () => hook.disable(), left: () => [...alive.values()] };
}
