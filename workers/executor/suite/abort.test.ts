import { execFileSync } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { AbortError, type Future } from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, INLINE, KILLABLE, THREADS, using, usingTasks } from '../testing/kinds.ts';

/** Named ones, which hold whoever opens them. */
const HAS_PIPES = process.platform !== 'win32';

/** Aborts and awaits the end. */
async function abort(future: Future<unknown, never>, reason: unknown = 'enough'): Promise<void> {
  expect(future.abort(reason)).toBe(true);
  const error = await future.result().catch((thrown) => thrown);
  expect(error).toBeInstanceOf(AbortError);
  expect((error as AbortError).cause).toBe(reason);
  expect(future.state).toBe('cancelled');
}

/**
 * Aborts futures whose tasks take no notice, and names what came to pass in its order: each end, and two timers, of which one was
 * set just before and one just after. Timers keep the order of their times however late a busy machine sets them or lets them fire.
 */
async function orderOfEnds(futures: readonly Future<unknown, never>[], gracePeriod: number): Promise<string[]> {
  const order: string[] = [];
  const note = (name: string) => () => void order.push(name);
  const grace = setTimeout(gracePeriod).then(note('grace period'));
  const ends = futures.map((future) => abort(future).then(note('end')));
  const later = setTimeout(gracePeriod + 100).then(note('100 ms more'));
  await Promise.all([grace, ...ends, later]);
  return order;
}

describe.each(EVERY_KIND)('abort with the $kind', (kind) => {
  test('of a waiting task cancels it, and it never starts', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const first = executor.submit('hold', gate.port, 1);
      const second = executor.submit('hold', gate.port, 2);
      await gate.untilCame(1);
      await abort(second);
      gate.release();
      expect(await first).toBe(1);
      expect(gate.came).toBe(1);
    }));

  test('of a task that heeds its signal ends it at once, and the worker stays', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 60_000 }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.submit('waitForAbort', gate.port);
      await gate.untilCame(1);
      await abort(future);
      expect(await executor.submit('workerId')).toBe(1);
    }));

  test('tells the task the reason: one for none, and all of a reason that says more', () =>
    usingTasks<typeof import('../testing/hostile-tasks.ts'), void>(
      kind,
      './hostile-tasks.ts',
      { maxWorkers: 1, gracePeriod: 60_000 },
      async (executor) => {
        const heard = async (abort: (future: Future<void, 'running'>, controller: AbortController) => unknown) => {
          const controller = new AbortController();
          const future = executor.with({ signal: controller.signal }).submit('hearReason');
          await new Promise((resolve) => future.onProgress(resolve));
          abort(future, controller);
          await expect(future.result()).rejects.toThrow(AbortError);
          return executor.submit('throwReasonHeard').exception();
        };
        const plain = { name: 'AbortError', message: 'This operation was aborted', code: 20 };
        for (const abort of [
          (future: Future<void, 'running'>) => future.abort(),
          (_: unknown, c: AbortController) => c.abort(),
        ]) {
          const reason = await heard(abort);
          expect(reason).toBeInstanceOf(DOMException);
          expect(reason).toMatchObject(plain);
        }
        const own = Object.assign(new DOMException('This operation was aborted', 'AbortError'), { page: 7 });
        expect(await heard((future) => future.abort(own))).toMatchObject({ ...plain, page: 7 });
        const caused = new DOMException('This operation was aborted', { name: 'AbortError', cause: 'closed' });
        expect(await heard((future) => future.abort(caused))).toMatchObject({ ...plain, cause: 'closed' });
      },
    ));

  test('lets a task clean up within the grace period, and drops what it returns', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 60_000 }, async (executor) => {
      await using arrival = await Gate.open();
      await using cleanUp = await Gate.open();
      const future = executor.submit('cleanUpWhenAborted', arrival.port, cleanUp.port);
      await arrival.untilCame(1);
      const ending = abort(future);
      await cleanUp.untilCame(1);
      expect(future.state).toBe('running');
      expect([future.cancel(), future.abort('again')]).toEqual([false, true]);
      cleanUp.release();
      await ending;
      expect(await executor.submit('workerId')).toBe(1);
    }));

  test('gives up a task that takes no notice when the grace period is over, and replaces its worker', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 50 }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.submit('ignoreAbort', gate.port);
      await gate.untilCame(1);
      expect(await orderOfEnds([future], 50)).toEqual(['grace period', 'end', '100 ms more']);
      expect(await executor.submit('workerId')).toBe(2);
    }));

  test('settles at once with no grace period', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 0 }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.submit('ignoreAbort', gate.port);
      await gate.untilCame(1);
      future.abort('now');
      expect(future.state).toBe('cancelled');
      expect(await executor.submit('workerId')).toBe(2);
    }));

  test('ignores late messages of a worker that was given up', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 20 }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.submit('reportAndHold', gate.port);
      const heard: string[] = [];
      future.onProgress((value) => heard.push(value));
      await gate.untilCame(1);
      await abort(future as Future<unknown, never>);
      gate.release();
      await gate.untilGone(1);
      expect(await executor.submit('add', 1, 1)).toBe(2);
      expect(heard).toEqual(['before']);
    }));

  test('of a finished task changes nothing', () =>
    using(kind, {}, async (executor) => {
      const future = executor.submit('add', 1, 1);
      await future;
      expect(future.abort()).toBe(false);
      expect(await future).toBe(2);
    }));

  test('goes through a signal, which keeps no listener afterwards', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const { signal } = new AbortController();
      await Promise.all([1, 2, 3].map((i) => executor.with({ signal }).submit('echo', i)));
      expect(getEventListeners(signal, 'abort')).toEqual([]);

      const controller = new AbortController();
      const bound = executor.with({ signal: controller.signal });
      const futures = [bound.submit('waitForAbort', gate.port), bound.submit('nothing')];
      await gate.untilCame(1);
      expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
      controller.abort('by signal');
      for (const future of futures) await expect(future.result()).rejects.toMatchObject({ cause: 'by signal' });
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
      const late = bound.submit('nothing');
      expect(late.state).toBe('cancelled');
    }));

  test('takes a reason that cannot be cloned', () =>
    using(kind, { gracePeriod: 60_000 }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.submit('waitForAbort', gate.port);
      await gate.untilCame(1);
      await abort(future, () => 'a function');
    }));
});

