// The tasks module of the app's executor: every worker imports it and finds each job type's tasks in its folder.
import type { TaskContext } from './executor/index.ts';
import type { TaskCall, TaskFunction } from './jobs/job-tasks.ts';

type Tasks = Readonly<Record<string, TaskFunction | undefined>>;

/**
 * Runs one task of one job type. A type's tasks are loaded when the first of them is called, and not by way of the
 * registry: with it come all definitions and zod, which cost each worker more time to load than a small job takes.
 */
export async function call(this: TaskContext<unknown>, { type, task, input }: TaskCall): Promise<unknown> {
  if (!/^[a-z]+$/.test(type)) throw new TypeError(`"${type}" is not a job type.`);
  const tasks: Tasks = await import(`./jobs/${type}/tasks.ts`);
  const run = tasks[task];
  if (typeof run !== 'function') throw new TypeError(`There is no task "${task}" in job type "${type}".`);
  return run.call(this, input);
}
