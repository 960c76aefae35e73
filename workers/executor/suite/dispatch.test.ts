import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { RateLimiter } from '../common/rate-limiter.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, using } from '../testing/kinds.ts';

describe.each(EVERY_KIND)('dispatch of the $kind', (kind) => {
  test('starts higher priorities first, equal ones in order', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const held = executor.submit('hold', gate.port, 0);
      await gate.untilCame(1);
      const order = [0, 5, -1, 5, 0].map((priority, i) => executor.with({ priority }).submit('logStart', i));
      gate.release();
      await held;
      const logs = await Promise.all(order);
      expect(logs.find((log) => log.length >= 5 && log.at(-1) === 2)?.slice(-5)).toEqual([1, 3, 0, 4, 2]);
    }));

  test('lets an urgent task overtake those that were sent ahead', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      // Short runs teach the executor to send `echo` ahead.
      for (let i = 0; i < 50; i++) await executor.submit('echo', i);
      const done: string[] = [];
      const note = (name: string) => () => done.push(name);
      const held = executor.submit('hold', gate.port, 0);
      const plain = Array.from({ length: 20 }, (_, i) => executor.submit('echo', i));
      for (const future of plain) future.addDoneCallback(note('plain'));
      await gate.untilCame(1);
      const urgent = executor.with({ priority: 1 }).submit('echo', 'urgent');
      urgent.addDoneCallback(note('urgent'));
      gate.release();
      await Promise.all([held, urgent, ...plain]);
      expect(done[0]).toBe('urgent');
    }));

  test('starts nothing while paused, continues when resumed, and lets running tasks finish', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      for (let i = 0; i < 50; i++) await executor.submit('echo', i);
      const running = executor.submit('hold', gate.port, 'ran on');
      const waiting = Array.from({ length: 20 }, (_, i) => executor.submit('echo', i));
      await gate.untilCame(1);
      executor.pause();
      expect(executor.isPaused).toBe(true);
      const late = executor.submit('echo', 'late');
      gate.release();
      expect(await running).toBe('ran on');
      await new Promise(setImmediate);
      expect(new Set([...waiting, late].map(({ state }) => state))).toEqual(new Set(['pending']));
      expect(late.cancel()).toBe(true);
      executor.resume();
      expect(await Promise.all(waiting)).toEqual(waiting.map((_, i) => i));
      expect(executor.isPaused).toBe(false);
    }));

  test('does not leave a short task behind a long one while another worker is idle', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      await using gate = await Gate.open();
      // `holdOne` looks short until one of them waits at the gate.
      for (let i = 0; i < 100; i++) await executor.submit('holdOne', { port: 0, value: i });
      const futures = Array.from({ length: 100 }, (_, i) =>
        executor.submit('holdOne', { port: i === 10 ? gate.port : 0, value: i }),
      );
      const [stuck] = futures.splice(10, 1);
      expect(await Promise.all(futures)).toHaveLength(99);
      expect(stuck?.running()).toBe(true);
      gate.release();
      expect(await stuck).toBe(10);
    }));

  test('gives what a task left behind its turn, though one task follows the other', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await executor.submit('startTicking');
      while ((await executor.submit('ticked')) < 3) {
        for (let i = 0; i < 100; i++) await executor.submit('nothing');
        for (const result of await Promise.all(Array.from({ length: 100 }, () => executor.submit('ticked')))) {
          expect(result).toBeTypeOf('number');
        }
      }
    }));

  test('starts no more tasks within a time than the rate limit says', () =>
    using(kind, { maxWorkers: 4, rateLimit: { tasks: 2, perMs: 100 } }, async (executor) => {
      const start = performance.now();
      await Promise.all(Array.from({ length: 6 }, () => executor.submit('nothing')));
      // Two at once, two after 100 ms, two after 200 ms.
      expect(performance.now() - start).toBeGreaterThan(199);
    }));
});

// A queue's tasks wait in Redis.
describe.each(ALL_KINDS)('the rate limit of the $kind', (kind) => {
  test('leaves no timer when the task that waited for it was cancelled', () =>
    using(kind, { maxWorkers: 1, rateLimit: { tasks: 1, perMs: 1e6 } }, async (executor) => {
      const timers = () => process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;
      await executor.submit('nothing');
      const before = timers();
      const waiting = executor.submit('nothing');
      while (timers() === before) await new Promise(setImmediate);
      waiting.cancel();
      while (timers() > before) await new Promise(setImmediate);
    }));
});

