// How long a task may run, and how often it is tried.
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CancelledError, TimeoutError, WorkerDiedError } from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, KILLABLE, THREADS, using } from '../testing/kinds.ts';

/** Milliseconds; no test waits for them to be over. */
const LONG = 60_000;

describe.each(EVERY_KIND)('a timeout of a task of the $kind', (kind) => {
  test('fails it with TimeoutError, and the worker stays if it stops by itself', () =>
    using(kind, { maxWorkers: 1, gracePeriod: LONG }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.with({ timeout: 20 }).submit('waitForAbort', gate.port);
      const error = await future.exception();
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({ code: 'TIMEOUT', message: '"waitForAbort" ran for longer than 20 ms.' });
      expect(future.state).toBe('finished');
      expect(future.runTime).toBeGreaterThan(0);
      expect(await executor.submit('workerId')).toBe(1);
    }));

  test('gives up the worker after the grace period if it does not stop', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 10 }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.with({ timeout: 20 }).submit('ignoreAbort', gate.port);
      expect(await future.exception()).toBeInstanceOf(TimeoutError);
      expect(await executor.submit('workerId')).toBe(2);
    }));

  test('counts from its start, and not while it waits', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const first = executor.submit('hold', gate.port, 'first');
      const second = executor.with({ timeout: 200 }).submit('echo', 'second');
      await gate.untilCame(1);
      while (second.queueTime <= 250) await new Promise(setImmediate);
      expect(second.state).toBe('pending');
      gate.release();
      expect(await first).toBe('first');
      // A busy machine may take longer than that even for an echo; then it has run that long.
      const error = await second.exception();
      if (error === undefined) expect(await second).toBe('second');
      else expect(second.runTime, String(error)).toBeGreaterThan(190);
    }));

  test('leaves no timer when it ends in time', () =>
    using(kind, {}, async (executor) => {
      expect(await executor.with({ timeout: LONG }).submit('add', 1, 2)).toBe(3);
    }));

  test('of 0 stops it as soon as it has started, and costs no worker', () =>
    using(kind, { maxWorkers: 1, gracePeriod: LONG }, async (executor) => {
      await using gate = await Gate.open();
      await using behind = await Gate.open();
      const first = executor.submit('hold', gate.port, 'first');
      await gate.untilCame(1);
      const future = executor.with({ timeout: 0 }).submit('waitForAbort', behind.port);
      while (future.queueTime <= 20) await new Promise(setImmediate);
      expect(future.state).toBe('pending');
      gate.release();
      expect(await first).toBe('first');
      expect(await future.exception()).toMatchObject({ code: 'TIMEOUT' });
      expect(await executor.submit('workerId')).toBe(1);
    }));

  test('ends a map', () =>
    using(kind, { maxWorkers: 2, gracePeriod: 10 }, async (executor) => {
      await using gate = await Gate.open();
      const inputs = [
        { port: 0, value: 1 },
        { port: gate.port, value: 2 },
      ];
      const results = executor.with({ timeout: 2000 }).map('holdOne', inputs);
      expect(await results.next()).toEqual({ done: false, value: 1 });
      await expect(results.next()).rejects.toThrow('ran for longer than 2000 ms');
    }));

  test.each([-1, Number.NaN, '5'])('is not %o', (timeout) =>
    using(kind, {}, async (executor) => {
      expect(() => executor.with({ timeout: timeout as never }).submit('nothing')).toThrow('Expected timeout');
    }),
  );
});

test.each(ALL_KINDS)('a task of the $kind whose time is over cannot be aborted any more', (kind) =>
  using(kind, { maxWorkers: 1, gracePeriod: LONG }, async (executor) => {
    await using arrival = await Gate.open();
    await using cleanUp = await Gate.open();
    const late = executor.with({ timeout: 20 }).submit('cleanUpWhenAborted', arrival.port, cleanUp.port);
    await cleanUp.untilCame(1);
    expect(late.abort()).toBe(false);
    cleanUp.release();
    await expect(late.result()).rejects.toThrow(TimeoutError);
  }),
);

