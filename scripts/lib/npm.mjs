// Running npm from a script that npm itself may have started.
import { delimiter } from 'node:path';
import { capture, runStep } from './child.mjs';
import { root } from './project.mjs';

/**
 * The environment for npm: without node_modules/.bin on the PATH, so that npm is not run by the pinned Node that it
 * may be about to replace.
 */
function npmEnvironment() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.startsWith(`${root}/node_modules`));
  return { ...process.env, PATH: path.join(delimiter) };
}

const program = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/**
 * Runs npm quietly and gives what it printed.
 * @param {readonly string[]} args
 * @param {{ cwd: string }} options
 */
export function npm(args, options) {
  return capture(program, ['--loglevel=error', ...args], { ...options, env: npmEnvironment() });
}

/**
 * Runs npm in the project for the developer to see, on stderr. Resolves to its exit status.
 * @param {readonly string[]} args
 */
export function npmAloud(args) {
  return runStep(program, args, { cwd: root, env: npmEnvironment(), stdout: 'stderr', stdin: 'ignore' });
}
