import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  AbortError,
  CancelledError,
  FutureSource,
  NotCloneableError,
  TimeoutError,
  WorkerDiedError,
} from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { resisting } from '../testing/hostile-tasks.ts';
import { EVERY_KIND, KILLABLE, PROCESSES, sharing, THREADS, using, usingTasks } from '../testing/kinds.ts';

type Hostile = typeof import('../testing/hostile-tasks.ts');
const MODULE = '../testing/hostile-tasks.ts';
const share = sharing<Hostile>(MODULE, { maxWorkers: 1 });
const shareOurs = sharing(undefined, { maxWorkers: 1 });

describe.each(EVERY_KIND)('the $kind', (kind) => {
  test.each(resisting)('survives a task that throws %s, and fails that task alone', (which) =>
    share(kind, async (executor) => {
      const failures = await Promise.all([
        executor.submit('throwResisting', which).exception(),
        executor.submit('rejectResisting', which).exception(),
      ]);
      for (const failure of failures) {
        expect(failure).toBeDefined();
        expect(failure).not.toBeInstanceOf(WorkerDiedError);
      }
      expect(await executor.submit('fine')).toBe('fine');
      expect(executor.workers[0]?.id).toBe(1);
    }),
  );

  test('keeps what can be kept of an error beside what cannot', () =>
    share(kind, async (executor) => {
      const error = await executor.submit('throwResisting', 'a property that is a URL').exception();
      expect(error).toMatchObject({ message: 'x', code: 'KEPT' });
    }));

  test.each(resisting)('can be aborted for %s', (which) =>
    shareOurs(kind, async (executor) => {
      const { throwResisting } = await import('../testing/hostile-tasks.ts');
      let reason: unknown;
      try {
        throwResisting(which);
      } catch (error) {
        reason = error;
      }
      await using gate = await Gate.open();
      const future = executor.submit('waitForAbort', gate.port);
      await gate.untilCame(1);
      expect(future.abort(reason)).toBe(true);
      const error = await future.result().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(AbortError);
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }),
  );

  test('brings a long chain of causes', () =>
    share(kind, async (executor) => {
      let error: unknown = await executor.submit('throwChain', 500).exception();
      for (let i = 1; i < 500; i++) {
        expect(error).toMatchObject({ name: 'RangeError', message: `${i}` });
        error = (error as Error).cause;
      }
      expect(error).toMatchObject({ message: 'the last' });
    }));

  test('brings a cause that several errors share as one and the same', () =>
    share(kind, async (executor) => {
      const error = (await executor.submit('throwWithSharedCause').exception()) as AggregateError;
      const [one, two, three] = error.errors;
      expect(three).toBeInstanceOf(RangeError);
      expect([one.cause, two.cause, error.cause].every((cause) => cause === three)).toBe(true);
    }));

  test('brings the errors of an AggregateError that has one of them as its cause', () =>
    share(kind, async (executor) => {
      const error = (await executor.submit('throwAggregateOfItsCause').exception()) as AggregateError;
      expect(error.errors).toHaveLength(1);
      expect(error.errors[0]).toBeInstanceOf(TypeError);
      expect(error.errors[0]).toBe(error.cause);
    }));

  test('brings both errors of a SuppressedError', () =>
    share(kind, async (executor) => {
      const error = (await executor.submit('throwSuppressed').exception()) as SuppressedError;
      expect(error).toBeInstanceOf(SuppressedError);
      expect(error.error).toMatchObject({ name: 'RangeError', message: 'of the clean-up' });
      expect(error.suppressed).toMatchObject({ name: 'TypeError', message: 'of the work' });
      expect(Object.keys(error)).toEqual([]);
    }));

  test('brings errors that are properties of others, alone and in lists', () =>
    share(kind, async (executor) => {
      const error = (await executor.submit('throwWithInnerErrors').exception()) as Error & {
        inner: unknown;
        list: unknown;
      };
      expect(error.inner).toBeInstanceOf(RangeError);
      expect(error.list).toEqual([new TypeError('a'), 'b']);
    }));

  test('brings class, code and message of an error of another realm', () =>
    share(kind, async (executor) => {
      const error = await executor.submit('throwFromOtherRealm').exception();
      expect(error).toBeInstanceOf(RangeError);
      expect(error).toMatchObject({ message: 'elsewhere', code: 'ELSEWHERE' });
    }));

  test.each([
    ['node', AbortError, { name: 'AbortError', code: 'ABORT_ERR' }],
    ['timeout', TimeoutError, { name: 'TimeoutError', message: 'of the task' }],
    ['cancelled', CancelledError, { message: 'of the task' }],
  ] as const)("does not take a task's error for its own because of its name (%s)", (which, Ours, expected) =>
    share(kind, async (executor) => {
      const error = await executor.submit('throwNamesake', which).exception();
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(Ours);
      expect(error).toMatchObject(expected);
    }),
  );

  test('leaves the prototype of an error alone that has a property of that name', () =>
    share(kind, async (executor) => {
      expect(await executor.submit('throwProto').exception()).toBeInstanceOf(Error);
    }));

  test.each(['x', { kind: 'result', seq: 1 }, { kind: 'exit' }, null, undefined])(
    'is not disturbed by a task that posts %o to its parent',
    (value) =>
      share(kind, async (executor) => {
        expect(await executor.submit('postToParent', value)).toBe('posted');
        expect(await executor.submit('fine')).toBe('fine');
        expect(executor.workers[0]?.id).toBe(1);
      }),
  );

  test('is not disturbed by a task that closes the port to its parent', () =>
    usingTasks<Hostile, void>(kind, MODULE, { maxWorkers: 1 }, async (executor) => {
      expect(await executor.submit('closeParentPort')).toBe('closed');
      expect(await executor.submit('fine')).toBe('fine');
    }));

  test.each([Symbol('odd'), () => 1, 5, null, undefined, {}])(
    'refuses %o as the name of a task, and says what it wants',
    (name) =>
      shareOurs(kind, async (executor) => {
        expect(() => executor.submit(name as never)).toThrow(TypeError);
        expect(() => executor.submit(name as never)).toThrow('the name of a function');
        expect(() => executor.map(name as never, [])).toThrow('the name of a function');
        expect(await executor.submit('add', 1, 1)).toBe(2);
      }),
  );

  test.each([5, 'signal', {}, new EventTarget()])('refuses %o as a signal before the task runs', (signal) =>
    shareOurs(kind, async (executor) => {
      expect(() => executor.with({ signal: signal as never }).submit('nothing')).toThrow('Expected signal');
      expect(executor.waitingCount + executor.sentCount).toBe(0);
    }),
  );

  test('refuses a priority that is no number', () =>
    shareOurs(kind, async (executor) => {
      for (const priority of [Number.NaN, 'high' as never])
        expect(() => executor.with({ priority }).submit('nothing')).toThrow('Expected priority');
    }));

  test('gives callbacks the AsyncLocalStorage of whoever added them', () =>
    shareOurs(kind, async (executor) => {
      const storage = new AsyncLocalStorage<string>();
      const seen: unknown[] = [];
      const submit = (store: string) =>
        storage.run(store, () => {
          const future = executor.submit('report', 1);
          future.onProgress(() => seen.push(`progress ${storage.getStore()}`));
          future.addDoneCallback(() => seen.push(`done ${storage.getStore()}`));
          return future;
        });
      await Promise.all([submit('one'), submit('two')]);
      await submit('three');
      expect(seen).toEqual(['one', 'two', 'three'].flatMap((store) => [`progress ${store}`, `done ${store}`]));
    }));
});

