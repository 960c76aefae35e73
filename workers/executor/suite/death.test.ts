import { existsSync } from 'node:fs';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AbortError, BrokenExecutorError, type Executor, WorkerDiedError } from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { KILLABLE, type Kind, PROCESSES, QUEUES, THREADS, using, usingTasks } from '../testing/kinds.ts';
import type { ExecutorOptions } from '../types.ts';

describe.each([...KILLABLE, ...QUEUES])('a worker of the $kind', (kind) => {
  test('that exits fails its task with the exit code, and is replaced', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const error = (await executor.submit('exit', 7).exception()) as WorkerDiedError;
      expect(error).toBeInstanceOf(WorkerDiedError);
      expect(error).toMatchObject({ code: 'WORKER_DIED', death: { kind: 'exit', exitCode: 7 } });
      expect(String(error.cause)).toContain('exit code 7');
      expect(await executor.submit('workerId')).toBe(2);
    }));

  test('that dies fails its own task only', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      await using dying = await Gate.open();
      await using staying = await Gate.open();
      const victim = executor.submit('exitAfter', dying.port, 1);
      const other = executor.submit('hold', staying.port, 'unharmed');
      await Promise.all([dying.untilCame(1), staying.untilCame(1)]);
      const waiting = Array.from({ length: 10 }, (_, i) => executor.submit('echo', i));
      dying.release();
      await expect(victim.result()).rejects.toThrow(WorkerDiedError);
      expect(await Promise.all(waiting)).toEqual(waiting.map((_, i) => i));
      staying.release();
      expect(await other).toBe('unharmed');
    }));

  test.each(['throwOutside', 'rejectOutside'] as const)('by %s, where nobody catches, has that error', (name) =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const error = (await executor.submit(name).exception()) as WorkerDiedError;
      expect(error).toBeInstanceOf(WorkerDiedError);
      expect(error.death.kind).toBe('uncaught');
      expect(error.cause).toMatchObject({ name: 'RangeError', message: 'nobody caught this' });
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }),
  );

  test('that runs out of memory says so, and the next runs on', () =>
    using(
      kind,
      { maxWorkers: 1, resourceLimits: { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 3 } },
      async (executor) => {
        const error = (await executor.submit('eatMemory').exception()) as WorkerDiedError;
        expect(error).toMatchObject({ code: 'WORKER_DIED', death: { kind: 'out-of-memory' } });
        expect(error.message).toContain('out of memory');
        expect(await executor.submit('add', 1, 1)).toBe(2);
      },
    ));

  test('that exits under more data than a pipe holds fails its task only', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const bytes = () => new Uint8Array(5_000_000).fill(1);
      const [dying, next] = [executor.submit('exitHolding', bytes()), executor.submit('sum', bytes())];
      expect(await dying.exception()).toMatchObject({ death: { kind: 'exit', exitCode: 4 } });
      expect(await next).toBe(5_000_000);
    }));

  test('that exits while its result is serialised fails the task', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      const error = await executor.submit('exitWhileSent').exception();
      expect(error).toMatchObject({ code: 'WORKER_DIED', death: { kind: 'exit', exitCode: 5 } });
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }));
});

// The workers of a queue are not its own.
describe.each(KILLABLE)('a worker of the $kind', (kind) => {
  test('that dies under two tasks leaves that cancelled which a callback of the other aborts', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const both = executor.with({ overlap: 2 });
      const older = both.submit('hold', gate.port, 'older');
      await gate.untilCame(1);
      const newer = both.submit('exit', 3);
      const accepted = new Promise((resolve) => {
        newer.addDoneCallback(() => resolve(older.abort('no longer wanted')));
      });
      expect(await accepted).toBe(true);
      await expect(older.result()).rejects.toThrow(AbortError);
    }));

  test('that dies and breaks a strict executor leaves an aborted task of another worker cancelled', () =>
    using(kind, { maxWorkers: 2, strict: true, gracePeriod: 60_000 }, async (executor) => {
      await using gate = await Gate.open();
      const aborted = executor.submit('ignoreAbort', gate.port);
      await gate.untilCame(1);
      expect(aborted.abort('no longer wanted')).toBe(true);
      expect(await executor.submit('exit', 3).exception()).toBeInstanceOf(BrokenExecutorError);
      await expect(aborted.result()).rejects.toThrow(AbortError);
    }));

  test('that dies gives back the tasks that were sent ahead, in order', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      for (let i = 0; i < 50; i++) await executor.submit('logStart', -1);
      const victim = executor.submit('exit', 1);
      const futures = Array.from({ length: 50 }, (_, i) => executor.submit('logStart', i));
      await expect(victim.result()).rejects.toThrow(WorkerDiedError);
      expect(await futures.at(-1)).toEqual(futures.map((_, i) => i));
    }));

  test('that dies while it is idle is replaced when it is needed', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      await executor.submit('exitLater', gate.port);
      await gate.untilCame(1);
      gate.release();
      while (executor.workers.length > 0) await new Promise(setImmediate);
      expect(await executor.submit('workerId')).toBe(2);
    }));

  test('that dies breaks the executor if it is strict', () =>
    using(kind, { maxWorkers: 2, strict: true }, async (executor) => {
      await using gate = await Gate.open();
      const held = executor.submit('hold', gate.port, 'held');
      await gate.untilCame(1);
      const futures = [executor.submit('exit', 3), executor.submit('nothing'), held];
      for (const future of futures) {
        const error = (await future.exception()) as Error;
        expect(error).toBeInstanceOf(BrokenExecutorError);
        expect(error.cause).toMatchObject({ code: 'WORKER_DIED', death: { kind: 'exit', exitCode: 3 } });
      }
      const errors = await Promise.all(futures.map((future) => future.exception()));
      expect(new Set(errors).size).toBe(futures.length);
      expect(() => executor.submit('nothing')).toThrow(BrokenExecutorError);
    }));

  test('that dies each time before it is ready breaks the executor', () =>
    using(kind, { initializer: { name: 'exit', args: [9] } }, async (executor) => {
      const error = (await executor.submit('nothing').exception()) as Error;
      expect(error).toBeInstanceOf(BrokenExecutorError);
      expect(error.cause).toMatchObject({ death: { kind: 'exit', exitCode: 9 } });
    }));
});

