// Workers and submitters of a queue in processes of their own, which tests can kill.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('../queue/bin/futures-worker.ts', import.meta.url));
const SUBMITTER = fileURLToPath(new URL('./queue-submitter.ts', import.meta.url));
export const QUEUE_TASKS = new URL('./tasks.ts', import.meta.url);

/** Milliseconds. Long enough for a busy machine, and short enough for a test to wait for. */
const LOCK_DURATION = 1500;

/** A program that says one line after the other. */
export class Program implements AsyncDisposable {
  readonly process: ChildProcess;
  /** Its exit code, or the signal that has ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly #lines: AsyncIterator<string>;

  constructor(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.process = spawn(process.execPath, [file, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    this.ended = once(this.process, 'exit').then(([code, signal]) => code ?? signal);
    const { stdout } = this.process;
    if (!stdout) throw new Error('The program has no standard output.');
    this.#lines = createInterface(stdout)[Symbol.asyncIterator]();
  }

  /** The next line; undefined when there are no more. */
  async nextLine(): Promise<string | undefined> {
    const { value, done } = await this.#lines.next();
    return done ? undefined : value;
  }

  /** Sends a signal, unless it has ended, and resolves when it has. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
    this.process.kill(signal);
    return this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL');
  }
}

/** Starts `futures-worker`; its first line comes when it is ready. */
export function startWorker(connection: string, queue: string, more: readonly string[] = []): Program {
  const where = ['--tasks', fileURLToPath(QUEUE_TASKS), '--redis', connection, '--queue', queue];
  const how = ['--concurrency', '1', '--lock-duration', String(LOCK_DURATION), '--max-losses', '1000'];
  return new Program(WORKER, [...where, ...how, ...more]);
}

/** Starts a program that submits so many tasks, with ids, and says each result: a line "number result". */
export function startSubmitter(connection: string, queue: string, tasks: number): Program {
  return new Program(SUBMITTER, [connection, queue, String(tasks)]);
}
