import { describe, expect, test } from 'vitest';
import { ExecutorShutdownError, NotCloneableError, UnknownTaskError } from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, sharing, using } from '../testing/kinds.ts';

const share = sharing();

describe.each(EVERY_KIND)('$kind', (kind) => {
  test('runs a function with its arguments and gives its result', () =>
    share(kind, async (executor) => {
      expect(await executor.submit('add', 1, 2)).toBe(3);
    }));

  test('awaits a function that is async', () =>
    share(kind, async (executor) => {
      expect(await executor.submit('echoLater', { deep: [1, new Map([['a', 1n]])] })).toEqual({
        deep: [1, new Map([['a', 1n]])],
      });
    }));

  test('gives back simple values as they were', () =>
    share(kind, async (executor) => {
      const values = [undefined, null, true, false, 0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2n, '', 'text'];
      const results = await Promise.all(values.map((value) => executor.submit('echo', value)));
      expect(results).toStrictEqual(values);
    }));

  test('runs different functions side by side in one pool', () =>
    share(kind, async (executor) => {
      await using gate = await Gate.open();
      const held = executor.submit('hold', gate.port, 'held');
      await gate.untilCame(1);
      expect(await executor.submit('add', 2, 2)).toBe(4);
      expect(held.running()).toBe(true);
      gate.release();
      expect(await held).toBe('held');
    }));

  test('uses an idle worker again instead of starting another', () =>
    using(kind, { maxWorkers: 4 }, async (executor) => {
      for (let i = 0; i < 10; i++) await executor.submit('nothing');
      expect(executor.workers).toHaveLength(1);
    }));

  test('is an orderly queue with one worker', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const order: number[] = [];
      const futures = Array.from({ length: 50 }, (_, i) => executor.submit(i % 2 ? 'echo' : 'echoLater', i));
      for (const [i, future] of futures.entries()) future.addDoneCallback(() => order.push(i));
      await Promise.all(futures);
      expect(order).toEqual(futures.map((_, i) => i));
    }));

  test('says how long a task waited and how long it ran', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const first = executor.submit('hold', gate.port, 1);
      const second = executor.submit('nothing');
      await gate.untilCame(1);
      const [ran, waited] = [first.runTime, second.queueTime];
      expect(ran).toBeGreaterThan(0);
      expect(waited).toBeGreaterThan(0);
      expect(second.runTime).toBe(0);
      gate.release();
      await second;
      expect(first.runTime).toBeGreaterThanOrEqual(ran);
      expect(second.queueTime).toBeGreaterThanOrEqual(waited);
      const { runTime, queueTime } = first;
      expect([first.runTime, first.queueTime]).toEqual([runTime, queueTime]);
    }));

  test('fails a task whose function does not exist', () =>
    share(kind, async (executor) => {
      // @ts-expect-error: the types refuse the name, too.
      await expect(executor.submit('missing')).rejects.toThrow(UnknownTaskError);
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }));

  test('names the argument that cannot be cloned', () =>
    share(kind, async (executor) => {
      const error = await executor.submit('add', 1, (() => 1) as never).exception();
      expect(error).toBeInstanceOf(NotCloneableError);
      expect(String(error)).toContain('Argument 2 of "add"');
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }));

  test('fails only the task whose argument cannot be cloned, among many sent together', () =>
    share(kind, async (executor) => {
      await Promise.all(Array.from({ length: 50 }, () => executor.submit('echo', 1)));
      const futures = Array.from({ length: 100 }, (_, i) => executor.submit('echo', i % 10 === 3 ? () => i : i));
      const failures = await Promise.all(futures.map((future) => future.exception()));
      expect(failures.flatMap((error, i) => (error ? [i % 10] : []))).toEqual(Array(10).fill(3));
    }));

  test('fails a task whose argument throws while it is cloned', () =>
    share(kind, async (executor) => {
      const argument = {
        get broken(): never {
          throw new RangeError('the getter failed');
        },
      };
      const error = await executor.submit('echo', argument).exception();
      expect(error).toMatchObject({
        code: 'NOT_CLONEABLE',
        cause: { name: 'RangeError', message: 'the getter failed' },
      });
    }));

  test.each(['returnFunction', 'returnThrowingGetter'] as const)(
    'fails a task whose result cannot be cloned (%s)',
    (name) =>
      share(kind, async (executor) => {
        const error = await executor.submit(name).exception();
        expect(error).toBeInstanceOf(NotCloneableError);
        expect(String(error)).toContain(`The result of "${name}"`);
        expect(await executor.submit('add', 1, 1)).toBe(2);
      }),
  );

  test('gives tasks copies, so that neither side sees what the other does to them', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const mine = { list: [1] };
      const back = await executor.submit('echo', mine);
      expect(back).toEqual(mine);
      expect(back).not.toBe(mine);
      const started = await executor.submit('logStart', 1);
      started.push(99);
      expect(await executor.submit('logStart', 2)).not.toContain(99);
    }));

  test('gives a Buffer as the Uint8Array that it is', () =>
    share(kind, async (executor) => {
      const back = await executor.submit('echo', Buffer.from('bytes'));
      expect(Object.getPrototypeOf(back)).toBe(Uint8Array.prototype);
      expect(Buffer.from(back as Uint8Array).toString()).toBe('bytes');
    }));

  test('refuses tasks after shutdown', () =>
    using(kind, {}, async (executor) => {
      await executor.shutdown();
      expect(() => executor.submit('nothing')).toThrow(ExecutorShutdownError);
    }));

  test.each([0, -1, 1.5, Number.NaN])('refuses %s as the number of workers', (maxWorkers) => {
    expect(() => new kind.Class('file:///tasks.js', { maxWorkers })).toThrow(`got ${maxWorkers}`);
  });
});

// The workers of a queue are not its own.
describe.each(ALL_KINDS)('$kind', (kind) => {
  test('runs as many tasks at a time as it has workers, and starts no more workers than it needs', () =>
    using(kind, { maxWorkers: 3 }, async (executor) => {
      await using gate = await Gate.open();
      expect(executor.workers).toHaveLength(0);
      const futures = Array.from({ length: 5 }, (_, i) => executor.submit('hold', gate.port, i));
      await gate.untilCame(3);
      expect(futures.map((future) => future.state)).toEqual(['running', 'running', 'running', 'pending', 'pending']);
      expect(executor.workers.map(({ state }) => state)).toEqual(['busy', 'busy', 'busy']);
      for (let i = 0; i < 5; i++) {
        await gate.untilCame(Math.min(5, 3 + i));
        gate.release();
      }
      expect(await Promise.all(futures)).toEqual([0, 1, 2, 3, 4]);
    }));
});
