// Starts a worker: loads the tasks module and runs the initializer.
import { isGenerator } from '../common/iteration.ts';
import { UnknownTaskError } from '../errors.ts';
import type { WorkerSetup } from '../links/protocol.ts';
import { RunningTask } from './running-task.ts';

/** Loads the tasks module and runs the initializer. @returns the module */
export async function startTasks({
  tasksUrl,
  initializer,
  workerId,
}: WorkerSetup): Promise<Readonly<Record<string, unknown>>> {
  const tasks: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ /* webpackIgnore: true */ tasksUrl);
  if (!initializer) return tasks;
  const call = tasks[initializer.name];
  if (typeof call !== 'function') {
    throw new UnknownTaskError(`The tasks module exports no function "${initializer.name}" to initialise a worker.`);
  }
  const host = { workerId, sendProgress() {}, lookForAbort() {}, canClone: () => true };
  const result: unknown = call.apply(new RunningTask(host, 0, initializer.name, 0), initializer.args);
  if (isGenerator(result))
    throw new TypeError(`The initializer "${initializer.name}" is a generator: nothing of it would run.`);
  await result;
  return tasks;
}