// Elsewhere nobody can tell whether a process had read the task.
const TELLING = process.platform === 'linux' ? KILLABLE : [THREADS];

type Hostile = typeof import('../testing/hostile-tasks.ts');

/** Gives `test` an executor whose only worker stands still and takes nothing; it dies so when `end` is called. */
function standingStill(
  kind: Kind,
  options: ExecutorOptions<Hostile>,
  test: (executor: Executor<Hostile>, end: () => Promise<void>) => Promise<void>,
): Promise<void> {
  return usingTasks<Hostile, void>(kind, './hostile-tasks.ts', { maxWorkers: 1, ...options }, async (executor) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'executor-'));
    const [blocks, ends] = [join(folder.path, 'blocks'), join(folder.path, 'ends')];
    await executor.submit('blockAndExit', blocks, ends);
    while (!existsSync(blocks)) await new Promise(setImmediate);
    try {
      await test(executor, () => writeFile(ends, ''));
    } finally {
      await writeFile(ends, '');
    }
  });
}

describe.each(TELLING)('a worker of the $kind that dies before it has come to its next task', (kind) => {
  test('leaves that to another', () =>
    standingStill(kind, {}, async (executor, end) => {
      const next = executor.submit('echo', 'next');
      await new Promise(setImmediate);
      expect(executor.sentCount).toBe(1);
      await end();
      expect(await next).toBe('next');
      expect(executor.workers.map(({ id }) => id)).toEqual([2]);
    }));

  test('leaves those that may run beside each other to another', () =>
    standingStill(kind, {}, async (executor, end) => {
      const futures = [1, 2, 3].map((n) => executor.with({ overlap: 3 }).submit('echo', n));
      await new Promise(setImmediate);
      expect(executor.sentCount).toBe(3);
      await end();
      expect(await Promise.all(futures)).toEqual([1, 2, 3]);
    }));

  test('fails it if its argument was moved there', () =>
    standingStill(kind, {}, async (executor, end) => {
      const bytes = new Uint8Array(10);
      const next = executor.with({ transfer: [bytes.buffer] }).submit('echo', bytes);
      await new Promise(setImmediate);
      await end();
      expect(await next.exception()).toMatchObject({ code: 'WORKER_DIED', death: { kind: 'exit', exitCode: 3 } });
    }));

  test('fails it if the executor is strict', () =>
    standingStill(kind, { strict: true }, async (executor, end) => {
      const next = executor.submit('echo', 'next');
      await new Promise(setImmediate);
      await end();
      expect(await next.exception()).toBeInstanceOf(BrokenExecutorError);
    }));
});

describe('a process of the pool', () => {
  const kill = (pid: number | undefined) => pid !== undefined && process.kill(pid, 'SIGKILL');

  test('killed while it runs a task fails that with the signal, and is replaced', () =>
    using(PROCESSES, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.submit('hold', gate.port, 1);
      await gate.untilCame(1);
      kill(executor.workers[0]?.pid);
      expect(await future.exception()).toMatchObject({ death: { kind: 'signal', signal: 'SIGKILL' } });
      expect(await executor.submit('workerId')).toBe(2);
    }));

  test('killed while it starts is replaced, and the task runs', () =>
    using(PROCESSES, { maxWorkers: 1 }, async (executor) => {
      const future = executor.submit('workerId');
      await Promise.resolve();
      kill(executor.workers[0]?.pid);
      expect(await future).toBe(2);
    }));

  test.skipIf(process.platform !== 'linux')('killed while a task is serialised for it leaves that to the next', () =>
    using(PROCESSES, { maxWorkers: 1 }, async (executor) => {
      await executor.submit('nothing');
      const pids = executor.workers.map(({ pid }) => pid);
      const argument = {
        get value() {
          for (const pid of pids.splice(0)) kill(pid);
          return 1;
        },
      };
      expect(await executor.submit('holdOne', { port: 0, value: 1, argument } as never)).toBe(1);
      expect(await executor.submit('workerId')).toBe(2);
    }),
  );

  test('killed while it is aborted leaves the task cancelled', () =>
    using(PROCESSES, { maxWorkers: 1, gracePeriod: 60_000 }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.submit('ignoreAbort', gate.port);
      await gate.untilCame(1);
      future.abort('enough');
      kill(executor.workers[0]?.pid);
      await expect(future.result()).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' });
    }));

  test('lives in a process of its own', () =>
    using(PROCESSES, { maxWorkers: 1 }, async (executor) => {
      const pid = await executor.submit('processId');
      expect(pid).not.toBe(process.pid);
      expect(executor.workers[0]).toMatchObject({ pid, threadId: undefined, state: 'idle' });
    }));
});
