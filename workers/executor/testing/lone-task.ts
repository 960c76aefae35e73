// Tasks without a pool.

import { Task } from '../pool/task.ts';
import { PLAIN } from '../task-settings.ts';

/** A task with this priority that nobody runs. */
export function taskOf(priority: number): Task {
  const owner = { dequeue: () => false, interrupt: () => false, onSettled() {} };
  return new Task(owner, {
    name: '',
    args: [],
    chunk: false,
    transfer: undefined,
    values: undefined,
    settings: { ...PLAIN, priority },
  });
}
