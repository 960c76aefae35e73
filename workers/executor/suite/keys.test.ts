import { describe, expect, test } from 'vitest';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, using } from '../testing/kinds.ts';

describe.each(ALL_KINDS)('tasks with a key on the $kind', (kind) => {
  test('run no more at a time than maxPerKey, while those of other keys go before', () =>
    using(kind, { maxWorkers: 3, maxPerKey: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const [a, b] = [executor.with({ key: 'a' }), executor.with({ key: 'b' })];
      const first = a.submit('hold', gate.port, 'first');
      const second = a.submit('hold', gate.port, 'second');
      await gate.untilCame(1);
      expect(await b.submit('echo', 'other')).toBe('other');
      expect(await executor.submit('echo', 'without')).toBe('without');
      expect([first.state, second.state]).toEqual(['running', 'pending']);
      expect(executor.waitingCount).toBe(1);
      gate.release();
      expect(await first).toBe('first');
      await gate.untilCame(2);
      gate.release();
      expect(await second).toBe('second');
    }));

  test('make room when they fail, are cancelled or aborted', () =>
    using(kind, { maxWorkers: 2, maxPerKey: 1, gracePeriod: 60_000 }, async (executor) => {
      await using gate = await Gate.open();
      const bound = executor.with({ key: 'one' });
      const aborted = bound.submit('waitForAbort', gate.port);
      const cancelled = bound.submit('nothing');
      const failed = bound.submit('failOn', -1);
      const last = bound.submit('echo', 'last');
      await gate.untilCame(1);
      expect(cancelled.cancel()).toBe(true);
      expect(executor.waitingCount).toBe(2);
      aborted.abort();
      expect(await failed.exception()).toBeInstanceOf(RangeError);
      expect(await last).toBe('last');
    }));

  test('are no longer those of a key where it is null', () =>
    using(kind, { maxWorkers: 2, maxPerKey: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const without = executor.with({ key: 'one' }).with({ key: null });
      const held = [without.submit('hold', gate.port, 1), without.submit('hold', gate.port, 2)];
      await gate.untilCame(2);
      for (const _ of held) gate.release();
      expect(await Promise.all(held)).toEqual([1, 2]);
    }));

  test('keep the order of their priorities', () =>
    using(kind, { maxWorkers: 1, maxPerKey: 1 }, async (executor) => {
      executor.pause();
      const order: number[] = [];
      const futures = [0, 1, 2].map((priority) => {
        const future = executor.with({ key: 'one', priority }).submit('nothing');
        future.addDoneCallback(() => order.push(priority));
        return future;
      });
      const [, , high] = futures;
      executor.resume();
      await Promise.all(futures);
      // The first was let through before the others came.
      expect(order).toEqual([0, 2, 1]);
      expect(high?.state).toBe('finished');
    }));

  test('are all done at the end, and all cancelled by a shutdown that cancels', () =>
    using(kind, { maxWorkers: 2, maxPerKey: 1 }, async (executor) => {
      const futures = Array.from({ length: 20 }, (_, i) => executor.with({ key: i % 2 }).submit('echo', i));
      await executor.shutdown();
      expect(await Promise.all(futures)).toEqual(futures.map((_, i) => i));
      await using(kind, { maxWorkers: 1, maxPerKey: 1 }, async (other) => {
        other.pause();
        const waiting = Array.from({ length: 3 }, () => other.with({ key: 'x' }).submit('nothing'));
        await other.shutdown({ cancelFutures: true });
        expect(waiting.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
      });
    }));
});
