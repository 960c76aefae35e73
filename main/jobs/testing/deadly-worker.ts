// Stands in for `worker.ts`: all tasks run as ever, but where a file called "killer" is at work the process ends.
import type { TaskContext } from '@dropmill/futures';
import type { TaskCall } from '../../../workers/jobs/task-call.ts';
import { call as callForReal } from '../../../workers/worker.ts';

export async function call(this: TaskContext<unknown>, task: TaskCall): Promise<unknown> {
  if (task.task !== 'walk' && JSON.stringify(task.input).includes('killer')) process.kill(process.pid, 'SIGKILL');
  return callForReal.call(this, task);
}

export async function load(): Promise<void> {}
