import { execFile } from 'node:child_process';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  asCompleted,
  BrokenExecutorError,
  CancelledError,
  ExecutorShutdownError,
  NotCloneableError,
  WorkerDiedError,
  wait,
} from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, INLINE, KILLABLE, using } from '../testing/kinds.ts';

describe.each(EVERY_KIND)('shutdown of the $kind', (kind) => {
  test('of an executor that never ran anything resolves, and may be repeated', () =>
    using(kind, {}, async (executor) => {
      await executor.shutdown();
      await Promise.all([executor.shutdown(), executor.shutdown({ wait: false })]);
      await executor.shutdown({ abort: true });
    }));

  test('resolves although the last task was cancelled just before', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await executor.submit('nothing');
      const future = executor.submit('nothing');
      expect(future.cancel()).toBe(true);
      await executor.shutdown();
      expect(future.cancelled()).toBe(true);
    }));

  test('without waiting still says which argument could not be sent', () =>
    using(kind, {}, async (executor) => {
      await executor.submit('nothing');
      const future = executor.submit('echo', () => 1);
      await executor.shutdown({ wait: false });
      expect(await future.exception()).toBeInstanceOf(NotCloneableError);
    }));

  test('waits for running and waiting tasks', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const futures = [1, 2, 3].map((value) => executor.submit('hold', gate.port, value));
      await gate.untilCame(1);
      const shutdown = executor.shutdown();
      for (let i = 1; i <= 3; i++) {
        await gate.untilCame(i);
        gate.release();
      }
      await shutdown;
      expect(futures.map(({ state }) => state)).toEqual(['finished', 'finished', 'finished']);
    }));

  test('without waiting resolves at once and still drains', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const futures = [1, 2].map((value) => executor.submit('hold', gate.port, value));
      await gate.untilCame(1);
      await executor.shutdown({ wait: false });
      expect(futures.map(({ state }) => state)).toEqual(['running', 'pending']);
      gate.release();
      await gate.untilCame(2);
      gate.release();
      expect(await Promise.all(futures)).toEqual([1, 2]);
    }));

  test('with cancelFutures cancels what waits and leaves what runs', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      for (let i = 0; i < 50; i++) await executor.submit('echo', i);
      const running = executor.submit('hold', gate.port, 'ran on');
      const waiting = Array.from({ length: 20 }, (_, i) => executor.submit('echo', i));
      await gate.untilCame(1);
      const shutdown = executor.shutdown({ cancelFutures: true });
      expect(new Set(waiting.map(({ state }) => state))).toEqual(new Set(['cancelled']));
      gate.release();
      await shutdown;
      expect(await running).toBe('ran on');
    }));

  test('may cancel what waits in a second call', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const running = executor.submit('hold', gate.port, 1);
      const waiting = executor.submit('nothing');
      await gate.untilCame(1);
      const first = executor.shutdown();
      const second = executor.shutdown({ cancelFutures: true });
      expect(waiting.cancelled()).toBe(true);
      gate.release();
      await Promise.all([first, second, running]);
    }));

  test('ends a pause', () =>
    using(kind, {}, async (executor) => {
      executor.pause();
      const future = executor.submit('add', 1, 1);
      await executor.shutdown();
      expect(await future).toBe(2);
    }));

  test('resolves when the last waiting task is cancelled', () =>
    using(kind, { rateLimit: { tasks: 1, perMs: 1e6 } }, async (executor) => {
      await executor.submit('nothing');
      const future = executor.submit('nothing');
      const shutdown = executor.shutdown();
      await new Promise(setImmediate);
      expect(future.cancel()).toBe(true);
      await shutdown;
    }));

  test('settles the Futures that it cancels for those who wait', () =>
    using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const futures = [1, 2, 3].map((value) => executor.submit('hold', gate.port, value));
      await gate.untilCame(1);
      const waited = wait(futures);
      const seen: string[] = [];
      const completed = (async () => {
        for await (const future of asCompleted(futures)) seen.push(future.state);
      })();
      const result = futures[2]?.result();
      const shutdown = executor.shutdown({ cancelFutures: true });
      await expect(result).rejects.toThrow(CancelledError);
      gate.release();
      await Promise.all([waited, completed, shutdown]);
      expect(seen).toEqual(['cancelled', 'cancelled', 'finished']);
    }));

  test('waits for a task that is being aborted', () =>
    using(kind, { maxWorkers: 1, gracePeriod: 40 }, async (executor) => {
      await using gate = await Gate.open();
      const future = executor.submit('ignoreAbort', gate.port);
      await gate.untilCame(1);
      future.abort();
      await executor.shutdown();
      expect(future.cancelled()).toBe(true);
    }));

  test('comes with the end of an `await using` block', () =>
    using(kind, {}, async (executor) => {
      const future = executor.submit('add', 1, 2);
      await executor[Symbol.asyncDispose]();
      expect(future.done()).toBe(true);
    }));
});

