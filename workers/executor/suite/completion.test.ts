// wait and asCompleted over tasks of each kind of executor; `waiting.test.ts` has the rest, without an executor.
import { describe, expect, test } from 'vitest';
import {
  asCompleted,
  type Executor,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type Future,
  FutureSource,
  TimeoutError,
  wait,
} from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { EVERY_KIND, sharing, using } from '../testing/kinds.ts';

type Tasks = typeof import('../testing/tasks.ts');

const share = sharing();

/** One that is cancelled, one that has failed and one that has succeeded, of no executor. */
function endedFutures(): Future<number>[] {
  const [cancelled, failed, good] = [0, 0, 0].map(() => new FutureSource<number>());
  cancelled?.cancel();
  failed?.setException(new RangeError('before'));
  good?.setResult(42);
  return [cancelled, failed, good].flatMap((source) => (source ? [source.future] : []));
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function namesOf(futures: ReadonlySet<unknown>, names: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(names).filter((name) => futures.has(names[name]));
}

function held(executor: Executor<Tasks>, gate: Gate): Future<number> {
  return executor.submit('hold', gate.port, 1) as Future<number>;
}

describe.each(EVERY_KIND)('tasks of the $kind', (kind) => {
  test('end a wait for all of them, together with Futures that were done before', () =>
    share(kind, async (executor) => {
      const tasks = [executor.submit('failOn', -1), executor.submit('add', 1, 2)];
      const { done, notDone } = await wait<Future<unknown, never>>([...endedFutures(), ...tasks, ...tasks]);
      expect([done.size, notDone.size]).toEqual([5, 0]);
    }));

  test('end a wait for the first one while another one runs', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      await using gate = await Gate.open();
      const running = held(executor, gate);
      const quick = executor.submit('add', 1, 2);
      const { done, notDone } = await wait([quick, running], { returnWhen: FIRST_COMPLETED });
      expect([namesOf(done, { quick, running }), namesOf(notDone, { quick, running })]).toEqual([
        ['quick'],
        ['running'],
      ]);
      await gate.untilCame(1);
      gate.release();
      await running;
    }));

  test('end a wait for the first failure while another one runs', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      await using failing = await Gate.open();
      await using staying = await Gate.open();
      const failed = executor.submit('holdThenFail', failing.port) as Future<number>;
      const running = held(executor, staying);
      await Promise.all([failing.untilCame(1), staying.untilCame(1)]);
      const [cancelled, , good] = endedFutures() as [Future<number>, Future<number>, Future<number>];
      const all = { cancelled, good, failed, running };
      const waiting = wait(Object.values(all), { returnWhen: FIRST_EXCEPTION });
      failing.release();
      const { done, notDone } = await waiting;
      expect([namesOf(done, all), namesOf(notDone, all)]).toEqual([['cancelled', 'good', 'failed'], ['running']]);
      staying.release();
      await running;
    }));

  test('are left when the time of a wait is over', () =>
    share(kind, async (executor) => {
      await using gate = await Gate.open();
      const running = held(executor, gate);
      const { done, notDone } = await wait([...endedFutures(), running], { timeout: 20 });
      expect([done.size, [...notDone]]).toEqual([3, [running]]);
      await gate.untilCame(1);
      gate.release();
      await running;
    }));

  test('come out of asCompleted once each, after Futures that were done before', () =>
    share(kind, async (executor) => {
      const ended = endedFutures();
      const tasks = [executor.submit('add', 2, 21), executor.submit('add', 7, 6)] as Future<number>[];
      const completed = await collect(asCompleted([...tasks, ...ended, ...tasks]));
      expect(completed.slice(0, 3)).toEqual(ended);
      expect(new Set(completed)).toEqual(new Set([...ended, ...tasks]));
      expect(completed).toHaveLength(5);
    }));

  test.each([0, 20])('are missing from asCompleted when its %i ms are over', (timeout) =>
    share(kind, async (executor) => {
      await using gate = await Gate.open();
      const running = held(executor, gate);
      const seen: unknown[] = [];
      const completions = (async () => {
        for await (const future of asCompleted([...endedFutures(), running], { timeout })) seen.push(future);
      })();
      const error = (await completions.catch((thrown: unknown) => thrown)) as Error;
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error.message).toBe('1 (of 4) futures unfinished');
      expect(seen).toHaveLength(3);
      await gate.untilCame(1);
      gate.release();
      await running;
    }),
  );
});
