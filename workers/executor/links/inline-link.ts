// The link of the InlineExecutor: tasks run in this thread, but get copies of their arguments, as in a worker.
import { AsyncLocalStorage } from 'node:async_hooks';
// Tests that put other timers in the place of the global ones still have their tasks run.
import { setImmediate } from 'node:timers';
import type { Transferable } from 'node:worker_threads';
import { structuredClone } from '../common/globals.ts';
import { canBeCloned, encodeError } from '../wire/encode-error.ts';
import { outputOf } from '../worker/output.ts';
import { startTasks } from '../worker/start-tasks.ts';
import { type Outbox, TaskLoop } from '../worker/task-loop.ts';
import { BOARD_BYTES, Board } from './board.ts';
import type { LinkEvents, WorkerLink } from './link.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './protocol.ts';

export function openInline(setup: WorkerSetup, events: LinkEvents): WorkerLink {
  const board = new Board(new ArrayBuffer(BOARD_BYTES));
  let isAlive = true;
  let loop: TaskLoop | undefined;
  // Tasks must not see the AsyncLocalStorage of whoever happens to submit.
  const inOwnContext = AsyncLocalStorage.snapshot();
  const tell = (message: FromWorker) => setImmediate(() => isAlive && events.onMessage(message));
  const end = () => {
    if (!isAlive) return;
    isAlive = false;
    setImmediate(() => events.onExit({ kind: 'exit', exitCode: 0 }));
  };
  const outbox = inlineOutbox(board, tell, end);
  // As elsewhere, the initializer gets copies of its arguments.
  startTasks(structuredClone(setup)).then(
    (tasks) => {
      loop = new TaskLoop(setup.workerId, tasks, outbox);
      tell({ kind: 'ready' });
    },
    (error) => tell({ kind: 'start-failed', error: encodeError(error) }),
  );
  return {
    board,
    pid: process.pid,
    threadId: undefined,
    canClone: canBeCloned,
    post(message, transfer) {
      const copy = clone(message, transfer);
      // Nothing can stop a task that is given up, but it hears of the abort.
      setImmediate(() => (isAlive || copy.kind === 'abort') && inOwnContext(() => loop?.accept(copy)));
    },
    kill() {
      end();
      return false;
    },
    hold() {},
  };
}

function inlineOutbox(board: Board, tell: (message: FromWorker) => void, stop: () => void): Outbox {
  const wake = () => {
    if (board.mustWakePool()) tell({ kind: 'wake' });
  };
  return {
    canClone: canBeCloned,
    post: (message, transfer) => tell(clone(message, transfer)),
    claim(seq, startedAt) {
      if (board.claim(seq, startedAt)) return true;
      board.skip(seq);
      wake();
      return false;
    },
    putResult(seq, ranFor, value) {
      if (!board.putResult(seq, ranFor, value)) return false;
      wake();
      return true;
    },
    markPosted: (seq) => board.markPosted(seq),
    mayBeAborted: () => false,
    receive: () => undefined,
    linger: () => undefined,
    ...outputOf([]),
    stop,
  };
}

function clone<T extends ToWorker | FromWorker>(message: T, transfer: readonly Transferable[]): T {
  return structuredClone(message, { transfer: [...transfer] });
}