describe.each(KILLABLE)('a task whose worker of the $kind dies', (kind) => {
  test('stops one that never looks, when its time is over', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 10 }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.with({ timeout: 20 }).submit('spinForEver', gate.port);
      expect(await future.exception()).toBeInstanceOf(TimeoutError);
      expect(await executor.submit('workerId')).toBe(2);
    }));

  test('is tried again as often as it may', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'executor-'));
      const file = join(folder.path, 'tries');
      const bound = executor.with({ retries: 3, retryDelay: 1 });
      expect(await bound.submit('dieTimes', file, 3)).toBe('survived');
      const error = await bound.submit('dieTimes', file, 99).exception();
      expect(error).toBeInstanceOf(WorkerDiedError);
      expect(await executor.submit('countTries', file)).toBe(4 + 4);
    }));

  test('can be cancelled while it waits to be tried again', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const future = executor.with({ retries: 1, retryDelay: LONG }).submit('exit', 1);
      await executor.submit('nothing');
      expect(future.state).toBe('pending');
      expect(executor.waitingCount).toBe(1);
      expect(future.cancel()).toBe(true);
      expect(executor.waitingCount).toBe(0);
    }));

  test('is finished before the executor ends', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'executor-'));
    const file = join(folder.path, 'tries');
    await using(kind, { maxWorkers: 1 }, async (executor) => {
      const future = executor.with({ retries: 1, retryDelay: 20 }).submit('dieTimes', file, 1);
      await executor.shutdown();
      expect(await future).toBe('survived');
    });
  });

  test('is not tried again when it fails', () =>
    using(kind, {}, async (executor) => {
      const error = await executor.with({ retries: 3 }).submit('failOn', -1).exception();
      expect(error).toMatchObject({ message: '-1 is negative' });
    }));
});

describe.each(EVERY_KIND)('shutdown({ abort: true }) of the $kind', (kind) => {
  test('cancels what waits and aborts what runs', () =>
    using(kind, { maxWorkers: 2, gracePeriod: LONG }, async (executor) => {
      await using gate = await Gate.open();
      const running = [executor.submit('waitForAbort', gate.port), executor.submit('waitForAbort', gate.port)];
      await gate.untilCame(2);
      const waiting = executor.submit('nothing');
      await executor.shutdown({ abort: true });
      expect([...running, waiting].map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
      const error = (await running[0]?.result().catch((thrown: unknown) => thrown)) as Error;
      expect(error).toMatchObject({ code: 'ABORTED', cause: { message: 'The executor was shut down.' } });
      expect(error.cause).toBeInstanceOf(CancelledError);
    }));

  test('may follow one that waits', () =>
    using(kind, { maxWorkers: 1, gracePeriod: LONG }, async (executor) => {
      await using gate = await Gate.open();
      const running = executor.submit('waitForAbort', gate.port);
      await gate.untilCame(1);
      const ended = executor.shutdown();
      await executor.shutdown({ abort: true });
      await ended;
      expect(running.cancelled()).toBe(true);
    }));

  test('gives up a task that does not listen', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 10 }, async (executor) => {
      await using gate = await Gate.open();
      const running = executor.submit('ignoreAbort', gate.port);
      await gate.untilCame(1);
      await executor.shutdown({ abort: true });
      expect(running.cancelled()).toBe(true);
    }));
});

test('a timeout of a task counts from its start although it is with its worker already, even one of 0', () =>
  using(THREADS, { maxWorkers: 1, gracePeriod: LONG }, async (executor) => {
    await using gate = await Gate.open();
    const flag = new Int32Array(new SharedArrayBuffer(4));
    await executor.submit('blockAfterwards', flag);
    while (Atomics.load(flag, 0) !== 1) await new Promise(setImmediate);
    const future = executor.with({ timeout: 0 }).submit('waitForAbort', gate.port);
    while (future.queueTime <= 20) await new Promise(setImmediate);
    expect([future.state, executor.sentCount]).toEqual(['pending', 1]);
    Atomics.store(flag, 0, 2);
    Atomics.notify(flag, 0);
    expect(await future.exception()).toMatchObject({ code: 'TIMEOUT' });
    expect(await executor.submit('workerId')).toBe(1);
  }));
