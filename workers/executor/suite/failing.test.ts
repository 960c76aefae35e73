// A test of this suite that fails says so at once, whatever its tasks still wait for.
import { describe, expect, test } from 'vitest';
import type { Executor } from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { EVERY_KIND, sharing, using } from '../testing/kinds.ts';

type Tasks = typeof import('../testing/tasks.ts');

const failure = new Error('what the test has found');

describe.each(EVERY_KIND)('with the $kind', (kind) => {
  const endless: Readonly<Record<string, (executor: Executor<Tasks>, port: number) => unknown>> = {
    'waits at a gate': (executor, port) => executor.submit('hold', port, 1),
    'waits for an abort': (executor, port) => executor.submit('waitForAbort', port),
  };

  test.each(Object.keys(endless))('a test that throws fails at once though its task %s', (name) =>
    expect(
      using(kind, { maxWorkers: 1 }, async (executor) => {
        await using gate = await Gate.open();
        endless[name]?.(executor, gate.port);
        await gate.untilCame(1);
        throw failure;
      }),
    ).rejects.toBe(failure),
  );

  test('a test of an executor that cannot be shut down any more fails', async () => {
    const ended = Promise.withResolvers<void>();
    const failed = using(kind, { maxWorkers: 1 }, async (executor) => {
      await using gate = await Gate.open();
      executor.submit('hold', gate.port, 1);
      await gate.untilCame(1);
      const shutdown = executor.shutdown.bind(executor);
      executor.shutdown = async () => {
        shutdown().then(ended.resolve, ended.reject);
        throw new Error('what keeps it from ending');
      };
      throw failure;
    });
    await expect(failed).rejects.toBe(failure);
    await ended.promise;
  });

  test('the tests that share an executor with one that throws get another', async () => {
    const shared = sharing();
    const first = shared(kind, async (executor) => {
      await using gate = await Gate.open();
      executor.submit('hold', gate.port, 1);
      await gate.untilCame(1);
      throw failure;
    });
    await expect(first).rejects.toBe(failure);
    await shared(kind, async (executor) => expect(await executor.submit('add', 1, 1)).toBe(2));
  });
});
