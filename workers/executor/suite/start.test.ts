// How workers start, and what happens when they cannot.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BrokenExecutorError, type InlineExecutor, TimeoutError } from '../index.ts';
import { inheritedFlags } from '../links/node-flags.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, INLINE, KILLABLE, PROCESSES, using, usingTasks } from '../testing/kinds.ts';

interface Nothing {
  nothing(): void;
}

describe.each(EVERY_KIND)('the $kind', (kind) => {
  test('gives up a worker that takes longer to start than it may', () =>
    usingTasks<Nothing, void>(kind, '../testing/stuck-module.ts', { startTimeout: 100 }, async (executor) => {
      const futures = [executor.submit('nothing'), executor.submit('nothing')];
      for (const future of futures) {
        const error = (await future.exception()) as Error;
        expect(error).toBeInstanceOf(BrokenExecutorError);
        expect(error.message).toContain('stuck-module.ts was not loaded within 100 ms (startTimeout)');
        expect(error.cause).toBeInstanceOf(TimeoutError);
      }
    }));

  test('waits for a tasks module that takes its time', () =>
    usingTasks<typeof import('../testing/slow-module.ts'), void>(
      kind,
      '../testing/slow-module.ts',
      {},
      async (executor) => {
        expect(await executor.submit('ready')).toBe('ready');
      },
    ));

  test('takes an absolute path', async () => {
    const Class = kind.Class as unknown as new (
      tasks: string,
    ) => InlineExecutor<typeof import('../testing/slow-module.ts')>;
    const executor = new Class(fileURLToPath(new URL('../testing/slow-module.ts', import.meta.url)));
    expect(await executor.submit('ready')).toBe('ready');
    await executor.shutdown();
  });

  test.each(['./tasks.js', 'tasks.js', '', 5, undefined, {}])(
    'refuses %o as the tasks module and says what it wants',
    (tasks) => {
      expect(() => new kind.Class(tasks as never)).toThrow(TypeError);
      expect(() => new kind.Class(tasks as never)).toThrow('as a URL or an absolute path');
      if (tasks === './tasks.js') expect(() => new kind.Class(tasks)).toThrow('new URL("./tasks.js", import.meta.url)');
    },
  );
});

// The workers of a queue are not its own.
describe.each(ALL_KINDS)('the $kind', (kind) => {
  test('says so when the tasks module waits for what never comes', () =>
    // Elsewhere it is noticed at once. This thread has other things to wait for, so that only the time can tell.
    usingTasks<Nothing, void>(
      kind,
      '../testing/endless-module.ts',
      kind === INLINE ? { startTimeout: 50 } : {},
      async (executor) => {
        const error = (await executor.submit('nothing').exception()) as Error;
        expect(error).toBeInstanceOf(BrokenExecutorError);
        if (kind === INLINE)
          expect(error.message).toContain('endless-module.ts was not loaded within 50 ms (startTimeout)');
        else expect(error.message).toContain('top-level await');
      },
    ));
});

describe.each(KILLABLE)('a program with a $kind', ({ kind }) => {
  test('lives on when the system gives it no more files', async () => {
    const script = `
      import { ${kind} } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};
      const executor = new ${kind}(${JSON.stringify(new URL('../testing/tasks.ts', import.meta.url).href)}, { maxWorkers: 40 });
      const futures = Array.from({ length: 40 }, (_, i) => executor.submit('echoLater', i));
      const failures = await Promise.all(futures.map((future) => future.exception()));
      console.log('all are done:', futures.every((future) => future.done()), 'broken:', failures.every((error) => error?.code === 'BROKEN_EXECUTOR'));
      await executor.shutdown();
      console.log('still there');`;
    const command = 'ulimit -n 70; exec "$0" --input-type=module --eval "$1"';
    const { stdout } = await promisify(execFile)('sh', ['-c', command, process.execPath, script], { encoding: 'utf8' });
    expect(stdout).toBe('all are done: true broken: true\nstill there\n');
  });
});

test('a pool whose workers can no longer be replaced breaks, and leaves no task waiting', () =>
  using(PROCESSES, { maxWorkers: 1, maxTasksPerWorker: 1 }, async (executor) => {
    await using gate = await Gate.open();
    const { execPath } = process;
    const first = executor.submit('hold', gate.port, 'first');
    const waiting = [executor.submit('nothing'), executor.submit('nothing')];
    await gate.untilCame(1);
    process.execPath = '/nowhere/node';
    onTestFinished(() => {
      process.execPath = execPath;
    });
    gate.release();
    expect(await first).toBe('first');
    for (const future of waiting) expect(await future.exception()).toBeInstanceOf(BrokenExecutorError);
    expect(() => executor.submit('nothing')).toThrow(BrokenExecutorError);
  }));

test('workers inherit the flags that decide how modules are loaded, and no others', () => {
  const flags = [
    '--import',
    'tsx',
    '--inspect-brk=0',
    '--require=./x.cjs',
    '-C',
    'dev',
    '--expose-gc',
    '--eval',
    '1 + 1',
  ];
  expect(inheritedFlags(flags)).toEqual(['--import', 'tsx', '--require=./x.cjs', '-C', 'dev']);
  expect(inheritedFlags(['--no-warnings', '--conditions=x', '--test', 'a.js'])).toEqual([
    '--no-warnings',
    '--conditions=x',
  ]);
});