// The workers of a queue are not its own.
describe.each(ALL_KINDS)('shutdown of the $kind', (kind) => {
  test('while workers start still runs what was submitted', () =>
    using(kind, {}, async (executor) => {
      const futures = [executor.submit('add', 1, 1), executor.submit('add', 2, 2), executor.submit('add', 3, 3)];
      await Promise.resolve();
      expect(executor.workers.map(({ state }) => state)).toEqual(['starting', 'starting']);
      await executor.shutdown();
      expect(futures.every((future) => future.done())).toBe(true);
      expect(await Promise.all(futures)).toEqual([2, 4, 6]);
    }));
});

describe.each(ALL_KINDS)('shutdown of a $kind whose workers serve one task each', (kind) => {
  test('runs all that was submitted', () =>
    using(kind, { maxWorkers: 3, maxTasksPerWorker: 1 }, async (executor) => {
      const futures = Array.from({ length: 6 }, (_, i) => executor.submit('add', i, i));
      await executor.shutdown();
      expect(await Promise.all(futures)).toEqual([0, 2, 4, 6, 8, 10]);
    }));

  test('without waiting runs what waits, although a worker is replaced meanwhile', () =>
    using(kind, { maxWorkers: 1, maxTasksPerWorker: 1 }, async (executor) => {
      await using gate = await Gate.open();
      const first = executor.submit('hold', gate.port, 0);
      const others = [executor.submit('echo', 1), executor.submit('failOn', -1), executor.submit('echo', 3)];
      await gate.untilCame(1);
      await executor.shutdown({ wait: false });
      gate.release();
      expect(await first).toBe(0);
      const outcomes = await Promise.allSettled(others);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    }));

  test('that aborts replaces none of them', () =>
    using(kind, { maxWorkers: 1, maxTasksPerWorker: 1, gracePeriod: 60_000 }, async (executor) => {
      await using gate = await Gate.open();
      const started: number[] = [];
      executor.on('workerStart', ({ id }) => started.push(id));
      const running = executor.submit('waitForAbort', gate.port);
      const waiting = [executor.submit('nothing'), executor.submit('nothing')];
      await gate.untilCame(1);
      await executor.shutdown({ abort: true });
      expect([running, ...waiting].map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
      expect(started).toEqual([1]);
      expect(() => executor.submit('nothing')).toThrow(ExecutorShutdownError);
    }));
});

describe.each(KILLABLE)('shutdown of the $kind', (kind) => {
  test('resolves when a worker dies after its call', () =>
    using(kind, { maxWorkers: 2 }, async (executor) => {
      await using gate = await Gate.open();
      const dying = executor.submit('exitAfter', gate.port, 3);
      await gate.untilCame(1);
      const shutdown = executor.shutdown();
      gate.release();
      await shutdown;
      expect(await dying.exception()).toBeInstanceOf(WorkerDiedError);
    }));

  test.each([false, true])('that aborts resolves when a worker is dead already (strict %o)', (strict) =>
    using(kind, { maxWorkers: 1, strict }, async (executor) => {
      expect(await executor.submit('exit', 1).exception()).toBeInstanceOf(
        strict ? BrokenExecutorError : WorkerDiedError,
      );
      await executor.shutdown({ abort: true });
    }),
  );
});

describe.each(ALL_KINDS)('a broken $kind', (kind) => {
  test.each([
    [
      'whose initializer fails',
      { initializer: { name: 'failToInitialise', args: [] } } as const,
      'A picture 1 pixels wide.',
    ],
    [
      'whose initializer does not exist',
      { initializer: { name: 'missing', args: [] } as never },
      'no function "missing"',
    ],
  ])('%s fails all tasks, waiting and to come', (_, options, message) =>
    using(kind, options, async (executor) => {
      const futures = [executor.submit('nothing'), executor.submit('nothing'), executor.submit('nothing')];
      for (const future of futures) {
        const error = await future.exception();
        expect(error).toBeInstanceOf(BrokenExecutorError);
        expect(String((error as Error).cause)).toContain(message);
      }
      expect(() => executor.submit('nothing')).toThrow(BrokenExecutorError);
    }),
  );

  test('whose initializer has arguments that cannot be cloned says so', () =>
    using(kind, { initializer: { name: 'failWithValue', args: [() => 1] } }, async (executor) => {
      const error = (await executor.submit('nothing').exception()) as Error;
      expect(error).toBeInstanceOf(BrokenExecutorError);
      if (kind !== INLINE) expect(String(error.cause)).toContain('could not be cloned');
    }));

  test('whose tasks module does not load says so', async () => {
    const executor = new kind.Class(new URL('../testing/failing-module.ts', import.meta.url));
    const error = (await executor.submit('nothing').exception()) as Error;
    expect(error).toBeInstanceOf(BrokenExecutorError);
    expect(error.cause).toMatchObject({ name: 'RangeError', message: 'this module does not load' });
    await executor.shutdown();
  });
});

describe.each(ALL_KINDS)('a process with a $kind that nobody shut down', ({ kind }) => {
  const script = (body: string) => `
    import { ${kind} } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};
    const executor = new ${kind}(${JSON.stringify(new URL('../testing/tasks.ts', import.meta.url).href)}, { maxWorkers: 2 });
    ${body}`;
  const run = (body: string, options = {}) =>
    promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script(body)], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      encoding: 'utf8',
      ...options,
    });

  test('finishes what was submitted, and then ends', async () => {
    const { stdout } = await run(`
      for (let i = 0; i < 3; i++) executor.submit('echoLater', i).addDoneCallback((f) => f.then(console.log));`);
    expect(stdout.split('\n').sort()).toEqual(['', '0', '1', '2']);
  });

  test.each(['{ wait: false }', '{ wait: false, cancelFutures: true }'])(
    'ends also after shutdown(%s), with what was running',
    async (options) => {
      const { stdout, stderr } = await run(`
      const running = executor.submit('reportAndEcho', 'apple');
      running.addDoneCallback((future) => future.then(console.log));
      await new Promise((resolve) => running.onProgress(resolve));
      await executor.shutdown(${options});`);
      expect([stdout, stderr]).toEqual(['apple\n', '']);
    },
  );

  test('shows all that its tasks wrote before it knows their results', async () => {
    const { stdout, stderr } = await run(`
      for (let i = 0; i < 100; i++) await executor.submit('echo', i);
      const seen = [await executor.submit('write', 1).exception(), await executor.submit('write', 20)];
      const lone = executor.submit('write', 2);
      for (let i = 0; i < 100; i++) executor.submit('echo', i);
      process.exit(seen.length + await lone);`).catch((error) => error);
    const lines = (what: string) =>
      [1, 20, 2].flatMap((count) => Array.from({ length: count }, (_, i) => `${what} ${i + 1} of ${count}`));
    expect(stdout.trim().split('\n')).toEqual(lines('out'));
    expect(stderr.trim().split('\n')).toEqual(lines('error'));
  });

  // Whoever runs tasks in its own thread cannot be too busy to hear of them.
  test.runIf(kind !== 'InlineExecutor')('shows them first also when it was busy until both had come', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'executor-'));
    const file = JSON.stringify(join(folder.path, 'sent'));
    const { stderr } = await run(`
      import { existsSync } from 'node:fs';
      await executor.submit('echo');
      const future = executor.submit('reportAndWrite', ${file});
      await new Promise(setImmediate);
      while (!existsSync(${file}));
      await future;
      process.exit(1);`).catch((error) => error);
    expect(stderr).toBe('error\n');
  });

  test.each(['stdout', 'stderr'] as const)('shows all of what is more than its %s takes at once', async (to) => {
    const output = await run(`await executor.submit('writeMuch', '${to}', 300);`, { maxBuffer: 4_000_000 });
    expect(output[to]).toHaveLength(300 * 10_000);
  });

  test('ends although workers are idle, and a failure that nobody looked at is no matter', async () => {
    const { stdout, stderr } = await run(`
      console.log(await executor.submit('add', 1, 2));
      const failing = executor.submit('failWithClass');
      while (!failing.done()) await new Promise(setImmediate);
      console.log(failing.state, executor.workers.map(({ state }) => state).join());`);
    expect(stdout).toBe('3\nfinished idle\n');
    expect(stderr).not.toContain('pixels wide');
  });
});
