// Running npm from a script that npm itself may have started.
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { capture, runStep } from '../child.mjs';
import { root } from '../project.mjs';

/**
 * The environment for npm: without node_modules/.bin on the PATH, so that npm is not run by the pinned Node that it
 * may be about to replace.
 */
function npmEnvironment() {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.startsWith(join(root, 'node_modules')));
  return { ...process.env, PATH: path.join(delimiter) };
}

/**
 * The words that start npm: by the Node that started this script's npm and by npm's own script, where they can be found.
 * Windows' `npm.cmd` cannot be started without a shell.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [node] the Node that runs this script
 * @param {(path: string) => boolean} [exists]
 * @returns {[program: string, ...args: string[]]}
 */
export function npmCommand(env = process.env, node = process.execPath, exists = existsSync) {
  const { npm_execpath: started, npm_node_execpath: startedBy } = env;
  if (started?.endsWith('.js') && startedBy) return [startedBy, started];
  const installed = join(dirname(node), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return exists(installed) ? [node, installed] : ['npm'];
}

/**
 * Runs npm quietly and gives what it printed.
 * @param {readonly string[]} args
 * @param {{ cwd: string }} options
 */
export function npm(args, options) {
  const [program, ...first] = npmCommand();
  return capture(program, [...first, '--loglevel=error', ...args], { ...options, env: npmEnvironment() });
}

/**
 * Runs npm in the project for the developer to see, on stderr. Resolves to its exit status.
 * @param {readonly string[]} args
 */
export function npmAloud(args) {
  const [program, ...first] = npmCommand();
  return runStep(program, [...first, ...args], { cwd: root, env: npmEnvironment(), stdout: 'stderr', stdin: 'ignore' });
}