// The workers of a queue are not its own.
describe.each(ALL_KINDS)('dispatch of the $kind', (kind) => {
  test('replaces a worker after so many tasks', () =>
    using(kind, { maxWorkers: 1, maxTasksPerWorker: 3 }, async (executor) => {
      const ids = await Promise.all(Array.from({ length: 7 }, () => executor.submit('workerId')));
      expect(ids).toEqual([1, 1, 1, 2, 2, 2, 3]);
    }));

  test.each([
    [1, 6],
    [2, 8],
  ])('runs all that waits although %i workers are replaced again and again', (maxWorkers, count) =>
    using(kind, { maxWorkers, maxTasksPerWorker: 2 }, async (executor) => {
      const futures = Array.from({ length: count }, (_, i) => executor.submit('add', i, i));
      expect(await Promise.all(futures)).toEqual(futures.map((_, i) => 2 * i));
    }),
  );

  test('ends a worker that had nothing to do for the idle timeout, and starts one when needed', () =>
    using(kind, { maxWorkers: 1, idleTimeout: 1 }, async (executor) => {
      expect(await executor.submit('workerId')).toBe(1);
      // The timer of an idle worker does not hold the process; something has to.
      const keepAlive = setInterval(() => {}, 1000);
      while (executor.workers.length > 0) await new Promise(setImmediate);
      clearInterval(keepAlive);
      expect(await executor.submit('workerId')).toBe(2);
    }));

  test('runs the initializer in each worker before its first task', () =>
    using(kind, { maxWorkers: 2, initializer: { name: 'initialise', args: ['ready'] } }, async (executor) => {
      expect(await executor.submit('getInitialised')).toBe('ready');
      await executor.warmUp();
      expect(await Promise.all(executor.broadcast('getInitialised'))).toEqual(['ready', 'ready']);
    }));

  test('gives the initializer copies of its arguments', () => {
    const argument = ['before'];
    return using(
      kind,
      { maxWorkers: 1, initializer: { name: 'initialise', args: [argument as never] } },
      async (executor) => {
        await executor.submit('nothing');
        argument.push('after');
        expect(await executor.submit('getInitialised')).toEqual(['before']);
      },
    );
  });

  test.each(['initialise', () => {}, 5, {}, { name: 5 }, { name: 'initialise', args: 'no list' }])(
    'refuses %o as an initializer',
    (initializer) => {
      const make = () => new kind.Class('file:///tasks.js', { initializer: initializer as never });
      expect(make).toThrow('Expected initializer to be { name');
    },
  );

  test('awaits an initializer that is async', () =>
    using(kind, { initializer: { name: 'initialiseLater', args: ['ready later'] } }, async (executor) => {
      expect(await executor.submit('getInitialised')).toBe('ready later');
    }));

  test('may have as many workers as the machine runs at a time, unless it is told how many', async () => {
    const executor = new kind.Class(new URL('../testing/tasks.ts', import.meta.url));
    expect(executor.maxWorkers).toBe(availableParallelism());
    await executor.shutdown();
  });

  test('gives workers more environment variables', () =>
    using(kind, { env: { EXECUTOR_TEST: 'set' } }, async (executor) => {
      expect(await executor.submit('variable', 'EXECUTOR_TEST')).toBe(
        kind.kind === 'InlineExecutor' ? undefined : 'set',
      );
      expect(await executor.submit('variable', 'PATH')).toBe(process.env.PATH);
    }));
});

describe.each(EVERY_KIND)('a worker of the $kind', (kind) => {
  test('holds the argument of a task no longer than the task', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await executor.submit('rememberWeakly', { large: 'object' });
      // What is held for ever lets the test run out of time.
      while (await executor.submit('isRemembered'));
    }));
});

describe.each(EVERY_KIND)('progress with the $kind', (kind) => {
  test('arrives in order and before the result', () =>
    using(kind, {}, async (executor) => {
      const future = executor.submit('report', 100);
      const heard: number[] = [];
      future.onProgress((value) => heard.push(value));
      let heardAtEnd = 0;
      future.addDoneCallback(() => {
        heardAtEnd = heard.length;
      });
      expect(await future).toBe('reported');
      expect(heard).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
      expect(heardAtEnd).toBe(100);
    }));

  test('arrives while the task runs', () =>
    using(kind, {}, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.submit('reportAndHold', gate.port);
      const first = await new Promise((resolve) => future.onProgress(resolve));
      expect([first, future.state]).toEqual(['before', 'running']);
      await gate.untilCame(1);
      gate.release();
      await future;
    }));

  test('is dropped once the task is over', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const future = executor.submit('reportTooLate');
      const heard: string[] = [];
      future.onProgress((value) => heard.push(value));
      await future;
      await executor.submit('echoLater', 1);
      expect(heard).toEqual(['in time']);
    }));

  test('that cannot be cloned fails in the task', () =>
    using(kind, {}, async (executor) => {
      const error = await executor.submit('reportFunction').exception();
      expect(String(error)).toContain('The progress value of "reportFunction"');
    }));
});

test('a rate limiter lets so many through, and tells when the window of the first is over', async () => {
  const limiter = new RateLimiter({ tasks: 2, perMs: 20 });
  const start = performance.now();
  const isFree = Promise.withResolvers<void>();
  const takes = [1, 2, 3, 4].map(() => limiter.take(isFree.resolve));
  expect(takes).toEqual([true, true, false, false]);
  await isFree.promise;
  // Timers may be a moment early; whoever is called takes again, and may be told to wait again.
  expect(performance.now() - start).toBeGreaterThan(18);
  limiter.stop();
  expect(() => new RateLimiter({ tasks: 0, perMs: 1 })).toThrow('rateLimit.tasks');
  expect(() => new RateLimiter({ tasks: 1, perMs: 0 })).toThrow('rateLimit.perMs');
});

test.each([2 ** 40, Number.POSITIVE_INFINITY])('a rate limiter lets %d tasks start at once', (tasks) => {
  const limiter = new RateLimiter({ tasks, perMs: 1e6 });
  const takes = Array.from({ length: 10_000 }, () => limiter.take(() => {}));
  expect(takes).not.toContain(false);
});
