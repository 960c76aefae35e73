// The executors that one suite runs over, and the check that each test leaves nothing behind.
import { createHook } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect } from 'vitest';
import type { Executor } from '../executor.ts';
import { InlineExecutor, ProcessPoolExecutor, ThreadPoolExecutor } from '../index.ts';
import type { ExecutorOptions } from '../types.ts';
import { LocalQueue } from './local-queue.ts';

type Tasks = typeof import('./tasks.ts');

/** For what ends a while later, on the busiest machine. */
const PATIENCE_MS = 60_000;

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
  kind: Kind,
  options: ExecutorOptions<Tasks>,
  test: (executor: Executor<Tasks>) => Promise<T>,
): Promise<T> {
  return check(make(kind, './tasks.ts', options), test);
}

/** The same, for the tasks of another module beside this file. */
export function usingTasks<M, T>(
  kind: Kind,
  module: string,
  options: ExecutorOptions<M>,
  test: (executor: Executor<M>) => Promise<T>,
): Promise<T> {
  return check(make(kind, module, options), test);
}

/** All that the tests of this file share: what one has at work, another would take for what is left of it. */
const allShared = new Set<{ shutdown(): Promise<void>; expectClean(): Promise<void> }>();

afterAll(async () => {
  for (const watched of allShared) await watched.shutdown();
  for (const watched of allShared) await watched.expectClean();
});

/**
 * For tests that submit, take what comes and leave the executor as it was: most of such a test would be the start of a
 * worker. After each the executor has nothing to do and no worker was lost; when all are over it is shut down, and no worker,
 * timer or pipe may be left. (Timers are watched all the while, which is slow beside tests that make very many promises.)
 * @returns what gives `test` the one executor of a kind that all tests of the file share
 */
export function sharing<M = Tasks>(module = './tasks.ts', options: ExecutorOptions<M> = {}) {
  const ofKinds = new Map<Kind, Watched<M>>();
  return async <T>(kind: Kind, test: (executor: Executor<M>) => Promise<T>): Promise<T> => {
    // A busy machine may need a while to end what is aborted.
    const watched = ofKinds.get(kind) ?? new Watched(make(kind, module, { gracePeriod: PATIENCE_MS, ...options }));
    ofKinds.set(kind, watched);
    allShared.add(watched);
    try {
      const result = await test(watched.executor);
      await watched.rest();
      return result;
    } catch (error) {
      ofKinds.delete(kind);
      allShared.delete(watched);
      watched.giveUp();
      throw error;
    }
  };
}

function make<M>({ Class }: Kind, module: string, options: ExecutorOptions<M>): Executor<M> {
  const OfModule = Class as unknown as new (tasks: URL, options: ExecutorOptions<M>) => Executor<M>;
  return new OfModule(new URL(module, import.meta.url), { maxWorkers: 2, ...options });
}

async function check<M, T>(executor: Executor<M>, test: (executor: Executor<M>) => Promise<T>): Promise<T> {
  const watched = new Watched(executor);
  try {
    const result = await test(executor);
    await watched.shutdown();
    await watched.expectClean();
    return result;
  } catch (error) {
    watched.giveUp();
    throw error;
  }
}

/** An executor that shall leave nothing behind. */
class Watched<M> {
  readonly executor: Executor<M>;
  readonly #before = resources();
  readonly #timers = watchTimers();

  constructor(executor: Executor<M>) {
    this.executor = executor;
  }

  /** Fails unless it has nothing to do, a while later, and its workers are the first that it has started. */
  async rest(): Promise<void> {
    const { executor } = this;
    const shown = () => ({
      tasks: executor.waitingCount + executor.sentCount,
      working: executor.workers.filter(({ state }) => state !== 'idle'),
    });
    const rest = { tasks: 0, working: [] };
    await until(() => isDeepStrictEqual(shown(), rest));
    expect(shown()).toEqual(rest);
    expect(executor.workers.map(({ id }) => id)).toEqual(executor.workers.map((_, i) => i + 1));
  }

  shutdown(): Promise<void> {
    return this.executor.shutdown({ cancelFutures: true });
  }

  /** Its test has failed. Nobody waits for its end: what failed the test may keep it from ending. */
  giveUp(): void {
    this.#timers.stop();
    this.executor.shutdown({ abort: true }).catch(() => {});
  }

  /** After the shutdown. */
  async expectClean(): Promise<void> {
    const [before, timers] = [this.#before, this.#timers];
    expect(this.executor.workers).toEqual([]);
    // Handles close, timers are reported gone and threads that were starting end a while later.
    await until(() => timers.left().length === 0 && resources().length <= before.length);
    timers.stop();
    expect(timers.left()).toEqual([]);
    expect(resources().length).toBeLessThanOrEqual(before.length);
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!isTrue() && performance.now() < end) await pause(1);
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
      // Who only waits is not the one that set it: a tasks module sets timers while it is loaded.
      const stack = (new Error().stack ?? '').replace(/\n +at async .*/g, '');
      if (OURS.test(stack) && !TESTS.test(stack)) alive.set(id, stack);
    },
    destroy: (id) => alive.delete(id),
  }).enable();
  return { stop: () => hook.disable(), left: () => [...alive.values()] };
}
