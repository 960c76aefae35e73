// Tasks without a pool.
import { Task } from '../pool/task.ts';

/** A task with this priority that nobody runs. */
export function taskOf(priority: number): Task {
  const owner = { dequeue: () => false, interrupt: () => false, onSettled() {} };
  return new Task(owner, {
    name: '',
    args: [],
    chunk: false,
    priority,
    transfer: undefined,
    overlap: 1,
    group: undefined,
    timeout: Number.POSITIVE_INFINITY,
    retries: 0,
    retryDelay: 0,
    key: undefined,
    id: undefined,
  });
}
