// How many workers there are, and what is said to each.
import { describe, expect, test } from 'vitest';
import {
  asCompleted,
  BrokenExecutorError,
  ExecutorShutdownError,
  type Future,
  QueueFullError,
  WorkerDiedError,
} from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, KILLABLE, using } from '../testing/kinds.ts';

const states = ({ workers }: { readonly workers: readonly { readonly state: string }[] }) =>
  workers.map(({ state }) => state);

describe.each(EVERY_KIND)('the $kind', (kind) => {
  test('changes the priority of a task that waits', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      executor.pause();
      const order: string[] = [];
      const futures = ['first', 'second', 'third'].map((value) => {
        const future = executor.submit('echo', value);
        future.addDoneCallback(() => order.push(value));
        return future;
      });
      const [first, , third] = futures;
      expect(third && executor.setPriority(third, 1)).toBe(true);
      expect(first && executor.setPriority(first, -1)).toBe(true);
      executor.resume();
      await Promise.all(futures);
      expect(order).toEqual(['third', 'second', 'first']);
      expect(third && executor.setPriority(third, 5)).toBe(false);
    }));

  test('does not change the priority of a task that runs, or of another executor', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const running = executor.submit('hold', gate.port, 1);
      await gate.untilCame(1);
      expect(executor.setPriority(running, 1)).toBe(false);
      await using(kind, {}, async (other) => {
        other.pause();
        expect(executor.setPriority(other.submit('nothing'), 1)).toBe(false);
      });
      gate.release();
      await running;
    }));

  test('lets a map go on, however few may wait', () =>
    using(kind, { maxWorkers: 1, maxQueue: 0 }, async (executor) => {
      const results: unknown[] = [];
      for await (const result of executor.map('echo', [1, 2, 3, 4, 5, 6])) results.push(result);
      expect(results).toEqual([1, 2, 3, 4, 5, 6]);
    }));

  test('gives the results of a map as they come if they need not be in order', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      await using gate = await Gate.open();
      const inputs = [gate.port, 0, 0, 0].map((port, value) => ({ port, value }));
      const results = executor.map('holdOne', inputs, { ordered: false, bufferSize: 2 });
      for (const value of [1, 2, 3]) expect(await results.next()).toEqual({ done: false, value });
      const last = results.next();
      await gate.untilCame(1);
      gate.release();
      expect(await last).toEqual({ done: false, value: 0 });
      expect((await results.next()).done).toBe(true);
    }));

  test('ends such a map by a failure, by its timeout and by leaving it', () =>
    using(kind, { maxWorkers: 2, gracePeriod: 10 }, async (executor) => {
      await using gate = await Gate.open();
      const failing = executor.map('failOn', [1, -1, 2], { ordered: false, bufferSize: 1 });
      expect(await failing.next()).toEqual({ done: false, value: 1 });
      await expect(failing.next()).rejects.toThrow('-1 is negative');
      expect((await failing.next()).done).toBe(true);
      const held = () => [{ port: gate.port, value: 1 }];
      const late = executor.map('holdOne', held(), { ordered: false, timeout: 5 });
      await expect(late.next()).rejects.toThrow('within 5 ms');
      const left = executor.map('holdOne', held(), { ordered: false });
      const waiting = left.next();
      await left.return();
      expect((await waiting).done).toBe(true);
    }));
});

