// A worker that is a thread.
import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { Death } from '../errors.ts';
import type { ResourceLimits } from '../types.ts';
import { Board, boardMemory } from './board.ts';
import type { LinkEvents, WorkerLink } from './link.ts';
import type { FromWorker, WorkerSetup } from './protocol.ts';

export interface ThreadSetup extends WorkerSetup {
  readonly memory: SharedArrayBuffer;
}

export interface ThreadOptions {
  readonly env: Readonly<Record<string, string>> | undefined;
  readonly resourceLimits: ResourceLimits | undefined;
}

const entry = new URL(import.meta.url.endsWith('.ts') ? './thread-worker.ts' : './thread-worker.js', import.meta.url);

export function openThread(options: ThreadOptions, setup: WorkerSetup, events: LinkEvents): WorkerLink {
  const memory = boardMemory(true);
  const worker = new Worker(entry, {
    // As in a worker process: the flags of this one need not make sense there (--eval, --inspect-brk).
    execArgv: [],
    workerData: { ...setup, memory },
    env: options.env ? { ...process.env, ...options.env } : SHARE_ENV,
    ...(options.resourceLimits && { resourceLimits: withoutUndefined(options.resourceLimits) }),
  });
  let uncaught: { readonly error: unknown } | undefined;
  worker.on('message', (message: FromWorker) => events.onMessage(message));
  worker.on('error', (error) => {
    uncaught = { error };
  });
  // A message that cannot be read would leave its task waiting for ever.
  worker.on('messageerror', (error) => {
    uncaught = { error };
    worker.terminate();
  });
  worker.on('exit', (exitCode) => events.onExit(deathOf(exitCode, uncaught)));
  return {
    board: new Board(memory),
    pid: process.pid,
    threadId: worker.threadId,
    post: (message, transfer) => worker.postMessage(message, transfer),
    kill() {
      worker.terminate();
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
  if (Reflect.get(Object(error), 'code') === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'out-of-memory' };
  return { kind: 'uncaught', error };
}

function withoutUndefined(limits: ResourceLimits): Record<string, number> {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