// The workers of a queue are not its own.
describe.each(ALL_KINDS)('abort with the $kind', (kind) => {
  test('of a task whose worker is not ready cancels it', () =>
    using(kind, {}, async (executor) => {
      await abort(executor.submit('nothing'));
      const future = executor.submit('nothing');
      await Promise.resolve();
      expect(executor.workers).toMatchObject([{ state: 'starting' }]);
      await abort(future);
    }));
});

describe.each(KILLABLE)('abort with the $kind', (kind) => {
  test.each(['spinUntilAborted', 'spinUntilSignal', 'reportUntilAborted'] as const)(
    'is heard by a task that never awaits (%s)',
    (name) =>
      using(kind, { maxWorkers: 1, gracePeriod: 60_000 }, async (executor) => {
        await using gate = await Gate.open();
        const future = executor.submit(name, gate.port) as Future<unknown, never>;
        await gate.untilCame(1);
        await abort(future, 'stop spinning');
        expect(await executor.submit('workerId')).toBe(1);
      }),
  );

  test('gives up a task that spins for ever, and the worker ends', () =>
    using(kind, { maxWorkers: 2, gracePeriod: 50 }, async (executor) => {
      await using gate = await Gate.open();
      const futures = [executor.submit('spinForEver', gate.port), executor.submit('spinForEver', gate.port)];
      await gate.untilCame(2);
      expect(await orderOfEnds(futures, 50)).toEqual(['grace period', 'end', 'end', '100 ms more']);
      await gate.untilGone(2);
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }));
});

describe('abort with threads', () => {
  test('of a task that is over, though nobody has heard of it yet, drops its result', () =>
    using(THREADS, { maxWorkers: 1, gracePeriod: 60_000 }, async (executor) => {
      await executor.submit('nothing');
      const flag = new Int32Array(new SharedArrayBuffer(4));
      const future = executor.submit('announceEnd', flag);
      // The task is sent in a microtask; then this thread stands still until it is over.
      await Promise.resolve();
      Atomics.wait(flag, 0, 0);
      expect(future.state).toBe('running');
      await abort(future);
      expect(await executor.submit('workerId')).toBe(1);
    }));

  test.skipIf(!HAS_PIPES)(
    'of a task in native code settles in time; neither the next task nor shutdown waits for it',
    () =>
      using(THREADS, { maxWorkers: 1, gracePeriod: 50 }, async (executor) => {
        await using gate = await Gate.open();
        await using folder = await mkdtempDisposable(join(tmpdir(), 'executor-'));
        const pipe = join(folder.path, 'pipe');
        execFileSync('mkfifo', [pipe]);
        // For reading and writing: that waits for nobody.
        using letGo = new DisposableStack();
        letGo.defer(() => closeSync(openSync(pipe, constants.O_RDWR)));
        const future = executor.submit('blockInNativeCode', gate.port, pipe);
        await gate.untilCame(1);
        expect(await orderOfEnds([future], 50)).toEqual(['grace period', 'end', '100 ms more']);
        expect(await executor.submit('workerId')).toBe(2);
        await executor.shutdown();
        expect(gate.gone).toBe(0);
        letGo.dispose();
        await gate.untilGone(1);
      }),
  );

  test.each([1, 2])('of %i tasks in native work that must not be cut off ends their thread when it is over', (count) =>
    using(THREADS, { maxWorkers: 1, gracePeriod: 50 }, async (executor) => {
      await using gate = await Gate.open();
      const flag = new Int32Array(new SharedArrayBuffer(4));
      const exits: number[] = [];
      const ended = new Promise<void>((resolve) => {
        executor.on('workerExit', ({ id }) => resolve(void exits.push(id)));
      });
      const bound = executor.with({ overlap: 2 });
      const futures = Array.from({ length: count }, () => bound.submit('workNatively', gate.port, flag));
      await gate.untilCame(count);
      await Promise.all(futures.map((future) => abort(future)));
      expect(await executor.submit('workerId')).toBe(2);
      for (let over = 0; over < count; over++) {
        expect(exits).toEqual([]);
        gate.release();
        await gate.untilGone(over + 1);
      }
      await ended;
      expect([exits, flag[0]]).toEqual([[1], 0]);
    }),
  );

  test('lets a task continue after native work, if it was not given up meanwhile', () =>
    using(THREADS, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const flag = new Int32Array(new SharedArrayBuffer(4));
      const future = executor.submit('workNatively', gate.port, flag);
      await gate.untilCame(1);
      gate.release();
      await future;
      expect([flag[0], await executor.submit('workerId')]).toEqual([1, 1]);
    }));
});

test('a task that is given up at once inline hears of the abort, since nothing else can stop it', () =>
  using(INLINE, { maxWorkers: 1, gracePeriod: 0 }, async (executor) => {
    await using arrival = await Gate.open();
    await using cleanUp = await Gate.open();
    const future = executor.submit('cleanUpWhenAborted', arrival.port, cleanUp.port);
    await arrival.untilCame(1);
    future.abort('now');
    expect(future.state).toBe('cancelled');
    await cleanUp.untilCame(1);
    cleanUp.release();
  }));
