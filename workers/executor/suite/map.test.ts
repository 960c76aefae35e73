import { getEventListeners } from 'node:events';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { AbortError, TimeoutError } from '../index.ts';
import { collector } from '../testing/collector.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, sharing, using } from '../testing/kinds.ts';

const HOUR_MS = 3_600_000;

const share = sharing();

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Counts up, and remembers how far it was asked to and whether it was closed. */
function counter(to: number) {
  const seen = { taken: 0, isClosed: false };
  function* numbers() {
    try {
      while (seen.taken < to) yield seen.taken++;
    } finally {
      seen.isClosed = true;
    }
  }
  async function* numbersLater() {
    try {
      while (seen.taken < to) {
        await null;
        yield seen.taken++;
      }
    } finally {
      seen.isClosed = true;
    }
  }
  return { seen, numbers, numbersLater };
}

describe.each(EVERY_KIND)('map of the $kind', (kind) => {
  test.each([1, 3, 100])('gives results in the order of the inputs (chunks of %i)', (chunkSize) =>
    share(kind, async (executor) => {
      const inputs = Array.from({ length: 50 }, (_, i) => i);
      expect(await collect(executor.map('echo', inputs, { chunkSize }))).toEqual(inputs);
      expect(await collect(executor.map('echoLater', inputs, { chunkSize }))).toEqual(inputs);
    }),
  );

  test('gives results in order although later ones are done first', () =>
    share(kind, async (executor) => {
      await using gate = await Gate.open();
      const results = collect(
        executor.map('holdOne', [
          { port: gate.port, value: 1 },
          { port: 0, value: 2 },
          { port: 0, value: 3 },
        ]),
      );
      await gate.untilCame(1);
      await executor.submit('nothing');
      gate.release();
      expect(await results).toEqual([1, 2, 3]);
    }));

  test('takes inputs only as results are taken', () =>
    share(kind, async (executor) => {
      const { seen, numbers } = counter(100);
      const results = executor.map('echo', numbers(), { bufferSize: 3 });
      expect(seen.taken).toBe(3);
      await results.next();
      expect(seen.taken).toBe(4);
      await results.return();
      expect(seen).toEqual({ taken: 4, isClosed: true });
    }));

  test.each([1, 2, 4, 8])('gives all results whatever the buffer holds (%i)', (bufferSize) =>
    share(kind, async (executor) => {
      expect(await collect(executor.map('echo', [0, 1, 2, 3], { bufferSize }))).toEqual([0, 1, 2, 3]);
    }),
  );

  test('takes inputs from an async iterable, as results are taken', () =>
    share(kind, async (executor) => {
      const { seen, numbersLater } = counter(20);
      const results = executor.map('echo', numbersLater(), { bufferSize: 3, chunkSize: 2 });
      await results.next();
      await executor.submit('echoLater', 1);
      expect(seen.taken).toBeLessThanOrEqual(8);
      expect(await collect(results)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));
      expect(seen.isClosed).toBe(true);
    }));

  test('takes endless inputs', () =>
    share(kind, async (executor) => {
      const { seen, numbers } = counter(Number.POSITIVE_INFINITY);
      let sum = 0;
      for await (const result of executor.map('echo', numbers())) {
        sum += result as number;
        if (result === 9) break;
      }
      expect(sum).toBe(45);
      expect(seen.isClosed).toBe(true);
    }));

  test('of nothing gives nothing', () =>
    share(kind, async (executor) => {
      expect(await collect(executor.map('echo', []))).toEqual([]);
    }));

  test.each([1, 4])('gives the results before a failure, then throws it and ends (chunks of %i)', (chunkSize) =>
    share(kind, async (executor) => {
      const results = executor.map('failOn', [0, 1, -1, 3, 4, 5], { chunkSize });
      expect([(await results.next()).value, (await results.next()).value]).toEqual([0, 1]);
      const error = await results.next().catch((thrown) => thrown);
      expect(error).toBeInstanceOf(RangeError);
      expect(error.message).toBe('-1 is negative');
      expect(await results.next()).toEqual({ done: true, value: undefined });
    }),
  );

  test.each([undefined, HOUR_MS])('does not take a TimeoutError of a task for its own (timeout %o)', (timeout) =>
    share(kind, async (executor) => {
      const results = executor.map('failWithTimeout', [0, 1, 2], { timeout });
      expect(await results.next()).toEqual({ done: false, value: 0 });
      const error = await results.next().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({ message: 'of the task' });
      expect((await results.next()).done).toBe(true);
    }),
  );

  test('cancels the rest after a failure', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const results = executor.map('failOn', [-1, ...Array.from({ length: 99 }, (_, i) => i)], { bufferSize: 100 });
      await results.next().catch(() => {});
      await results.return();
      expect([executor.waitingCount, executor.sentCount]).toEqual([0, 0]);
    }));

  test('throws what the inputs throw, after the results of those before', () =>
    share(kind, async (executor) => {
      function* inputs() {
        yield 1;
        yield 2;
        throw new RangeError('no more');
      }
      const results = executor.map('echo', inputs());
      expect([(await results.next()).value, (await results.next()).value]).toEqual([1, 2]);
      await expect(results.next()).rejects.toThrow('no more');
      expect((await results.next()).done).toBe(true);
    }));

  test('throws TimeoutError when the time is over, and ends', () =>
    using(kind, { gracePeriod: 50 }, async (executor) => {
      await using gate = await Gate.open();
      await executor.submit('nothing');
      const results = executor.map(
        'holdOne',
        [
          { port: 0, value: 1 },
          { port: gate.port, value: 2 },
        ],
        { timeout: HOUR_MS },
      );
      expect((await results.next()).value).toBe(1);
      // The time passes now, however long the first result took.
      const { now } = performance;
      vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + HOUR_MS);
      onTestFinished(() => void vi.restoreAllMocks());
      await expect(results.next()).rejects.toThrow(TimeoutError);
      vi.restoreAllMocks();
      expect((await results.next()).done).toBe(true);
      await results.return();
    }));

  test('throws TimeoutError while inputs are missing', () =>
    share(kind, async (executor) => {
      async function* never(): AsyncGenerator<number> {
        await new Promise(() => {});
      }
      await expect(executor.map('echo', never(), { timeout: 1 }).next()).rejects.toThrow(TimeoutError);
    }));

  test('that is closed cancels what waits and aborts what runs before return() resolves', () =>
    using(kind, {}, async (executor) => {
      await using gate = await Gate.open();
      const results = executor.map('waitForAbort', Array(6).fill(gate.port), { bufferSize: 6 });
      await gate.untilCame(2);
      const waiting = results.next();
      await results.return();
      expect(await waiting).toEqual({ done: true, value: undefined });
      expect([executor.waitingCount, executor.sentCount]).toEqual([0, 0]);
      expect(gate.came).toBe(2);
    }));

  test.each([1, 3])('gives nothing more once it is closed (chunks of %i)', (chunkSize) =>
    share(kind, async (executor) => {
      const results = executor.map('failOn', [2, 0, -1, 5], { chunkSize });
      expect(await results.next()).toEqual({ done: false, value: 2 });
      await results.return();
      for (let i = 0; i < 2; i++) expect(await results.next()).toEqual({ done: true, value: undefined });
    }),
  );

  test('does not hold a result any longer once it was given', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const gc = collector();
      const results = executor.map('wrap', [0, 1, 2, 3]);
      const next = async () => new WeakRef((await results.next()).value as object);
      const refs = [await next(), await next()];
      // What is held for ever lets the test run out of time.
      while (refs.some((ref) => ref.deref())) {
        await new Promise(setImmediate);
        gc();
      }
      expect(await collect(results)).toEqual([{ value: 2 }, { value: 3 }]);
    }));

  test('is aborted by a signal', () =>
    using(kind, {}, async (executor) => {
      await using gate = await Gate.open();
      const controller = new AbortController();
      const results = executor.with({ signal: controller.signal }).map('waitForAbort', [gate.port, gate.port]);
      await gate.untilCame(1);
      controller.abort('stop');
      const error = await results.next().catch((thrown) => thrown);
      expect(error).toBeInstanceOf(AbortError);
      expect(error.cause).toBe('stop');
      await results.return();
    }));

  test('is aborted by a signal while inputs are missing', () =>
    share(kind, async (executor) => {
      const controller = new AbortController();
      async function* never(): AsyncGenerator<number> {
        await new Promise(() => {});
      }
      const results = executor.with({ signal: controller.signal }).map('echo', never());
      const next = results.next();
      await new Promise(setImmediate);
      controller.abort('stop');
      const error = await next.catch((thrown) => thrown);
      expect(error).toBeInstanceOf(AbortError);
      expect(error.cause).toBe('stop');
      expect((await results.next()).done).toBe(true);
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    }));

  test('asks for no more inputs once it is closed', () =>
    share(kind, async (executor) => {
      const asked: (() => void)[] = [];
      const inputs = {
        [Symbol.asyncIterator]: () => inputs,
        next: () =>
          new Promise<IteratorResult<number>>((resolve) => {
            asked.push(() => resolve({ done: false, value: 1 }));
          }),
      };
      const results = executor.map('echo', inputs, { chunkSize: 3 });
      await results.return();
      asked[0]?.();
      await new Promise(setImmediate);
      expect(asked).toHaveLength(1);
    }));

  test('ends with an error when the executor is shut down before all inputs were taken', () =>
    using(kind, {}, async (executor) => {
      const results = executor.map('echo', counter(9).numbers(), { bufferSize: 2 });
      const shutdown = executor.shutdown();
      expect([(await results.next()).value, (await results.next()).value]).toEqual([0, 1]);
      await expect(results.next()).rejects.toMatchObject({ code: 'EXECUTOR_SHUTDOWN' });
      await shutdown;
    }));

  test('is run to its end by a shutdown although nobody has taken a result', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      const results = executor.map('echo', [2, 2, 2]);
      await executor.shutdown();
      expect(await collect(results)).toEqual([2, 2, 2]);
    }));

  test('refuses sizes that make no sense', () =>
    share(kind, async (executor) => {
      expect(() => executor.map('echo', [], { chunkSize: 0 })).toThrow('Expected chunkSize');
      for (const bufferSize of [0, -1, 1.5, 'foo' as never])
        expect(() => executor.map('echo', [], { bufferSize })).toThrow('Expected bufferSize');
      expect(() => executor.map('echo', [], { chunkSize: -1 })).toThrow('Expected chunkSize');
      expect(() => executor.map('echo', [], { timeout: -1 })).toThrow('Expected timeout');
    }));
});

// A queue takes back what waits, but a worker may have been quicker.
describe.each(ALL_KINDS)('map of the $kind', (kind) => {
  test('never starts what waits when its time is over', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const first = executor.submit('hold', gate.port, 'first');
      await gate.untilCame(1);
      const results = executor.map('logStart', [1, 2], { timeout: 0 });
      await expect(results.next()).rejects.toThrow(TimeoutError);
      await results.return();
      gate.release();
      expect(await first).toBe('first');
      expect(await executor.submit('logStart', 3)).not.toContain(1);
      expect((await results.next()).done).toBe(true);
    }));
});
