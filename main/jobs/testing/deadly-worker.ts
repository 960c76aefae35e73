// Stands in for `worker.ts`: all tasks run as usual, but the process ends at a file called "killer".
import type { TaskContext } from '@dropmill/futures';
import type { TaskCall } from '../../../workers/jobs/task-call.ts';
import { call as callForReal } from '../../../workers/worker.ts';

export async function call(this: TaskContext<unknown>, task: TaskCall): Promise<unknown> {
  if (task.task !== 'walk' && JSON.stringify(task.input).includes('killer')) process.kill(process.pid, 'SIGKILL');
  return callForReal.call(this, task);
}

export async function load(): Promise<void> {}
