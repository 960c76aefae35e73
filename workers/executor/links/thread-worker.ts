// The file that a worker thread runs.
import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { BackOff } from '../common/back-off.ts';
import { canBeCloned, encodeError } from '../wire/encode-error.ts';
import { outputOf } from '../worker/output.ts';
import { startTasks } from '../worker/start-tasks.ts';
import { type Outbox, TaskLoop } from '../worker/task-loop.ts';
import { Board } from './board.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import type { ThreadSetup } from './thread-link.ts';

/**
 * Milliseconds that a thread waits for its next task without going back to its event loop. (With 1 it takes longer to
 * wake up: the machine's timer is then set anew each time.)
 */
const LINGER = 5;

/** Milliseconds of them that it stays awake: about what it takes to wake a thread on another core. */
const AWAKE = 0.05;

const { memory, port, ...setup } = workerData as ThreadSetup;
// Tasks see `workerData`, too, and must not talk to the pool in the worker's place. The memory stays: `nativeWork` notes there
// what must not be cut off.
Reflect.deleteProperty(workerData, 'port');
const board = new Board(memory);
const backOff = new BackOff();

const outbox: Outbox = {
  ...outputOf([process.stdout, process.stderr]),
  canClone: canBeCloned,
  post: (message, transfer) => port.postMessage(message, transfer),
  claim(seq, startedAt) {
    if (board.claim(seq, startedAt)) return true;
    board.skip(seq);
    wakePool();
    return false;
  },
  putResult(seq, ranFor, value) {
    if (!board.putResult(seq, ranFor, value)) return false;
    wakePool();
    return true;
  },
  markPosted: (seq) => board.markPosted(seq),
  mayBeAborted: (seq) => board.isAborted(seq),
  receive,
  linger() {
    const seen = board.mail;
    const mail = receive();
    if (mail) return mail;
    if (!isThereAtOnce(seen)) board.awaitMail(seen, LINGER);
    return receive();
  },
  stop: () => process.exit(0),
};

function isThereAtOnce(seen: number): boolean {
  if (!backOff.mayTry()) return false;
  const isThere = board.watchForMail(seen, AWAKE);
  if (isThere) backOff.onSuccess();
  else backOff.onFailure();
  return isThere;
}

function receive(): ToWorker | undefined {
  return receiveMessageOnPort(port)?.message;
}

function wakePool(): void {
  if (board.mustWakePool()) tell({ kind: 'wake' });
}

function tell(message: FromWorker): void {
  port.postMessage(message);
}

try {
  const loop = new TaskLoop(setup.workerId, await startTasks(setup), outbox);
  port.on('message', (message: ToWorker) => loop.accept(message));
  port.on('messageerror', (error) => {
    throw error;
  });
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'start-failed', error: encodeError(error) });
}
