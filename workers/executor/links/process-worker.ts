// The file that a worker process runs.
import { readSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Transferable } from 'node:worker_threads';
import { BackOff } from '../common/back-off.ts';
import { now } from '../common/clock.ts';
import { setImmediate } from '../common/globals.ts';
import { encodeError } from '../wire/encode-error.ts';
import { canBeFramed, encodeFrame, FrameReader, writeFrame } from '../wire/frames.ts';
import { outputOf, streamsInUse } from '../worker/output.ts';
import { startTasks } from '../worker/start-tasks.ts';
import { type Outbox, TaskLoop } from '../worker/task-loop.ts';
import { type FromProcess, NEVER_SETTLED, type ToWorker, type WorkerSetup } from './protocol.ts';

const PIPE = 3;

/** Milliseconds between two looks at the pipe while a task keeps the event loop from doing so. */
const LOOK_EVERY = 1;

/** When a message comes so many milliseconds after the last answer, one task after the other is expected to come. */
const STREAM = 1;

/** Milliseconds that the worker then stays awake for the next one. */
const AWAKE = 0.1;

const pipe = new Socket({ fd: PIPE, readable: true, writable: true });
const inbox: ToWorker[] = [];
const lookBuffer = Buffer.allocUnsafe(65_536);
const backOff = new BackOff();
let nextLook = 0;
let received = 0;
let answeredAt = 0;
let isStream = false;
let loop: TaskLoop | undefined;
let isSetUp = false;
let toldBytes = 0;
const streams = streamsInUse();

const reader = new FrameReader((value) => {
  if (isSetUp) {
    received++;
    inbox.push(value as ToWorker);
    return;
  }
  isSetUp = true;
  start(value as WorkerSetup);
});
pipe.on('data', (bytes: Uint8Array) => {
  isStream = now() - answeredAt < STREAM;
  reader.push(bytes);
  for (let message = inbox.shift(); message && loop; message = inbox.shift()) loop.accept(message);
});
// The pool has ended, so the worker ends, too.
pipe.on('end', () => process.exit(0));
pipe.on('error', () => process.exit(0));
process.on('uncaughtExceptionMonitor', (error) => {
  const isCaught = process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback();
  if (!isCaught) send({ kind: 'uncaught', error: encodeError(error, canBeFramed) });
});

const outbox: Outbox = {
  ...outputOf(streams),
  canClone: canBeFramed,
  post(message, transfer) {
    if (message.kind === 'result' || message.kind === 'error') tellWritten();
    send(message, transfer);
    if (message.kind !== 'result' && message.kind !== 'error') return;
    answeredAt = now();
    if (isStream) stayAwake();
  },
  claim: () => true,
  putResult: () => false,
  markPosted() {},
  mayBeAborted() {
    if (now() >= nextLook) look();
    return inbox.length > 0;
  },
  receive: () => inbox.shift(),
  linger: () => undefined,
  stop: () => process.exit(0),
};

async function start(setup: WorkerSetup): Promise<void> {
  try {
    loop = new TaskLoop(setup.workerId, await loadTasks(setup), outbox);
    outbox.post({ kind: 'ready' }, []);
  } catch (error) {
    outbox.post({ kind: 'start-failed', error: encodeError(error, canBeFramed) }, []);
  }
}

/**
 * Meanwhile the pipe does not keep the process alive, so that it notices when the tasks module waits for what will never
 * come. A thread ends by itself then.
 */
async function loadTasks(setup: WorkerSetup): Promise<Readonly<Record<string, unknown>>> {
  const neverSettles = () => process.exit(NEVER_SETTLED);
  process.once('beforeExit', neverSettles);
  pipe.unref();
  try {
    return await startTasks(setup);
  } finally {
    pipe.ref();
    process.off('beforeExit', neverSettles);
  }
}

function send(message: FromProcess, transfer: readonly Transferable[] = []): void {
  writeFrame(pipe, encodeFrame(message, transfer));
}

/** Standard error goes another way than the results, and must not be overtaken by them. */
function tellWritten(): void {
  const bytes = streams.get('stderr')?.bytesWritten ?? 0;
  if (bytes === toldBytes) return;
  toldBytes = bytes;
  send({ kind: 'wrote', bytes });
}

/** Goes round the event loop without sleeping, until a message comes: to wake a process takes longer than a short task. */
function stayAwake(): void {
  if (!backOff.mayTry()) return;
  const [before, end] = [received, now() + AWAKE];
  const turn = () => {
    if (received !== before) backOff.onSuccess();
    else if (now() > end) backOff.onFailure();
    else setImmediate(turn);
  };
  setImmediate(turn);
}

/** Reads what has come through the pipe past the event loop. Not on Windows, where such a read would block. */
function look(): void {
  nextLook = now() + LOOK_EVERY;
  if (process.platform === 'win32') return;
  try {
    for (let got = lookBuffer.length; got === lookBuffer.length; ) {
      got = readSync(PIPE, lookBuffer);
      // The pool is gone.
      if (got === 0) process.exit(0);
      reader.push(lookBuffer.subarray(0, got));
    }
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'EAGAIN') return;
    process.exit(0);
  }
}
