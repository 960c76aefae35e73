// The link to a worker that is a thread.
import { MessageChannel, type MessagePort, receiveMessageOnPort, SHARE_ENV, Worker } from 'node:worker_threads';
import type { Death } from '../errors.ts';
import type { ResourceLimits } from '../types.ts';
import { canBeCloned } from '../wire/encode-error.ts';
import { BOARD_BYTES, Board } from './board.ts';
import { environmentWith } from './environment.ts';
import type { LinkEvents, LinkOptions, WorkerLink } from './link.ts';
import { inheritedFlags } from './node-flags.ts';
import type { FromWorker, WorkerSetup } from './protocol.ts';
import { workerEntry } from './worker-entry.ts';

export interface ThreadSetup extends WorkerSetup {
  readonly memory: SharedArrayBuffer;
  /** Of the worker's own: what tasks send by `parentPort` is no message of ours. */
  readonly port: MessagePort;
}

export function openThread(options: LinkOptions, setup: WorkerSetup, events: LinkEvents): WorkerLink {
  const { env, execArgv = inheritedFlags(process.execArgv), resourceLimits, threadNamePrefix } = options;
  const memory = new SharedArrayBuffer(BOARD_BYTES);
  const board = new Board(memory);
  const { port1: port, port2: workersPort } = new MessageChannel();
  const worker = new Worker(workerEntry('thread-worker'), {
    execArgv: [...execArgv],
    workerData: { ...setup, memory, port: workersPort } satisfies ThreadSetup,
    transferList: [workersPort],
    name: `${threadNamePrefix}_${setup.workerId}`,
    env: env ? environmentWith(env) : SHARE_ENV,
    ...(resourceLimits && { resourceLimits: withoutUndefined(resourceLimits) }),
  });
  let uncaught: { readonly error: unknown } | undefined;
  port.on('message', (message: FromWorker) => events.onMessage(message));
  // The worker alone decides whether the process lives on.
  port.unref();
  worker.on('error', (error) => {
    uncaught = { error };
  });
  // A message that cannot be read would leave its task waiting for ever.
  port.on('messageerror', (error) => {
    uncaught = { error };
    worker.terminate();
  });
  worker.on('exit', (exitCode) => {
    for (let last = receiveMessageOnPort(port); last; last = receiveMessageOnPort(port)) events.onMessage(last.message);
    port.close();
    events.onExit(deathOf(exitCode, uncaught));
  });
  return {
    board,
    pid: process.pid,
    threadId: worker.threadId,
    canClone: canBeCloned,
    post: (message, transfer) => port.postMessage(message, transfer),
    kill() {
      const endsAtOnce = board.giveUp();
      if (endsAtOnce) worker.terminate();
      return endsAtOnce;
    },
    hold(alive) {
      if (alive) worker.ref();
      else worker.unref();
    },
  };
}

function deathOf(exitCode: number, uncaught: { readonly error: unknown } | undefined): Death {
  if (!uncaught) return { kind: 'exit', exitCode };
  const { error } = uncaught;
  if (isOutOfMemory(error)) return { kind: 'out-of-memory' };
  return { kind: 'uncaught', error };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY';
}

function withoutUndefined(limits: ResourceLimits): Record<string, number> {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
