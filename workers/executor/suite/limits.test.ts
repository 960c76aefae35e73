// Very long times, very many futures, and executors that nobody holds.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as timer } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MapIterator } from '../future/map.ts';
import {
  ALL_COMPLETED,
  asCompleted,
  type Executor,
  FIRST_COMPLETED,
  type Future,
  FutureSource,
  TimeoutError,
  wait,
} from '../index.ts';
import { collector } from '../testing/collector.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, INLINE, KILLABLE, QUEUE, using } from '../testing/kinds.ts';
import { taskOf } from '../testing/lone-task.ts';
import { TaskQueue } from '../waiting/task-queue.ts';

/** What setTimeout counts at most. */
const MAX_DELAY_MS = 2 ** 31 - 1;

describe('a time longer than setTimeout counts', () => {
  afterEach(() => vi.useRealTimers());

  const waits: Readonly<Record<string, (source: FutureSource<number>, ms: number) => Promise<unknown>>> = {
    'result()': ({ future }, timeout) => future.result(timeout),
    'exception()': ({ future }, timeout) => future.exception(timeout),
    'asCompleted()': ({ future }, timeout) => asCompleted([future], { timeout }).next(),
    'wait()': async ({ future }, timeout) => {
      const { notDone } = await wait([future], { timeout });
      if (notDone.size > 0) throw new TimeoutError();
    },
    'map()': (source, timeout) =>
      new MapIterator({
        inputs: [1],
        timeout,
        chunkSize: 1,
        bufferSize: 1,
        isOrdered: true,
        submit: () => source,
        decode: String,
      }).next(),
  };

  test.each(Object.keys(waits))('is kept by %s', async (name) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const ended = vi.fn();
    const source = new FutureSource<number>();
    const waiting = waits[name]?.(source, 2 ** 31 + 1000)
      .then(ended)
      .catch(ended);
    await vi.advanceTimersByTimeAsync(MAX_DELAY_MS);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1001);
    await waiting;
    expect(ended.mock.calls[0]?.[0]).toBeInstanceOf(TimeoutError);
  });

  test.each(Object.keys(waits))('without an end is kept by %s, which leaves no timer', async (name) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const source = new FutureSource<number>();
    const waiting = waits[name]?.(source, Number.POSITIVE_INFINITY);
    await vi.advanceTimersByTimeAsync(MAX_DELAY_MS);
    expect(vi.getTimerCount()).toBe(0);
    source.setResult(1);
    await waiting;
  });

  test.each([Number.NaN, '5'])('is not %o', async (timeout) => {
    const { future } = new FutureSource<number>();
    await expect(future.result(timeout as never)).rejects.toThrow('Expected timeout');
    await expect(wait([future], { timeout: timeout as never })).rejects.toThrow('Expected timeout');
    expect(() => asCompleted([future], { timeout: timeout as never })).toThrow('Expected timeout');
  });
});

describe.each(EVERY_KIND)('the $kind', (kind) => {
  test.each([2 ** 31, Number.POSITIVE_INFINITY])('gives an aborted task %d ms', (gracePeriod) =>
    using(kind, { maxWorkers: 1, gracePeriod }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.submit('ignoreAbort', gate.port);
      await gate.untilCame(1);
      future.abort('enough');
      await timer(5);
      expect(future.running()).toBe(true);
      gate.release();
      expect(await future.result().catch(String)).toContain('aborted');
      expect(await executor.submit('workerId')).toBe(1);
    }),
  );

  test.each(['abc', new Set(['a', 'b', 'c']), new Map([['a', 1]]).keys()])('maps over %o', (inputs) =>
    using(kind, {}, async (executor) => {
      const results: unknown[] = [];
      const wanted = typeof inputs === 'string' || inputs instanceof Set ? ['a', 'b', 'c'] : ['a'];
      for await (const result of executor.map('echo', inputs)) results.push(result);
      expect(results).toEqual(wanted);
    }),
  );

  test.each([5, null, undefined])('refuses an iterator that gives %o and no object', (step) =>
    using(kind, {}, async (executor) => {
      const iterator = { next: () => step };
      for (const inputs of [{ [Symbol.iterator]: () => iterator }, { [Symbol.asyncIterator]: () => iterator }])
        await expect(executor.map('echo', inputs as never).next()).rejects.toThrow('to give an object');
    }),
  );

  test('is no more tasks ahead of endless inputs than it can hold, with any number of workers', () =>
    using(kind, { maxWorkers: kind === INLINE || kind === QUEUE ? Number.POSITIVE_INFINITY : 2 }, async (executor) => {
      executor.pause();
      let taken = 0;
      const inputs = function* () {
        for (;;) yield taken++;
      };
      const results = executor.map('echo', inputs());
      expect(taken).toBeLessThanOrEqual(4096);
      await results.return();
      executor.resume();
    }));

  test.each([5, undefined, null, {}])('refuses to map over %o', (inputs) =>
    using(kind, {}, async (executor) => {
      expect(() => executor.map('echo', inputs as never)).toThrow('Expected the inputs of map to be iterable');
    }),
  );
});

// The workers of a queue are not its own.
describe.each(ALL_KINDS)('the $kind', (kind) => {
  test.each([2 ** 31, Number.POSITIVE_INFINITY])('keeps an idle worker for %d ms', (idleTimeout) =>
    using(kind, { maxWorkers: 1, idleTimeout }, async (executor) => {
      await executor.submit('nothing');
      // A timer that fires at once would come before this one.
      await timer(5);
      expect(executor.workers).toMatchObject([{ id: 1, state: 'idle' }]);
    }),
  );
});

