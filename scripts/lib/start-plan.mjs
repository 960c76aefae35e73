// What `npm start -- words` asks for: the window with files to open, or a job on the command line.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from './project.mjs';

/**
 * The folder the developer is in. npm runs scripts in the project's root and keeps the caller's folder in INIT_CWD,
 * which is to be believed only where npm started this very script.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function callersFolder(env = process.env, cwd = process.cwd(), project = root) {
  const startedByNpm = cwd === project && env.npm_package_json === resolve(project, 'package.json');
  return startedByNpm && env.INIT_CWD ? env.INIT_CWD : cwd;
}

/** Words that are answered on the command line, without a screen. */
export const ANSWERED = ['help', 'completion', '--help', '-h', '--version', '-V'];

/**
 * The commands, as the registry of job types names them.
 * @returns {string[]}
 */
export function jobCommands(project = root) {
  const registry = readFileSync(resolve(project, 'workers', 'jobs', 'registry.ts'), 'utf8');
  return [...registry.matchAll(/^export \{ (\w+) \}/gm)].map(([, name = '']) => name);
}

/**
 * A bare word, such as `zip`, names a job for the command line, unless a file or folder is called so; the name of a
 * job type always does. `--help` and `--version` ask the command line too. All else is for the window.
 * @param {readonly string[]} words
 * @param {string} folder what relative paths are relative to
 * @returns {'window' | 'command'}
 */
export function startKind(words, folder) {
  const [first] = words;
  if (first === undefined) return 'window';
  if ([...ANSWERED, ...jobCommands()].includes(first)) return 'command';
  return /^[a-z][a-z-]*$/.test(first) && !existsSync(resolve(folder, first)) ? 'command' : 'window';
}