// The workers of a queue are not its own.
describe.each(ALL_KINDS)('the $kind', (kind) => {
  test('starts minWorkers at once and keeps them when they are idle', () =>
    using(kind, { maxWorkers: 3, minWorkers: 2, idleTimeout: 0 }, async (executor) => {
      await executor.warmUp(2);
      expect(states(executor)).toEqual(['idle', 'idle']);
      await executor.warmUp(3);
      while (executor.workers.length > 2) await new Promise(setImmediate);
      expect(states(executor)).toEqual(['idle', 'idle']);
    }));

  test('starts all of its workers when it is warmed up, and resolves when they are ready', () =>
    using(kind, { maxWorkers: 3 }, async (executor) => {
      expect(executor.workers).toEqual([]);
      await executor.warmUp();
      expect(states(executor)).toEqual(['idle', 'idle', 'idle']);
      await executor.warmUp();
      await executor.warmUp(0);
      expect(executor.workers).toHaveLength(3);
    }));

  test('does not warm up when it has been shut down or is broken', () =>
    using(kind, { initializer: { name: 'failToInitialise', args: [] } }, async (executor) => {
      await expect(executor.warmUp()).rejects.toThrow(BrokenExecutorError);
      await executor.shutdown();
      await expect(executor.warmUp()).rejects.toThrow(BrokenExecutorError);
    }));

  test('warms up no more workers than there may be, also if that changes meanwhile', () =>
    using(kind, { maxWorkers: 3 }, async (executor) => {
      const warm = executor.warmUp(3);
      executor.maxWorkers = 1;
      await warm;
      await executor.warmUp();
      await expect(executor.warmUp(2)).rejects.toThrow('from 0 to 1');
    }));

  test.each(['cancel', 'abort'] as const)('has room again after %s() of a task that waits', (end) =>
    using(kind, { maxWorkers: 1, maxQueue: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const held = executor.submit('hold', gate.port, 'held');
      await gate.untilCame(1);
      const waiting = executor.submit('nothing');
      const room = executor.whenRoom();
      await new Promise(setImmediate);
      waiting[end]();
      await room;
      expect(held.running()).toBe(true);
      gate.release();
      expect(await held).toBe('held');
    }),
  );

  test('has room for no more than may wait while it is paused: no worker takes any', () =>
    using(kind, { maxWorkers: 2, maxQueue: 1 }, async (executor) => {
      executor.pause();
      const first = executor.submit('add', 1, 1);
      expect(() => executor.submit('nothing')).toThrow('1 task waits already (maxQueue)');
      const room = executor.whenRoom();
      executor.resume();
      await room;
      expect([await first, await executor.submit('add', 1, 2)]).toEqual([2, 3]);
    }));

  test('says of a full queue that the executor is shut down, or what is wrong with the call, rather than that it is full', () =>
    using(kind, { maxWorkers: 1, maxQueue: 1 }, async (executor) => {
      executor.pause();
      const waiting = executor.submit('add', 1, 1);
      expect(() => executor.submit(5 as never)).toThrow('the name of a function');
      expect(() => executor.with({ timeout: -1 }).submit('nothing')).toThrow('Expected timeout');
      const room = executor.whenRoom();
      executor.resume();
      const end = executor.shutdown();
      await room;
      expect(() => executor.submit('nothing')).toThrow(ExecutorShutdownError);
      expect(await waiting).toBe(2);
      await end;
    }));

  test('lets in as many of those who wait for room as there are places', () =>
    using(kind, { maxWorkers: 1, maxQueue: 2 }, async (executor) => {
      const futures: Future<number>[] = [];
      const submitsThree = async (first: number) => {
        for (let n = first; n < first + 3; n++) {
          await executor.whenRoom();
          futures.push(executor.submit('add', n, 0));
        }
      };
      await Promise.all(Array.from({ length: 20 }, (_, i) => submitsThree(3 * i)));
      const results = await Promise.all(futures);
      expect(results.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i));
    }));

  test('lets in the next who waits for room when the first does not use it', () =>
    using(kind, { maxWorkers: 1, maxQueue: 1 }, async (executor) => {
      executor.pause();
      const waiting = Promise.all([executor.whenRoom(), executor.whenRoom(), executor.whenRoom()]);
      await waiting;
      const last = executor.submit('add', 1, 1);
      executor.resume();
      expect(await last).toBe(2);
    }));

  test('fails a warm-up that a shutdown interrupts', () =>
    using(kind, {}, async (executor) => {
      const warm = executor.warmUp();
      const ended = executor.shutdown();
      await expect(warm).rejects.toThrow(ExecutorShutdownError);
      await ended;
    }));

  test.each([{ minWorkers: 4 }, { minWorkers: -1 }, { minWorkers: 1.5 }])('refuses %o with 3 workers', (options) => {
    expect(() => new kind.Class('file:///tasks.js', { maxWorkers: 3, ...options })).toThrow('from 0 to 3');
  });

  test('runs a broadcast once on each worker, before all else', () =>
    using(kind, { maxWorkers: 3 }, async (executor) => {
      expect(executor.broadcast('workerId')).toEqual([]);
      await executor.warmUp();
      await using gate = await Gate.open();
      const held = executor.submit('hold', gate.port, 'held');
      await gate.untilCame(1);
      const others = Array.from({ length: 20 }, () => executor.submit('nothing'));
      const ids = executor.broadcast('workerId');
      expect(ids).toHaveLength(3);
      await Promise.all(others);
      const asDone = asCompleted(ids);
      for (let i = 0; i < 2; i++) await asDone.next();
      expect(ids.filter((future) => future.done())).toHaveLength(2);
      gate.release();
      await held;
      expect((await Promise.all(ids)).sort()).toEqual([1, 2, 3]);
    }));

  test('can cancel and abort a part of a broadcast', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await executor.warmUp();
      await using gate = await Gate.open();
      const held = executor.submit('hold', gate.port, 'held');
      await gate.untilCame(1);
      const [future] = executor.broadcast('workerId');
      expect(executor.waitingCount).toBe(1);
      expect(future?.cancel()).toBe(true);
      expect(executor.waitingCount).toBe(0);
      gate.release();
      expect(await held).toBe('held');
    }));

  test('finishes a broadcast before it ends', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      await executor.warmUp();
      const ids = executor.broadcast('workerId');
      await executor.shutdown();
      expect(await Promise.all(ids)).toEqual([1, 2]);
    }));

  test('takes more workers while it runs, and fewer', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const futures = Array.from({ length: 3 }, (_, i) => executor.submit('hold', gate.port, i));
      await gate.untilCame(1);
      executor.maxWorkers = 3;
      await gate.untilCame(3);
      expect(states(executor)).toEqual(['busy', 'busy', 'busy']);
      executor.maxWorkers = 1;
      for (let i = 0; i < 3; i++) gate.release();
      await Promise.all(futures);
      while (executor.workers.length > 1) await new Promise(setImmediate);
      expect(executor.maxWorkers).toBe(1);
      expect(() => {
        executor.maxWorkers = 0;
      }).toThrow('Expected maxWorkers');
    }));

  test('refuses more tasks than may wait, and reports when more are accepted', () =>
    using(kind, { maxWorkers: 2, maxQueue: 3 }, async (executor) => {
      await using gate = await Gate.open();
      const futures = Array.from({ length: 5 }, (_, i) => executor.submit('hold', gate.port, i));
      expect(() => executor.submit('nothing')).toThrow(QueueFullError);
      expect(() => executor.with({ priority: 9 }).submit('nothing')).toThrow('3 tasks wait already (maxQueue)');
      await gate.untilCame(2);
      expect(executor.waitingCount).toBe(3);
      const room = executor.whenRoom();
      gate.release();
      await room;
      futures.push(executor.submit('echo', 5));
      for (let came = 2; came < 5; came++) {
        await gate.untilCame(came + 1);
        gate.release();
      }
      gate.release();
      expect(await Promise.all(futures)).toEqual([0, 1, 2, 3, 4, 5]);
    }));
});

describe.each(KILLABLE)('a worker of the $kind', (kind) => {
  test('that dies fails its part of a broadcast', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await executor.warmUp();
      await using gate = await Gate.open();
      const dying = executor.submit('exitAfter', gate.port, 1);
      await gate.untilCame(1);
      const [future] = executor.broadcast('workerId');
      gate.release();
      expect(await dying.exception()).toBeInstanceOf(WorkerDiedError);
      expect(await future?.exception()).toBeInstanceOf(WorkerDiedError);
    }));

  test('that dies is replaced if there are to be so many', () =>
    using(kind, { maxWorkers: 2, minWorkers: 2 }, async (executor) => {
      await executor.warmUp();
      await executor.submit('exit', 1).exception();
      await executor.warmUp();
      expect(executor.workers.map(({ id }) => id)).toContain(3);
    }));
});