test.each(['typo', 'first_completed', 5, {}])('wait refuses to return when %o', async (returnWhen) => {
  await expect(wait([], { returnWhen: returnWhen as never })).rejects.toThrow(TypeError);
  await expect(wait([], { returnWhen: returnWhen as never })).rejects.toThrow(`${FIRST_COMPLETED}, `);
});

test.each([5, Promise.resolve(1), {}, undefined])('wait and asCompleted refuse %o as a Future', async (odd) => {
  await expect(wait([odd as never], { returnWhen: ALL_COMPLETED })).rejects.toThrow('Expected a Future');
  expect(() => asCompleted([odd as never])).toThrow('Expected a Future');
});

test.each([undefined, null, 5, {}, Promise.resolve([])])(
  'wait and asCompleted refuse %o in place of Futures',
  async (odd) => {
    const message = 'Expected the Futures to be iterable';
    await expect(wait(odd as never)).rejects.toThrow(message);
    expect(() => asCompleted(odd as never)).toThrow(message);
    expect(() => asCompleted(odd as never, { bufferSize: 1 })).toThrow(message);
  },
);

test.each([5, null, undefined])('asCompleted refuses an iterator that gives %o and no object', async (step) => {
  const pending = new FutureSource<number>();
  const steps = [{ done: false, value: pending.future }, step];
  const futures = { [Symbol.iterator]: () => ({ next: () => steps.shift() }) };
  const completions = asCompleted(futures as never, { bufferSize: 1 });
  const first = completions.next();
  pending.setResult(1);
  expect((await first).value).toBe(pending.future);
  await expect(completions.next()).rejects.toThrow('Expected the iterator of the Futures to give an object');
  expect((await completions.next()).done).toBe(true);
});

describe('very many', () => {
  const MANY = 150_000;
  // Each of these takes a minute where a step takes longer the more there are.

  test('futures that are done come out of asCompleted', async () => {
    const futures = Array.from({ length: MANY }, () => {
      const source = new FutureSource<number>();
      source.setResult(1);
      return source.future;
    });
    let count = 0;
    for await (const future of asCompleted(futures)) count += await future.result();
    expect(count).toBe(MANY);
  });

  test('results come out of a map that may be so far ahead', async () => {
    const submit = ([value]: readonly unknown[]) => {
      const source = new FutureSource<unknown, unknown>();
      source.setResult(value);
      return source;
    };
    const inputs = Array.from({ length: MANY }, (_, i) => i);
    const decode = String;
    const map = new MapIterator<number>({
      inputs,
      timeout: 1e9,
      chunkSize: 1,
      bufferSize: MANY,
      isOrdered: true,
      submit,
      decode,
    });
    let next = 0;
    let wrong = 0;
    for await (const value of map) if (value !== next++) wrong++;
    expect([next, wrong]).toEqual([MANY, 0]);
  });

  test('waits for one Future can end early', async () => {
    const source = new FutureSource<number>();
    const removers = Array.from({ length: MANY }, () => source.future.addDoneCallback(() => expect.unreachable()));
    for (const remove of removers) remove();
    source.setResult(1);
    expect(await source.future).toBe(1);
  });

  test('priorities wait in one queue, the highest first', () => {
    const queue = new TaskQueue();
    // Each once, in an order that is neither rising nor falling.
    for (let i = 0; i < MANY; i++) queue.push(taskOf((i * 7_919) % MANY));
    let wrong = 0;
    for (let i = MANY - 1; i >= 0; i--) if (queue.shift()?.priority !== i) wrong++;
    expect(wrong).toBe(0);
    expect(queue.peek()).toBeUndefined();
  });
});

describe.each(KILLABLE)('a $kind that nobody holds', (kind) => {
  test.each([Number.POSITIVE_INFINITY, 1])(
    'finishes what was submitted and ends its workers (%d tasks each)',
    async (maxTasksPerWorker) => {
      const gc = collector();
      await using gate = await Gate.open();
      const futures = await submitAndForget(gate);
      while (gate.gone < 1) {
        gc();
        await new Promise(setImmediate);
      }
      expect(await Promise.all(futures)).toEqual(['held', 'held, too']);

      async function submitAndForget({ port }: Gate): Promise<Future<unknown, never>[]> {
        const executor: Executor<typeof import('../testing/tasks.ts')> = new kind.Class(
          new URL('../testing/tasks.ts', import.meta.url),
          { maxWorkers: 1, maxTasksPerWorker },
        );
        await executor.submit('passGate', port);
        return [executor.submit('echo', 'held'), executor.submit('echo', 'held, too')];
      }
    },
  );
});

test.each(['spinUntilAborted', 'spinUntilSignal', 'reportUntilAborted', 'waitForAbort'] as const)(
  'a process does not outlive its pool that was killed while it runs %s',
  async (task) => {
    await using gate = await Gate.open();
    const script = `
      import { ProcessPoolExecutor } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};
      const executor = new ProcessPoolExecutor(${JSON.stringify(new URL('../testing/tasks.ts', import.meta.url).href)}, { maxWorkers: 1 });
      await executor.submit('${task}', ${gate.port});`;
    const main = execFile(process.execPath, ['--input-type=module', '--eval', script]);
    await gate.untilCame(1);
    main.kill('SIGKILL');
    await once(main, 'exit');
    await gate.untilGone(1);
  },
);
