// Run with --expose-gc: sends many tasks through one executor and prints how the heap has grown, in bytes, and which
// share of finished Futures was collected (0..1).
import { InlineExecutor, ProcessPoolExecutor, ThreadPoolExecutor, wait } from '../index.ts';

const [kind = 'ThreadPoolExecutor', count = '1000000'] = process.argv.slice(2);
const { gc } = globalThis;
if (!gc) throw new Error('Run this with --expose-gc.');

const Class = [ThreadPoolExecutor, ProcessPoolExecutor, InlineExecutor].find(({ name }) => name === kind);
if (!Class) throw new Error(`There is no executor "${kind}".`);
const executor = new Class<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url), { maxWorkers: 2 });

async function run(tasks: number): Promise<void> {
  const inFlight = 10_000;
  for (let left = tasks; left > 0; left -= inFlight) {
    const futures = Array.from({ length: Math.min(left, inFlight) }, (_, i) => executor.submit('add', i, 1));
    await wait(futures);
  }
}

async function heapUsed(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    gc?.();
    await new Promise(setImmediate);
  }
  return process.memoryUsage().heapUsed;
}

async function collectedShare(): Promise<number> {
  const refs: WeakRef<object>[] = [];
  for (let i = 0; i < 1000; i++) {
    const argument = { i };
    const future = executor.submit('echo', argument);
    refs.push(new WeakRef(future), new WeakRef(argument));
    await future;
  }
  await heapUsed();
  return refs.filter((ref) => ref.deref() === undefined).length / refs.length;
}

await run(20_000);
const before = await heapUsed();
await run(Number(count));
const grown = (await heapUsed()) - before;
console.log(JSON.stringify({ grown, collected: await collectedShare() }));
await executor.shutdown();
