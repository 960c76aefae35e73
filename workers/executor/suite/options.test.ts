// What callers give as options: nothing but what is described is taken, and nothing of it ends the program later.
import { describe, expect, test } from 'vitest';
import { asCompleted, type ExecutorOptions, ExecutorShutdownError, FutureSource, transfer, wait } from '../index.ts';
import { QueueExecutor } from '../queue.ts';
import { ALL_KINDS, EVERY_KIND, using } from '../testing/kinds.ts';

type Options = ExecutorOptions<typeof import('../testing/tasks.ts')>;
const tasks = new URL('../testing/tasks.ts', import.meta.url);

/** Values that are no number, and some that are. */
const ODD = [Number.NaN, -1, 0, '', 'text', true, false, 2n, Symbol('odd'), () => 1, {}, []] as const;
const NO_FLAGS: readonly unknown[] = ODD.filter((value) => typeof value !== 'boolean');
const NO_OPTIONS: readonly unknown[] = ODD.filter((value) => typeof value !== 'object' || Array.isArray(value));

const WRONG: readonly (readonly [option: string, values: readonly unknown[]])[] = [
  ['rateLimit', ODD],
  ['initializer', ODD],
  ['resourceLimits', NO_OPTIONS],
  ['env', NO_OPTIONS],
  ['strict', NO_FLAGS],
  ['metrics', NO_FLAGS],
  ['execArgv', [...ODD.filter((value) => !Array.isArray(value)), [5], [undefined]]],
  ['threadNamePrefix', ODD.filter((value) => typeof value !== 'string')],
  ['errorClasses', [...ODD.filter((value) => !Array.isArray(value)), [5], [() => 1], ['RangeError']]],
];

describe.each(ALL_KINDS)('the $kind', ({ Class }) => {
  test.each(WRONG)('refuses by its name what can be no %s', (option, values) => {
    for (const value of values) {
      const make = () => new Class(tasks, { [option]: value } as Options);
      expect(make).toThrow(`Expected ${option}`);
    }
  });

  test.each([Number.NaN, -1, 0, '5', {}])('refuses %o as a limit of resources', (value) => {
    for (const limit of ['maxOldGenerationSizeMb', 'maxYoungGenerationSizeMb', 'stackSizeMb']) {
      const make = () => new Class(tasks, { resourceLimits: { [limit]: value } } as Options);
      expect(make).toThrow(`Expected resourceLimits.${limit}`);
    }
  });

  test('refuses to be made with options that are no object', () => {
    for (const odd of NO_OPTIONS as readonly never[])
      expect(() => new Class(tasks, odd)).toThrow('Expected the options to be an object');
  });

  test('cannot broadcast after shutdown, also when no worker is left', async () => {
    const executor = new Class(tasks);
    await executor.shutdown();
    expect(() => executor.broadcast('nothing')).toThrow(ExecutorShutdownError);
  });
});

describe.each(EVERY_KIND)('the $kind', (kind) => {
  test('takes null for an option that was not given', () => {
    const names = ['maxWorkers', 'maxQueue', 'startTimeout', 'gracePeriod', 'rateLimit', 'errorClasses', 'metrics'];
    const more = ['minWorkers', 'initializer', 'env', 'execArgv', 'resourceLimits', 'threadNamePrefix', 'idleTimeout'];
    const options = Object.fromEntries([...names, ...more].map((name) => [name, null])) as Options;
    return using(kind, options, async (executor) => {
      const odd = {
        priority: null,
        transfer: null,
        signal: null,
        timeout: null,
        retries: null,
        overlap: null,
        id: null,
      } as object;
      expect(await executor.with(odd).submit('add', 1, 1)).toBe(2);
      const sizes = { timeout: null, chunkSize: null, bufferSize: null, ordered: null } as object;
      expect(await listOf(executor.map('echo', [1, 2], sizes))).toEqual([1, 2]);
      expect(await listOf(executor.with(odd).map('echo', [1, 2], null as never))).toEqual([1, 2]);
      await executor.shutdown(null as never);
    });
  });

  test('shows a text that was given for a number as a text', () =>
    using(kind, {}, async (executor) => {
      expect(() => executor.with({ timeout: '5' as never }).submit('nothing')).toThrow('got "5"');
      expect(() => executor.map('echo', [1], { chunkSize: '5' as never })).toThrow('got "5"');
    }));

  test('refuses options that are no object', () =>
    using(kind, {}, async (executor) => {
      for (const odd of NO_OPTIONS as readonly never[]) {
        expect(() => executor.with(odd)).toThrow('Expected the options to be an object');
        expect(() => executor.map('echo', [1], odd)).toThrow('Expected the options to be an object');
        await expect(executor.shutdown(odd)).rejects.toThrow('Expected the options to be an object');
      }
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }));

  test('refuses by its name what is neither true nor false', () =>
    using(kind, {}, async (executor) => {
      for (const odd of NO_FLAGS as readonly never[]) {
        expect(() => new kind.Class(tasks, { metrics: odd })).toThrow('Expected metrics');
        expect(() => executor.map('echo', [1], { ordered: odd })).toThrow('Expected ordered');
        for (const name of ['wait', 'cancelFutures', 'abort'])
          await expect(executor.shutdown({ [name]: odd })).rejects.toThrow(`Expected ${name}`);
      }
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }));

  test('waits at shutdown for what runs, with null for its options', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const future = executor.submit('echo', 1);
      await executor.shutdown({ wait: null, cancelFutures: null, abort: null } as never);
      expect([future.state, executor.workers]).toEqual(['finished', []]);
    }));

  test.each([5, {}, true, () => 1])('refuses %o as what is moved', (list) =>
    using(kind, {}, async (executor) => {
      expect(() => executor.with({ transfer: list as never }).submit('nothing')).toThrow('Expected transfer');
    }),
  );
});

test('null is taken for no timeout and no options by those who wait', async () => {
  const source = new FutureSource<number>();
  const { future } = source;
  const waiting = [
    future.result(null as never),
    future.exception(null as never),
    wait([future], null as never).then(({ done }) => done.size),
    wait([future], { timeout: null as never, returnWhen: null as never }).then(({ done }) => done.size),
    listOf(asCompleted([future], null as never)).then(({ length }) => length),
    listOf(asCompleted([future], { timeout: null as never, bufferSize: null as never })).then(({ length }) => length),
  ];
  source.setResult(1);
  expect(await Promise.all(waiting)).toEqual([1, undefined, 1, 1, 1, 1]);
});

test('a QueueExecutor refuses to be made with options that are no object', () => {
  for (const odd of NO_OPTIONS as readonly never[])
    expect(() => new QueueExecutor(tasks, odd)).toThrow('Expected options with the address of Redis');
});

test('those who wait refuse options that are no object', async () => {
  for (const odd of NO_OPTIONS as readonly never[]) {
    await expect(wait([], odd)).rejects.toThrow('Expected the options to be an object');
    expect(() => asCompleted([], odd)).toThrow('Expected the options to be an object');
  }
});

test('transfer() refuses what is no list, and what holds nothing that could be moved', () => {
  for (const list of [5, null, undefined, {}]) expect(() => transfer({}, list as never)).toThrow('Expected the list');
  for (const value of [5, null, undefined, 'text'])
    expect(() => transfer(value as never, [])).toThrow('Expected an object');
});

async function listOf<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}
