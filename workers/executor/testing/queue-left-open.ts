// Submits one task to a queue, prints its result, and leaves the executor open.
import { QueueExecutor } from '../queue.ts';
import { QUEUE_TASKS } from './queue-processes.ts';

const [connection = '', queue = ''] = process.argv.slice(2);
const executor = new QueueExecutor<typeof import('./tasks.ts')>(QUEUE_TASKS, { connection, queue });
console.log(await executor.submit('add', 1, 2));
