// asCompleted over sources that may be endless, and maps over asynchronous ones.
import { describe, expect, test } from 'vitest';
import { asCompleted, FutureSource, TimeoutError } from '../index.ts';
import { EVERY_KIND, using } from '../testing/kinds.ts';

describe.each(EVERY_KIND)('the $kind', (kind) => {
  test('submits an endless generator of tasks no further than asCompleted may read', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      let submitted = 0;
      let isClosed = false;
      function* futures() {
        try {
          for (;;) yield executor.submit('add', submitted++, 1);
        } finally {
          isClosed = true;
        }
      }
      const results = new Set<number>();
      for await (const future of asCompleted(futures(), { bufferSize: 5 })) {
        results.add(await future.result());
        expect(submitted - results.size).toBeLessThanOrEqual(5);
        if (results.size === 100) break;
      }
      expect(isClosed).toBe(true);
    }));

  test('maps over an endless asynchronous source, as results come', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      let read = 0;
      async function* inputs() {
        for (;;) yield read++;
      }
      const results = new Set<unknown>();
      for await (const result of executor.map('echo', inputs(), { ordered: false, bufferSize: 3 })) {
        results.add(result);
        if (results.size === 50) break;
      }
      expect(read).toBeLessThanOrEqual(50 + 3 + 1);
    }));
});

describe('asCompleted with a bufferSize', () => {
  function* futuresOf(sources: readonly FutureSource<number>[]) {
    for (const { future } of sources) yield future;
  }

  test('gives Futures as they get done, and ends with the source', async () => {
    const sources = [0, 1, 2].map(() => new FutureSource<number>());
    const completed = asCompleted(futuresOf(sources), { bufferSize: 2 });
    const results: number[] = [];
    for (const i of [1, 2, 0]) {
      const next = completed.next();
      sources[i]?.setResult(i);
      const { value } = await next;
      results.push(await value.result());
    }
    expect(results).toEqual([1, 2, 0]);
    expect((await completed.next()).done).toBe(true);
  });

  test('throws what the source throws, after what is done', async () => {
    const source = new FutureSource<number>();
    source.setResult(1);
    function* futures() {
      yield source.future;
      throw new RangeError('no more');
    }
    const completed = asCompleted(futures(), { bufferSize: 1 });
    expect((await completed.next()).value).toBe(source.future);
    await expect(completed.next()).rejects.toThrow('no more');
    expect((await completed.next()).done).toBe(true);
  });

  test('throws TimeoutError when the time is over, and then ends', async () => {
    const completed = asCompleted(futuresOf([new FutureSource<number>()]), { bufferSize: 1, timeout: 5 });
    await expect(completed.next()).rejects.toThrow(TimeoutError);
    expect((await completed.next()).done).toBe(true);
  });

  test('throws TimeoutError although the source throws when it is closed', async () => {
    const { future } = new FutureSource<number>();
    const source = {
      next: () => ({ done: false, value: future }),
      return: () => {
        throw new RangeError('of the source');
      },
    };
    const completed = asCompleted({ [Symbol.iterator]: () => source }, { bufferSize: 1, timeout: 5 });
    await expect(completed.next()).rejects.toThrow(TimeoutError);
  });

  test('closes a source that gives what is no Future', async () => {
    let isClosed = false;
    function* odd(): Generator<never> {
      try {
        for (;;) yield 5 as never;
      } finally {
        isClosed = true;
      }
    }
    await expect(asCompleted(odd(), { bufferSize: 2 }).next()).rejects.toThrow('Expected a Future');
    expect(isClosed).toBe(true);
  });

  test('ends those who wait when it is left', async () => {
    const completed = asCompleted(futuresOf([new FutureSource<number>()]), { bufferSize: 1 });
    const waiting = [completed.next(), completed.next()];
    await completed.return?.();
    expect((await Promise.all(waiting)).map(({ done }) => done)).toEqual([true, true]);
  });

  test('refuses what is no Future, and a size that makes no sense', async () => {
    await expect(asCompleted([5 as never], { bufferSize: 1 }).next()).rejects.toThrow('Expected a Future');
    expect(() => asCompleted([], { bufferSize: 0 })).toThrow('bufferSize');
  });
});
