// The tasks module of the app's executor: every worker imports it and finds each job type's tasks through the registry.
import type { TaskContext } from './executor/index.ts';
import type { TaskCall, TaskFunction } from './jobs/job-tasks.ts';
import type { JobRegistry } from './jobs/job-type.ts';
import * as registry from './jobs/registry.ts';

const jobTypes: JobRegistry = registry;

/** Runs one task of one job type. A type's tasks are loaded when the first of them is called. */
export async function call(this: TaskContext<unknown>, { type, task, input }: TaskCall): Promise<unknown> {
  const tasks: Record<string, TaskFunction | undefined> | undefined = await jobTypes[type]?.tasks();
  const run = tasks?.[task];
  if (typeof run !== 'function') throw new TypeError(`There is no task "${task}" in job type "${type}".`);
  return run.call(this, input);
}
