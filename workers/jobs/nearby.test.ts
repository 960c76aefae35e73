import { describe, expect, it } from 'vitest';
import { AbortError, type TaskContext } from '../executor/index.ts';
import { createExecutor } from '../host/create-executor.ts';
import { bindTasks, type TaskCall } from './job-tasks.ts';
import { NearbyTasks } from './nearby.ts';
import type * as tasks from './resize/tasks.ts';

const GRACE = 30;

it('gives what only waits to the thread that is nearby while it has room, and the rest to the workers', async () => {
  await using executor = createExecutor({ executor: 'threads', workers: 2 });
  const nearby = new NearbyTasks(GRACE);
  const { signal } = new AbortController();
  const bound = bindTasks<typeof tasks>({ executor, nearby, type: 'resize', workers: 2, signal });
  const load = () => bound.submit('warmUp', undefined, { overlap: 2, waits: true });
  await Promise.all([load(), load()]);
  expect(executor.workers).toHaveLength(0);
  await Promise.all([load(), load(), load()]);
  expect(executor.workers).toHaveLength(1);
  await bound.submit('warmUp', undefined);
  expect(nearby.count).toBe(0);
});

type Run = (context: TaskContext<unknown>) => unknown;

/** A place nearby whose one task is this function. */
function nearbyOf(run: Run, gracePeriod = GRACE): NearbyTasks {
  const worker = {
    async call(this: TaskContext<unknown>, _call: TaskCall) {
      return run(this);
    },
  };
  return new NearbyTasks(gracePeriod, async () => worker);
}

const CALL: TaskCall = { type: 'any', task: 'any', input: undefined };

describe('A task that runs nearby', () => {
  it('begins in a later turn and gives its result, its progress and its error', async () => {
    let hasBegun = false;
    const heard: unknown[] = [];
    const good = nearbyOf((context) => {
      hasBegun = true;
      context.progress(0.5);
      return 'made';
    }).submit(CALL, new AbortController().signal);
    good.onProgress((value) => heard.push(value));
    await Promise.resolve();
    expect([hasBegun, good.state]).toEqual([false, 'pending']);
    expect(await good).toBe('made');
    expect(heard).toEqual([0.5]);
    const bad = nearbyOf(() => {
      throw new RangeError('too much');
    }).submit(CALL, new AbortController().signal);
    await expect(bad.result()).rejects.toThrow(new RangeError('too much'));
  });

  it('never begins when it is aborted before', async () => {
    let hasBegun = false;
    const nearby = nearbyOf(() => {
      hasBegun = true;
    });
    const controller = new AbortController();
    const early = nearby.submit(CALL, controller.signal);
    controller.abort(new Error('no more'));
    const late = nearby.submit(CALL, controller.signal);
    await expect(early.result()).rejects.toBeInstanceOf(AbortError);
    await expect(late.result()).rejects.toBeInstanceOf(AbortError);
    await expect.poll(() => nearby.count).toBe(0);
    expect(hasBegun).toBe(false);
  });

  it('hears of an abort and is cancelled when it has stopped', async () => {
    const begun = Promise.withResolvers<void>();
    const hasStopped = { byError: false };
    const nearby = nearbyOf(async (context) => {
      const aborted = new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve()));
      begun.resolve();
      await aborted;
      hasStopped.byError = true;
      context.throwIfAborted();
    }, 60_000);
    const controller = new AbortController();
    const future = nearby.submit(CALL, controller.signal);
    await begun.promise;
    controller.abort(new Error('enough'));
    await expect(future.result()).rejects.toMatchObject({ name: 'AbortError', cause: new Error('enough') });
    expect(hasStopped.byError).toBe(true);
    expect(future.cancelled()).toBe(true);
  });

  it('is given up when it does not stop, and counts until it has ended', async () => {
    const begun = Promise.withResolvers<void>();
    const native = Promise.withResolvers<string>();
    const nearby = nearbyOf(() => {
      begun.resolve();
      return native.promise;
    });
    const controller = new AbortController();
    const future = nearby.submit(CALL, controller.signal);
    await begun.promise;
    controller.abort(new Error('enough'));
    expect(future.state).toBe('running');
    await expect(future.result()).rejects.toBeInstanceOf(AbortError);
    expect(nearby.count).toBe(1);
    native.resolve('too late');
    await expect.poll(() => nearby.count).toBe(0);
    expect(future.cancelled()).toBe(true);
  });
});
