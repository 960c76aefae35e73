import { describe, expect, test } from 'vitest';
import { AbortError, WorkerDiedError } from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, using } from '../testing/kinds.ts';

describe.each(ALL_KINDS)('tasks that overlap with the $kind', (kind) => {
  test('run two at a time on a worker, and no more', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const overlapping = executor.with({ overlap: 2 });
      const futures = [1, 2, 3].map((value) => overlapping.submit('hold', gate.port, value));
      await gate.untilCame(2);
      expect(futures.map(({ state }) => state)).toEqual(['running', 'running', 'pending']);
      expect(executor.workers).toHaveLength(1);
      gate.release();
      gate.release();
      await gate.untilCame(3);
      gate.release();
      expect(await Promise.all(futures)).toEqual([1, 2, 3]);
    }));

  test('run on one worker, as many as there are, where there is no limit', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      await using gate = await Gate.open();
      const overlapping = executor.with({ overlap: Number.POSITIVE_INFINITY });
      const futures = [1, 2, 3].map((value) => overlapping.submit('hold', gate.port, value));
      await gate.untilCame(3);
      expect(executor.workers).toHaveLength(1);
      for (const _ of futures) gate.release();
      expect(await Promise.all(futures)).toEqual([1, 2, 3]);
    }));

  test('first go to workers that have nothing to do, and start new ones last', () =>
    using(kind, { maxWorkers: 3 }, async (executor) => {
      await using gate = await Gate.open();
      const plain = [1, 2].map((value) => executor.submit('hold', gate.port, value));
      await gate.untilCame(2);
      gate.release();
      gate.release();
      await Promise.all(plain);
      const overlapping = executor.with({ overlap: 2 });
      const futures = [1, 2].map((value) => overlapping.submit('hold', gate.port, value));
      await gate.untilCame(4);
      expect(executor.workers.map(({ state }) => state)).toEqual(['busy', 'busy']);
      futures.push(...[3, 4].map((value) => overlapping.submit('hold', gate.port, value)));
      await gate.untilCame(6);
      expect(executor.workers).toHaveLength(2);
      futures.push(overlapping.submit('hold', gate.port, 5));
      await gate.untilCame(7);
      expect(executor.workers).toHaveLength(3);
      for (const _ of futures) gate.release();
      expect(await Promise.all(futures)).toEqual([1, 2, 3, 4, 5]);
    }));

  test('end in any order, and make room for the next', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using first = await Gate.open();
      await using second = await Gate.open();
      const overlapping = executor.with({ overlap: 2 });
      const slow = overlapping.submit('hold', first.port, 'slow');
      for (const value of [1, 2, 3]) {
        const quick = overlapping.submit('hold', second.port, value);
        await second.untilCame(value);
        second.release();
        expect(await quick).toBe(value);
      }
      expect(slow.state).toBe('running');
      first.release();
      expect(await slow).toBe('slow');
      for (let value = 0; value < 2000; value++) await executor.submit('echo', value);
      expect(await overlapping.submit('add', 1, 1)).toBe(2);
    }));

  test('are aborted alone, when they heed it', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 60_000 }, async (executor) => {
      await using gate = await Gate.open();
      const overlapping = executor.with({ overlap: 2 });
      const held = overlapping.submit('hold', gate.port, 'held');
      await gate.untilCame(1);
      const aborted = overlapping.submit('waitForAbort', gate.port);
      await gate.untilCame(2);
      aborted.abort('enough');
      await expect(aborted.result()).rejects.toBeInstanceOf(AbortError);
      gate.release();
      expect(await held).toBe('held');
    }));

  test('do not share a worker with those of another signal', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const { signal } = new AbortController();
      const mine = executor.with({ signal, overlap: 2 });
      const first = mine.submit('hold', gate.port, 'first');
      await gate.untilCame(1);
      const others = executor.with({ signal: new AbortController().signal, overlap: 2 });
      const other = others.submit('hold', gate.port, 'other');
      const plain = executor.with({ signal }).submit('hold', gate.port, 'plain');
      const beside = mine.with({ priority: 1 }).submit('hold', gate.port, 'beside');
      await gate.untilCame(2);
      expect([other, plain, beside].map(({ state }) => state)).toEqual(['pending', 'pending', 'running']);
      for (const came of [3, 4]) {
        gate.release();
        gate.release();
        await gate.untilCame(came);
      }
      gate.release();
      expect(await Promise.all([first, other, plain, beside])).toEqual(['first', 'other', 'plain', 'beside']);
    }));

  test('are aborted together by their signal', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 20 }, async (executor) => {
      await using gate = await Gate.open();
      const controller = new AbortController();
      const both = executor.with({ signal: controller.signal, overlap: 2 });
      const futures = [both.submit('waitForAbort', gate.port), both.submit('ignoreAbort', gate.port)];
      await gate.untilCame(2);
      controller.abort('enough');
      for (const future of futures) await expect(future.result()).rejects.toBeInstanceOf(AbortError);
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }));

  test('fail with a task on the same worker that is given up', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 20 }, async (executor) => {
      await using gate = await Gate.open();
      const overlapping = executor.with({ overlap: 2 });
      const stuck = overlapping.submit('ignoreAbort', gate.port);
      const beside = overlapping.submit('hold', gate.port, 1);
      await gate.untilCame(2);
      stuck.abort('enough');
      await expect(stuck.result()).rejects.toBeInstanceOf(AbortError);
      await expect(beside.result()).rejects.toBeInstanceOf(WorkerDiedError);
      expect(await executor.submit('workerId')).toBe(2);
    }));
});
