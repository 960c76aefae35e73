import { describe, expect, test } from 'vitest';
import {
  ALL_COMPLETED,
  asCompleted,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type Future,
  FutureSource,
  TimeoutError,
  wait,
} from '../index.ts';
import { collector } from '../testing/collector.ts';

function sources(count: number): FutureSource<number>[] {
  return Array.from({ length: count }, () => new FutureSource<number>());
}

function futuresOf(list: FutureSource<number>[]): Future<number>[] {
  return list.map(({ future }) => future);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Whether a promise has an outcome once everything that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(
    () => {
      settled = true;
    },
    () => {
      settled = true;
    },
  );
  await new Promise(setImmediate);
  return settled;
}

describe('wait', () => {
  test('waits for all by default', async () => {
    const list = sources(3);
    const waiting = wait(futuresOf(list));
    list[0]?.setResult(0);
    list[1]?.setException(new Error('x'));
    expect(await isSettled(waiting)).toBe(false);
    list[2]?.cancel();
    const { done, notDone } = await waiting;
    expect([...done]).toEqual(futuresOf(list));
    expect(notDone.size).toBe(0);
  });

  test('counts duplicates once', async () => {
    const [a, b] = sources(2) as [FutureSource<number>, FutureSource<number>];
    a.setResult(1);
    b.setResult(2);
    const { done } = await wait([a.future, b.future, a.future], { returnWhen: ALL_COMPLETED });
    expect(done).toEqual(new Set([a.future, b.future]));
  });

  test('returns at the first that is done', async () => {
    const list = sources(3);
    const waiting = wait(futuresOf(list), { returnWhen: FIRST_COMPLETED });
    list[1]?.setResult(1);
    const { done, notDone } = await waiting;
    expect([...done]).toEqual([list[1]?.future]);
    expect(notDone.size).toBe(2);
  });

  test('returns at once if one is already done or cancelled', async () => {
    const list = sources(3);
    list[2]?.cancel();
    const { done } = await wait(futuresOf(list), { returnWhen: FIRST_COMPLETED });
    expect([...done]).toEqual([list[2]?.future]);
  });

  test('returns at the first failure, for which a cancelled one is not taken', async () => {
    const list = sources(4);
    const waiting = wait(futuresOf(list), { returnWhen: FIRST_EXCEPTION });
    list[0]?.setResult(1);
    list[1]?.cancel();
    expect(await isSettled(waiting)).toBe(false);
    list[2]?.setException(new Error('x'));
    const { done, notDone } = await waiting;
    expect(done.size).toBe(3);
    expect([...notDone]).toEqual([list[3]?.future]);
  });

  test('returns at once if one has already failed', async () => {
    const list = sources(2);
    list[0]?.setException(new Error('x'));
    expect((await wait(futuresOf(list), { returnWhen: FIRST_EXCEPTION })).notDone.size).toBe(1);
  });

  test('waits for all when none fails', async () => {
    const list = sources(2);
    const waiting = wait(futuresOf(list), { returnWhen: FIRST_EXCEPTION });
    for (const source of list) source.setResult(1);
    expect((await waiting).notDone.size).toBe(0);
  });

  test('gives what is done when the time is over, and throws nothing', async () => {
    const list = sources(2);
    list[0]?.setResult(1);
    const { done, notDone } = await wait(futuresOf(list), { timeout: 1 });
    expect([done.size, notDone.size]).toEqual([1, 1]);
  });

  test('of nothing returns at once', async () => {
    expect(await wait([], { returnWhen: FIRST_COMPLETED })).toEqual({ done: new Set(), notDone: new Set() });
  });

  test("takes any iterable, as a Map's keys", async () => {
    const [a] = sources(1) as [FutureSource<number>];
    a.setResult(1);
    expect((await wait(new Map([[a.future, 'a']]).keys())).done.size).toBe(1);
  });

  test('holds through many that become done in one go', async () => {
    const list = sources(1000);
    const waiting = [ALL_COMPLETED, FIRST_EXCEPTION].map((returnWhen) =>
      wait(futuresOf(list), { returnWhen: returnWhen as typeof ALL_COMPLETED }),
    );
    for (const source of list) source.setResult(1);
    for (const { done } of await Promise.all(waiting)) expect(done.size).toBe(1000);
  });
});