test.each(EVERY_KIND)('what a task of the $kind enters into an AsyncLocalStorage is not for the next one', (kind) =>
  usingTasks<typeof import('../testing/storage-tasks.ts'), void>(
    kind,
    '../testing/storage-tasks.ts',
    { maxWorkers: 1 },
    async (executor) => {
      const [entered, next] = [executor.submit('enterStore', 'of a task'), executor.submit('getStore')];
      expect(await Promise.all([entered, next])).toEqual(['of a task', undefined]);
      expect(await executor.submit('getStore')).toBeUndefined();
    },
  ),
);

test('tasks run inline also where a test has put other timers in the place of the global ones', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { InlineExecutor } = await import('../index.ts');
  const executor = new InlineExecutor<Hostile>(new URL(MODULE, import.meta.url));
  expect(await executor.submit('fine')).toBe('fine');
  await executor.shutdown();
});

test.each(KILLABLE)('the $kind works on when a task has broken the globals of its worker', (kind) =>
  usingTasks<Hostile, void>(kind, MODULE, { maxWorkers: 1 }, async (executor) => {
    expect(await executor.submit('breakGlobals')).toBe('broken');
    expect(await executor.submit('echo', { a: 1 })).toEqual({ a: 1 });
    expect(await executor.submit('throwWithInnerErrors').exception()).toMatchObject({ message: 'outer' });
    expect(await executor.submit('makeUnsendable', 'URL').exception()).toBeInstanceOf(NotCloneableError);
    for await (const item of executor.map('echo', [7, 7, 7], { chunkSize: 2 })) expect(item).toBe(7);
    expect(executor.workers[0]?.id).toBe(1);
  }),
);

