// The link to a worker that is a process. Messages go through a pipe of their own (file descriptor 3); its standard error is passed on.
import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Fifo } from '../common/fifo.ts';
import type { Death } from '../errors.ts';
import type { ResourceLimits } from '../types.ts';
import { ErrorDecoder } from '../wire/decode-error.ts';
import type { EncodedError } from '../wire/encoded-error.ts';
import { canBeFramed, encodeFrame, FrameReader, writeFrame } from '../wire/frames.ts';
import { environmentWith } from './environment.ts';
import type { LinkEvents, LinkOptions, WorkerLink } from './link.ts';
import { inheritedFlags } from './node-flags.ts';
import type { FromProcess, FromWorker, ToWorker, WorkerSetup } from './protocol.ts';
import { workerEntry } from './worker-entry.ts';

/** Milliseconds after a process's end within which the rest of its pipes must have come. */
const LAST_WORDS = 100;

/** How V8 ends a process by abort(): on Linux and macOS, and as an exit code on Windows. */
const ABORT_SIGNALS = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL']);
const ABORT_CODES = new Set([134, 0x8000_0003, 0xc000_001d, 0xc000_0409]);

/** Characters of the standard error that are kept to tell why a process died. */
const TAIL = 4096;

export function openProcess(options: LinkOptions, setup: WorkerSetup, events: LinkEvents): WorkerLink {
  const { env, execArgv = inheritedFlags(process.execArgv), resourceLimits } = options;
  const firstFrame = encodeFrame(setup, []);
  const args = [...execArgv, ...flags(resourceLimits), fileURLToPath(workerEntry('process-worker'))];
  // Taken here, as it is slow to load, and executors of threads do without it.
  const { spawn } = process.getBuiltinModule('node:child_process');
  const child = spawn(process.execPath, args, {
    // On Windows a plain pipe gives the child one synchronous handle, in which a pending read holds up every write.
    stdio: ['ignore', 'inherit', 'pipe', 'overlapped'],
    env: environmentWith(env),
    windowsHide: true,
  });
  let failure: unknown;
  child.on('error', (error) => {
    failure = error;
  });
  if (!child.stdio?.[3]) throw notStarted(failure);
  const pipe = child.stdio[3] as Socket;
  const sequence = new Sequence(events.onMessage);
  let uncaught: EncodedError | undefined;
  const reader = new FrameReader((value) => {
    const message = value as FromProcess;
    if (message.kind === 'uncaught') uncaught = message.error;
    else sequence.accept(message);
  });
  let unreadable: { readonly error: unknown } | undefined;
  pipe.on('data', (bytes: Uint8Array) => {
    try {
      if (!unreadable) reader.push(bytes);
    } catch (error) {
      unreadable = { error };
      child.kill('SIGKILL');
    }
  });
  const unread = new UnreadTasks();
  // A dead process is reported by its exit.
  pipe.on('error', () => unread.onError());
  const tail = passOn(child, sequence);
  onEnd(child, (death) => {
    sequence.end();
    if (unreadable) events.onExit({ kind: 'uncaught', error: unreadable.error });
    else if (uncaught && death.kind === 'exit')
      events.onExit({ kind: 'uncaught', error: new ErrorDecoder().decode(uncaught) });
    else events.onExit(isOutOfMemory(death, tail.text) ? { kind: 'out-of-memory' } : death);
  });
  writeFrame(pipe, firstFrame);
  return {
    board: undefined,
    pid: child.pid,
    threadId: undefined,
    canClone: canBeFramed,
    post(message, transfer) {
      const parts = encodeFrame(message, transfer);
      unread.onPost(message, pipe.writable);
      if (pipe.writable) writeFrame(pipe, parts);
    },
    isLost: (seq) => unread.has(seq),
    kill() {
      child.kill('SIGKILL');
      return true;
    },
    hold(alive) {
      const what = alive ? 'ref' : 'unref';
      child[what]();
      pipe[what]();
      (child.stderr as Socket)[what]();
    },
  };
}

