// Starting other programs.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number, stdout?: 'inherit' | 'stderr' | 'ignore', stdin?: 'inherit' | 'ignore' }} RunOptions */

/**
 * Runs a program to its end and resolves to its exit status, as a shell gives it: 128 + number when a signal ended
 * it, 127 when it could not be started. The terminal's own signals reach the child by themselves; those sent to us
 * alone are passed on.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options] `timeout` in milliseconds
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  const { stdout = 'inherit', stdin = 'inherit', ...rest } = options;
  const child = spawn(program, args, { ...rest, stdio: [stdin, stdout === 'stderr' ? 2 : stdout, 'inherit'] });
  const release = passSignalsOn(child);
  return new Promise((settle) => {
    child.once('error', (error) => {
      release();
      process.stderr.write(`${error.message}\n`);
      settle(127);
    });
    child.once('close', (code, signal) => {
      release();
      settle(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** @type {readonly NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Keeps this process alive until the child ends, and passes on the signals sent to it. A Ctrl+C in the terminal goes
 * to the whole group, so the child has it already: it is told only when there is no terminal.
 * @param {import('node:child_process').ChildProcess} child
 */
function passSignalsOn(child) {
  const handlers = passedOn.map((signal) => {
    const handler = () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const release of handlers) release();
  };
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
