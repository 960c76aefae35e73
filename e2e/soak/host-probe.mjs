// Loaded into the host by the soak (`node --import`): tells over a socket what the host holds. Not part of the app.
import { subscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import sharp from 'sharp';

/** Of the workers that live. */
const workers = new Set();

if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  subscribe('worker_threads', ({ worker }) => {
    workers.add(worker);
    worker.once('exit', () => workers.delete(worker));
  });
  const socket = new URL(import.meta.url).searchParams.get('socket');
  const server = createServer((client) => void census(collect).then((found) => client.end(JSON.stringify(found))));
  server.listen(socket).unref();
}

async function census(collect) {
  for (let round = 0; round < 5; round++) {
    collect();
    await turn();
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  const counts = {};
  const add = (name, count) => {
    counts[name] = (counts[name] ?? 0) + count;
  };
  for (const kind of process.getActiveResourcesInfo()) {
    // Timers come and go; the connection is the one that asks.
    if (!/^(Timeout|Immediate)$/.test(kind)) add(`handle ${kind}`, 1);
  }
  for (const [name, emitter] of [['process', process], ...[...workers].map((worker) => ['worker', worker])]) {
    for (const event of emitter.eventNames()) add(`${name} ${String(event)}`, emitter.listenerCount(event));
  }
  const { queue, process: atWork } = sharp.counters();
  return {
    bytes: { heapUsed, external, arrayBuffers },
    counts: { ...counts, workers: workers.size, 'pictures waiting': queue, 'pictures at work': atWork },
    /** Of libvips, in megabytes. */
    decoderMemory: sharp.cache().memory.current,
  };
}