test('inline tasks see the AsyncLocalStorage of whoever made the executor', async () => {
  const { InlineExecutor } = await import('../index.ts');
  const { storage } = await import('../testing/storage-tasks.ts');
  type Tasks = typeof import('../testing/storage-tasks.ts');
  const executor = storage.run(
    'maker',
    () => new InlineExecutor<Tasks>(new URL('../testing/storage-tasks.ts', import.meta.url)),
  );
  const stores = ['one', 'two'].map((store) => storage.run(store, () => executor.submit('getStore')));
  expect(await Promise.all(stores)).toEqual(['maker', 'maker']);
  await executor.shutdown();
});

test('two tasks of one signal that only look both hear of the abort', () =>
  usingTasks<Hostile, void>(THREADS, MODULE, { maxWorkers: 1, gracePeriod: 60_000 }, async (executor) => {
    await using gate = await Gate.open();
    const controller = new AbortController();
    const beside = executor.with({ overlap: 2, signal: controller.signal });
    // Idle first, so that both run on the one worker; then the first to come spins, while the other is aborted last.
    const futures = [beside.submit('spinBeside', gate.port), beside.submit('spinBeside', gate.port)];
    await gate.untilCame(1);
    controller.abort('enough');
    const errors = await Promise.all(futures.map((future) => future.result().catch((error: unknown) => error)));
    for (const error of errors) expect(error).toBeInstanceOf(AbortError);
    expect(await executor.submit('fine')).toBe('fine');
    expect(executor.workers[0]?.id).toBe(1);
  }));

test('a process whose task writes to the pipe of its pool dies, and leaves no task waiting', () =>
  usingTasks<Hostile, void>(PROCESSES, MODULE, { maxWorkers: 1 }, async (executor) => {
    const error = (await executor.submit('writeToPipe', 3).exception()) as WorkerDiedError;
    expect(error).toBeInstanceOf(WorkerDiedError);
    expect(String(error.cause)).toContain('Something else than this library');
    expect(await executor.submit('fine')).toBe('fine');
  }));

test('a process that speaks of its memory and ends by itself has not run out of it', () =>
  usingTasks<Hostile, void>(PROCESSES, MODULE, { maxWorkers: 1 }, async (executor) => {
    const error = await executor.submit('pretendOutOfMemory').exception();
    expect(error).toMatchObject({ death: { kind: 'exit', exitCode: 3 } });
  }));

describe.each(KILLABLE)('the $kind', (kind) => {
  test('names its workers and numbers them', () =>
    using(kind, { maxWorkers: 1, threadNamePrefix: 'resize' }, async (executor) => {
      const name = await executor.submit('threadName');
      if (kind === THREADS) expect(name).toBe('resize_1');
      else expect(name).toBe('');
    }));

  test('gives its workers the flags in execArgv, and no others', () =>
    using(kind, { execArgv: ['--no-warnings'] }, async (executor) => {
      expect(await executor.submit('flags')).toEqual(['--no-warnings']);
    }));
});

describe('a callback', () => {
  const odd: Readonly<Record<string, () => unknown>> = {
    'an object without a prototype': () => Object.create(null),
    'an error whose message throws': () =>
      Object.defineProperty(new Error('x'), 'message', {
        get() {
          throw new RangeError('do not look');
        },
      }),
    'a revoked proxy': () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
    'a symbol': () => Symbol('x'),
    nothing: () => undefined,
  };

  test.each(Object.keys(odd))('that throws %s keeps nobody from hearing of the result', async (which) => {
    const source = new FutureSource<number, number>();
    const heard: string[] = [];
    const throwIt = () => {
      throw odd[which]?.();
    };
    source.future.onProgress(throwIt);
    source.future.onProgress((value) => heard.push(`progress ${value}`));
    source.future.addDoneCallback(throwIt);
    source.future.addDoneCallback(() => heard.push('done'));
    source.emitProgress(1);
    source.setResult(2);
    expect(heard).toEqual(['progress 1', 'done']);
    expect(await source.future).toBe(2);
  });
});

describe('a Future', () => {
  test('has catch and finally, as a promise has', async () => {
    const [good, bad] = [new FutureSource<number>(), new FutureSource<number>()];
    const ended: string[] = [];
    const caught = bad.future.catch((error) => `caught ${error}`);
    const finished = good.future.finally(() => ended.push('good'));
    good.setResult(1);
    bad.setException('it');
    expect(await caught).toBe('caught it');
    expect(await finished).toBe(1);
    expect(ended).toEqual(['good']);
  });

  test('shows its state and outcome', () => {
    const [pending, running, good, bad, cancelled] = Array.from({ length: 5 }, () => new FutureSource<unknown>());
    running?.setRunning();
    good?.setResult({ a: 1 });
    bad?.setException('wrong');
    cancelled?.cancel();
    expect([pending, running, good, bad, cancelled].map((source) => inspect(source?.future))).toEqual([
      'Future { <pending> }',
      'Future { <running> }',
      'Future { { a: 1 } }',
      "Future { <failed> 'wrong' }",
      'Future { <cancelled> }',
    ]);
  });
});
