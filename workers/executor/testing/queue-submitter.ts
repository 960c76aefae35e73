// Submits tasks to a queue under ids that another run of it gives them, too, and prints each result: "number result".
import { QueueExecutor } from '../queue.ts';
import { QUEUE_TASKS } from './queue-processes.ts';

const [connection = '', queue = '', tasks = '0'] = process.argv.slice(2);
await using executor = new QueueExecutor<typeof import('./tasks.ts')>(QUEUE_TASKS, {
  connection,
  queue,
  checkInterval: 1000,
});
const numbers = Array.from({ length: Number(tasks) }, (_, i) => i);
await Promise.all(
  numbers.map(async (i) => console.log(i, await executor.with({ id: `task-${i}` }).submit('add', i, i))),
);
