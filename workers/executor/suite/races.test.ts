import { describe, expect, test } from 'vitest';
import { asCompleted, type Future, wait } from '../index.ts';
import { SLOTS } from '../links/board.ts';
import { ALL_KINDS, EVERY_KIND, PROCESSES, THREADS, using } from '../testing/kinds.ts';

/** In `npm run test:long`. */
const IS_LONG = process.env.FUTURES_CHAOS === 'long';

/** A small generator of numbers from 0 to 1, the same in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function untilDone(futures: Future<unknown, never>[], eachTurn: () => void): Promise<void> {
  while (!futures.every((future) => future.done())) {
    eachTurn();
    await new Promise(setImmediate);
  }
}

describe.each(EVERY_KIND)('with the $kind', (kind) => {
  test('pausing, cancelling, aborting and urgent tasks in any order lose no task and repeat none', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 60_000 }, async (executor) => {
      const next = random(7);
      await executor.submit('start', -1);
      const earlier = (await executor.submit('started')).length;
      const futures = Array.from({ length: 300 }, (_, i) =>
        executor.with({ priority: Math.floor(next() * 3) }).submit('start', i),
      );
      await untilDone(futures, () => {
        const dice = next();
        if (dice < 0.2) executor.pause();
        else executor.resume();
        if (dice > 0.8) futures[Math.floor(next() * futures.length)]?.abort();
        if (dice > 0.9 && futures.length < 350)
          futures.push(executor.with({ priority: 5 }).submit('start', futures.length));
      });
      executor.resume();
      const ran = (await executor.submit('started')).slice(earlier);
      expect(new Set(ran).size).toBe(ran.length);
      const finished = futures.flatMap((future, i) => (future.state === 'finished' ? [i] : []));
      expect(ran).toEqual(expect.arrayContaining(finished));
    }));

  test('waiters see each Future done exactly once while tasks are cancelled', () =>
    using(kind, {}, async (executor) => {
      const futures = Array.from({ length: 500 }, (_, i) => executor.submit('echo', i));
      const waited = wait(futures);
      const seen: unknown[] = [];
      const watching = (async () => {
        for await (const future of asCompleted(futures)) seen.push(future);
      })();
      const next = random(11);
      await untilDone(futures, () => futures[Math.floor(next() * futures.length)]?.cancel());
      await watching;
      expect((await waited).done.size).toBe(500);
      expect(seen).toHaveLength(500);
      expect(new Set(seen)).toEqual(new Set(futures));
    }));

  test('shutdown while tasks are submitted from callbacks resolves, and each Future is done', () =>
    using(kind, {}, async (executor) => {
      const futures: Future<unknown, never>[] = [];
      const refused: unknown[] = [];
      const submit = () => {
        try {
          const future = executor.submit('nothing');
          futures.push(future);
          future.addDoneCallback(submit);
        } catch (error) {
          refused.push(error);
        }
      };
      for (let i = 0; i < 5; i++) submit();
      await futures[0];
      await executor.shutdown();
      expect(refused).toHaveLength(5);
      expect(futures.every((future) => future.state === 'finished')).toBe(true);
    }));
});

// The workers of a queue are not its own.
describe.each(ALL_KINDS)('with the $kind', (kind) => {
  test.each([1, 2, 3])('a task that was cancelled never starts, all others start once, in order (seed %i)', (seed) =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const next = random(seed);
      await executor.submit('start', -1);
      const earlier = (await executor.submit('started')).length;
      const futures = Array.from({ length: 2000 }, (_, i) => executor.submit('start', i));
      const cancelled = new Set<number>();
      await untilDone(futures, () => {
        for (let tries = 0; tries < 20; tries++) {
          const i = Math.floor(next() * futures.length);
          const future = futures[i];
          const wasPending = future?.state === 'pending';
          if (future?.cancel()) {
            expect(wasPending || cancelled.has(i)).toBe(true);
            cancelled.add(i);
          }
        }
      });
      const expected = futures.flatMap((_, i) => (cancelled.has(i) ? [] : [i]));
      expect((await executor.submit('started')).slice(earlier)).toEqual(expected);
      expect(cancelled.size).toBeGreaterThan(0);
      for (const [i, future] of futures.entries()) expect(future.cancelled()).toBe(cancelled.has(i));
    }),
  );

  // Processes take ten times as long for each.
  const count = IS_LONG ? 100_000 : kind === PROCESSES ? 10_000 : 50_000;
  test(`${count} tasks are all run`, () =>
    using(kind, {}, async (executor) => {
      const futures = Array.from({ length: count }, (_, i) => executor.submit('add', i, 1));
      let sum = 0;
      for (const future of futures) sum += await future;
      expect(sum).toBe((count * (count + 1)) / 2);
    }));
});

test('no task is lost when they are taken back more often than a thread that does not look has slots', () =>
  using(THREADS, { maxWorkers: 1 }, async (executor) => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    await executor.submit('blockAfterwards', flag);
    while (Atomics.load(flag, 0) !== 1) await new Promise(setImmediate);
    const futures = [0, 1, 2].map((value) => executor.submit('echo', value));
    for (let cycles = 0; cycles < 2 * SLOTS; cycles++) {
      executor.resume();
      await Promise.resolve();
      executor.pause();
    }
    Atomics.store(flag, 0, 2);
    Atomics.notify(flag, 0);
    executor.resume();
    for (let value = 3; value < 2 * SLOTS; value++) futures.push(executor.submit('echo', value));
    expect(await Promise.all(futures)).toEqual(futures.map((_, value) => value));
  }));
