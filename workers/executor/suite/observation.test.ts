// Events and metrics.
import { describe, expect, test } from 'vitest';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, INLINE, KILLABLE, using } from '../testing/kinds.ts';

describe.each(EVERY_KIND)('the $kind', (kind) => {
  test('counts tasks and measures their times when it is asked to', () =>
    using(kind, { maxWorkers: 1, metrics: true }, async (executor) => {
      await using gate = await Gate.open();
      const held = executor.submit('hold', gate.port, 1);
      await gate.untilCame(1);
      const failing = executor.submit('failOn', -1);
      const waiting = executor.submit('nothing');
      waiting.cancel();
      gate.release();
      await held;
      await failing.exception();
      const { metrics } = executor;
      expect(metrics).toMatchObject({ finished: 1, failed: 1, cancelled: 1 });
      expect(metrics?.runTime.count).toBe(2);
      expect(metrics?.runTime.max).toBeGreaterThanOrEqual(Math.round(held.runTime * 1000 * 0.99));
      expect(metrics?.queueTime.max).toBeGreaterThanOrEqual(Math.round(failing.queueTime * 1000 * 0.99));
    }));

  test('reports once that there is nothing to do, whether one task or several were done or taken back', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      let count = 0;
      executor.on('idle', () => count++);
      const untilIdle = async (times: number) => {
        while (count < times) await new Promise(setImmediate);
      };
      await executor.submit('nothing');
      await untilIdle(1);
      await Promise.all([executor.submit('nothing'), executor.submit('nothing')]);
      await untilIdle(2);
      executor.pause();
      const futures = [executor.submit('nothing'), executor.submit('nothing')];
      await new Promise(setImmediate);
      for (const future of futures) future.cancel();
      await untilIdle(3);
      executor.resume();
      await executor.submit('nothing');
      await untilIdle(4);
      expect(count).toBe(4);
    }));

  test('reports it again when a listener has submitted a task meanwhile', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      let count = 0;
      executor.on('idle', () => {
        if (++count < 3) executor.submit('nothing');
      });
      executor.submit('nothing');
      while (count < 3) await new Promise(setImmediate);
      expect(executor.waitingCount + executor.sentCount).toBe(0);
    }));

  test.each(['typo', 'constructor', '__proto__', 5, Symbol('odd'), undefined])('knows no event %o', (event) =>
    using(kind, {}, async (executor) => {
      expect(() => executor.on(event as never, () => {})).toThrow('Expected an event of workerStart');
      expect(() => executor.on('idle', event as never)).toThrow('Expected the listener to be a function');
    }),
  );

  test('measures nothing unless it is asked to', () =>
    using(kind, {}, async (executor) => {
      expect(executor.metrics).toBeUndefined();
    }));
});

// The workers of a queue are not its own.
describe.each(ALL_KINDS)('the $kind', (kind) => {
  test('reports when workers start and end, and when there is nothing to do', async () => {
    const seen: string[] = [];
    await using(kind, { maxWorkers: 1 }, async (executor) => {
      executor.on('workerStart', ({ id, state }) => seen.push(`start ${id} ${state}`));
      executor.on('workerExit', ({ id }, death) => seen.push(`exit ${id} ${death?.kind}`));
      executor.on('idle', () => seen.push('idle'));
      const futures = [executor.submit('add', 1, 1), executor.submit('add', 2, 2)];
      await Promise.all(futures);
      while (!seen.includes('idle')) await new Promise(setImmediate);
      expect(seen).toEqual(['start 1 idle', 'idle']);
    });
    expect(seen).toEqual(['start 1 idle', 'idle', 'exit 1 undefined']);
  });

  test('calls no listener that was removed, and is not disturbed by one that throws', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const seen: string[] = [];
      const stop = executor.on('workerStart', () => seen.push('first'));
      executor.on('workerStart', () => {
        throw new RangeError('of the listener');
      });
      executor.on('workerStart', () => seen.push('third'));
      stop();
      expect(await executor.submit('add', 1, 1)).toBe(2);
      expect(seen).toEqual(['third']);
    }));
});

describe.each(KILLABLE)('the $kind', (kind) => {
  test('reports how a worker ended that nobody ended', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const ended = new Promise((resolve) => {
        executor.on('workerExit', (worker, death) => resolve([worker.id, death]));
      });
      await executor.submit('exit', 3).exception();
      expect(await ended).toEqual([1, { kind: 'exit', exitCode: 3 }]);
    }));
});

test('a worker that is given up inline has ended for its executor', () =>
  using(INLINE, { maxWorkers: 1, gracePeriod: 0 }, async (executor) => {
    await using gate = await Gate.open();
    const ended = new Promise((resolve) => {
      executor.on('workerExit', (_worker, death) => resolve(death));
    });
    const future = executor.submit('ignoreAbort', gate.port);
    await gate.untilCame(1);
    future.abort('enough');
    expect(await ended).toBeUndefined();
    gate.release();
  }));