function flags(limits: ResourceLimits = {}): string[] {
  const { maxOldGenerationSizeMb, maxYoungGenerationSizeMb, stackSizeMb } = limits;
  const given: [string, number | undefined][] = [
    ['--max-old-space-size', maxOldGenerationSizeMb],
    // V8 makes the young generation of three semi-spaces.
    ['--max-semi-space-size', maxYoungGenerationSizeMb && Math.max(1, Math.floor(maxYoungGenerationSizeMb / 3))],
    ['--stack-size', stackSizeMb && Math.floor(stackSizeMb * 1024)],
  ];
  return given.filter(([, value]) => value !== undefined).map(([flag, value]) => `${flag}=${value}`);
}

/**
 * The tasks that a process has certainly not read before it died. Its pipe then fails with EPIPE when it is written to, and on
 * Linux with ECONNRESET when something in it was left unread: at least the end of the last message.
 */
class UnreadTasks {
  #last: readonly number[] = [];
  readonly #unread = new Set<number>();

  onPost(message: ToWorker, isWritable: boolean): void {
    this.#last = message.kind === 'run' ? message.tasks.map(([seq]) => seq) : [];
    if (!isWritable) this.onError();
  }

  onError(): void {
    for (const seq of this.#last) this.#unread.add(seq);
  }

  has(seq: number): boolean {
    return this.#unread.has(seq);
  }
}

/** Holds back what a process says until all that it wrote to its standard error before is read. */
class Sequence {
  readonly #deliver: (message: FromWorker) => void;
  readonly #messages = new Fifo<Exclude<FromProcess, { kind: 'uncaught' }>>();
  /** Bytes of the standard error. */
  #read = 0;
  #written = 0;

  constructor(deliver: (message: FromWorker) => void) {
    this.#deliver = deliver;
  }

  accept(message: Exclude<FromProcess, { kind: 'uncaught' }>): void {
    this.#messages.push(message);
    this.#goOn();
  }

  addRead(bytes: number): void {
    this.#read += bytes;
    this.#goOn();
  }

  /** Nothing more will be read. */
  end(): void {
    this.addRead(Number.POSITIVE_INFINITY);
  }

  #goOn(): void {
    while (this.#read >= this.#written) {
      const message = this.#messages.shift();
      if (!message) return;
      if (message.kind === 'wrote') this.#written = message.bytes;
      else this.#deliver(message);
    }
  }
}

function passOn(child: ChildProcess, sequence: Sequence): { text: string } {
  const tail = { text: '' };
  child.stderr?.on('data', (bytes: Buffer) => {
    process.stderr.write(bytes);
    tail.text = (tail.text + bytes.toString('latin1')).slice(-TAIL);
    sequence.addRead(bytes.length);
  });
  child.stderr?.once('close', () => sequence.end());
  return tail;
}

/** V8's last words. A process that prints them and ends in another way means something else. */
function isOutOfMemory(death: Death, standardError: string): boolean {
  const isAborted =
    death.kind === 'signal'
      ? ABORT_SIGNALS.has(death.signal)
      : death.kind === 'exit' && ABORT_CODES.has(death.exitCode);
  return isAborted && /^FATAL ERROR: .*(heap out of memory|Allocation failed)/m.test(standardError);
}

function notStarted(cause: unknown): Error {
  return new Error('The system gives no more processes, or no more pipes to them.', { cause });
}

/** Calls back once when the process has ended and its pipes were read, or when it could not start. */
function onEnd(child: ChildProcess, report: (death: Death) => void): void {
  let isReported = false;
  const reportOnce = (death: Death) => {
    if (isReported) return;
    isReported = true;
    report(death);
  };
  child.on('error', (error) => reportOnce({ kind: 'uncaught', error }));
  child.once('exit', (exitCode, signal) => {
    const death: Death = signal ? { kind: 'signal', signal } : { kind: 'exit', exitCode: exitCode ?? 0 };
    // A grandchild may hold the pipes open for ever.
    const timer = setTimeout(() => reportOnce(death), LAST_WORDS);
    child.once('close', () => {
      clearTimeout(timer);
      reportOnce(death);
    });
  });
}
