// Starting other programs.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number, stdout?: 'inherit' | 'stderr' | 'ignore', stdin?: 'inherit' | 'ignore' }} RunOptions */

/** A signal came while a step of several ran: the steps after it are not begun. */
export class InterruptedError extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`ended by ${signal}`);
    this.name = 'InterruptedError';
    this.status = 128 + constants.signals[signal];
  }
}

/**
 * Runs a program to its end and resolves to its exit status, as a shell gives it: 128 + number when a signal ended
 * it, 127 when it could not be started. Signals are passed on to the program, which says by its status how it took them.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options] `timeout` in milliseconds
 * @returns {Promise<number>}
 */
export async function run(program, args, options = {}) {
  return (await runToEnd(program, args, options)).status;
}

/**
 * Runs a program that is one step of several, as `run` does.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @throws {InterruptedError} after the program has ended, if a signal came meanwhile
 */
export async function runStep(program, args, options = {}) {
  const { status, received } = await runToEnd(program, args, options);
  if (received !== undefined) throw new InterruptedError(received);
  return status;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ status: number, received: NodeJS.Signals | undefined }>}
 */
function runToEnd(program, args, { stdout = 'inherit', stdin = 'inherit', ...rest }) {
  const child = spawn(program, args, { ...rest, stdio: [stdin, stdout === 'stderr' ? 2 : stdout, 'inherit'] });
  const release = passSignalsOn(child);
  return new Promise((settle) => {
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      settle({ status: 127, received: release() });
    });
    child.once('close', (code, signal) => {
      settle({ status: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), received: release() });
    });
  });
}

/** @type {readonly NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Keeps this process alive until the child ends, and passes on the signals sent to it. A Ctrl+C in the terminal goes
 * to the whole group, so the child has it already: it is passed on only when there is no terminal.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => NodeJS.Signals | undefined} ends it, and gives the last signal that came
 */
function passSignalsOn(child) {
  /** @type {NodeJS.Signals | undefined} */
  let received;
  const handlers = passedOn.map((signal) => {
    const handler = () => {
      received = signal;
      if (signal !== 'SIGINT' || !process.stdin.isTTY) tell(child, signal);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const release of handlers) release();
    return received;
  };
}

/**
 * Windows knows no signal for a closed console (SIGHUP), and Node throws where it is asked to send it.
 * @param {Pick<import('node:child_process').ChildProcess, 'kill'>} child
 * @param {NodeJS.Signals} signal
 */
export function tell(child, signal) {
  try {
    child.kill(signal);
  } catch {
    child.kill();
  }
}

/**
 * Runs a short program and gives what it printed. A program that is missing gives status 127.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function capture(program, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status: status ?? 127, stdout: stdout ?? '', stderr: stderr ?? '' };
}
