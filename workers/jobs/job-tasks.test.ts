import { expect, it } from 'vitest';
import { createExecutor } from '../host/create-executor.ts';
import { bindTasks } from './job-tasks.ts';
import type * as tasks from './resize/tasks.ts';

it('runs tasks that only wait in the thread of the job while there is room, and the others on workers', async () => {
  await using executor = createExecutor({ executor: 'threads', workers: 2 });
  await using inline = createExecutor({ executor: 'inline', workers: 1 });
  const { signal } = new AbortController();
  const bound = bindTasks<typeof tasks>({ executor, inline, type: 'resize', workers: 2, signal });
  const load = () => bound.submit('warmUp', undefined, { overlap: 2, waits: true });
  await Promise.all([load(), load()]);
  expect(executor.workers).toHaveLength(0);
  await Promise.all([load(), load(), load()]);
  expect(executor.workers).toHaveLength(1);
});