describe('asCompleted', () => {
  test('yields in the order of completion, done ones first', async () => {
    const list = sources(4);
    list[2]?.setResult(2);
    const completed = collect(asCompleted(futuresOf(list)));
    for (const i of [3, 0, 1]) {
      await new Promise(setImmediate);
      list[i]?.setResult(i);
    }
    expect(await Promise.all((await completed).map((future) => future.result()))).toEqual([2, 3, 0, 1]);
  });

  test('yields failed and cancelled ones, too', async () => {
    const list = sources(2);
    list[0]?.setException(new Error('x'));
    const completed = collect(asCompleted(futuresOf(list)));
    list[1]?.cancel();
    expect(await completed).toEqual(futuresOf(list));
  });

  test('yields duplicates once', async () => {
    const [a] = sources(1) as [FutureSource<number>];
    const completed = collect(asCompleted([a.future, a.future]));
    a.setResult(1);
    expect(await completed).toEqual([a.future]);
  });

  test('throws when the time is over, counted from the call, and says how many are missing', async () => {
    const list = sources(5);
    list[0]?.setResult(1);
    const completions = asCompleted(futuresOf(list), { timeout: 5 });
    expect((await completions.next()).value).toBe(list[0]?.future);
    const error = await completions.next().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.message).toBe('4 (of 5) futures unfinished');
    expect(await completions.next()).toEqual({ done: true, value: undefined });
  });

  test('yields what is done although the time is over', async () => {
    const list = sources(2);
    for (const source of list) source.setResult(1);
    expect(await collect(asCompleted(futuresOf(list), { timeout: 0 }))).toHaveLength(2);
  });

  test('ends when it is closed, also for those who wait', async () => {
    const completions = asCompleted(futuresOf(sources(2)), { timeout: 1e6 });
    const waiting = completions.next();
    await completions.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await completions.next()).toEqual({ done: true, value: undefined });
  });

  test('answers several next() calls in order', async () => {
    const list = sources(2);
    const completions = asCompleted(futuresOf(list));
    const three = Promise.all([completions.next(), completions.next(), completions.next()]);
    list[1]?.setResult(1);
    list[0]?.setResult(0);
    expect((await three).map(({ value }) => value)).toEqual([list[1]?.future, list[0]?.future, undefined]);
  });

  test('does not hold a Future any longer once it was yielded', async () => {
    const gc = collector();
    const completions = (() => {
      const list = sources(3);
      const iterator = asCompleted(futuresOf(list));
      list[0]?.setResult(1);
      list[1]?.setResult(2);
      return iterator;
    })();
    const next = async () => new WeakRef((await completions.next()).value);
    const refs = [await next(), await next()];
    await new Promise(setImmediate);
    gc();
    expect(refs.map((ref) => ref.deref())).toEqual([undefined, undefined]);
    await completions.return?.();
  });

  test('of nothing ends at once', async () => {
    expect(await collect(asCompleted([]))).toEqual([]);
  });

  test.each([undefined, 1, 2, 3])('answers many who wait at a time each once (buffer of %o)', async (bufferSize) => {
    const [first, done, last] = sources(3) as [FutureSource<number>, FutureSource<number>, FutureSource<number>];
    done.setResult(0);
    const completions = asCompleted(
      [first, done, last].map(({ future }) => future),
      { bufferSize },
    );
    const answers = Array.from({ length: 4 }, () => completions.next());
    first.setResult(1);
    last.setResult(2);
    expect((await Promise.all(answers)).map((answer) => answer.done ?? false)).toEqual([false, false, false, true]);
  });
});
