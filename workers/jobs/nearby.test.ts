import { expect, it } from 'vitest';
import { createExecutor } from '../host/create-executor.ts';
import { bindTasks } from './job-tasks.ts';
import type * as tasks from './resize/tasks.ts';

it('gives what only waits to the thread that is nearby while it has room, and the rest to the workers', async () => {
  await using executor = createExecutor({ executor: 'threads', workers: 2 });
  await using nearby = createExecutor({ executor: 'inline', workers: 1 });
  const { signal } = new AbortController();
  const bound = bindTasks<typeof tasks>({ executor, nearby, type: 'resize', workers: 2, signal });
  const load = () => bound.submit('warmUp', undefined, { overlap: 2, waits: true });
  await Promise.all([load(), load()]);
  expect(executor.workers).toHaveLength(0);
  await Promise.all([load(), load(), load()]);
  expect(executor.workers).toHaveLength(1);
  await bound.submit('warmUp', undefined);
  expect(nearby.sentCount).toBe(0);
});
