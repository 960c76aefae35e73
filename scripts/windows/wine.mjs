// Wine: where it is on this system, and how it runs a program of Windows.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { hasProgram } from '../lib/setup/system.mjs';
import { winePrograms } from '../lib/setup/system-table.mjs';

/** Debian's and Ubuntu's place; what they have on the PATH asks for the 32-bit parts, which are not needed. */
export const WINE = '/usr/lib/wine/wine64';
const WINE_SERVER = '/usr/lib/wine/wineserver64';

/** Builds what Wine lacks, and what the tests do to files from outside. */
export const COMPILER = 'x86_64-w64-mingw32-gcc';

/** Whether all that the tests need of the system is installed. */
export function hasWine() {
  return (
    process.platform === 'linux' && process.arch === 'x64' && winePrograms.every(({ program }) => hasProgram(program))
  );
}

/**
 * @param {string} prefix Wine's folder: its disk C and its registry
 * @param {Readonly<Record<string, string>>} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function wineEnvironment(prefix, more = {}) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|INIT_CWD$|NODE_|WINE|VITEST|DISPLAY$)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // Nobody wants to be asked for .NET and for a browser.
    WINEDLLOVERRIDES: 'mscoree=;mshtml=',
    ...more,
  };
}

/**
 * Runs a program of Windows to its end. What it prints goes to a file: Node writes nothing to a pipe that is not Windows'.
 * @param {string} prefix
 * @param {readonly string[]} command
 * @param {{ output: string, cwd?: string, env?: Readonly<Record<string, string>>, errors?: string }} options `errors`: a file of their own
 * @returns {Promise<number>} its exit status; -1 when it was ended by a signal
 */
export function runWine(prefix, command, { output, cwd, env, errors }) {
  const out = openSync(output, 'w');
  const err = errors === undefined ? out : openSync(errors, 'w');
  const child = spawn(WINE, command, {
    stdio: ['ignore', out, err],
    env: wineEnvironment(prefix, env),
    ...(cwd !== undefined && { cwd }),
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? -1));
  }).finally(() => {
    closeSync(out);
    if (err !== out) closeSync(err);
  });
}

/** Wine's server waits so long for the next program, in seconds: starting it again takes as long as a small program. */
const KEEP_SECONDS = 60;

/** @param {string} prefix */
export function keepWine(prefix) {
  spawnSync(WINE_SERVER, [`-p${KEEP_SECONDS}`], { env: wineEnvironment(prefix), stdio: 'ignore' });
}

/**
 * Ends what runs in a prefix, and waits until nothing does.
 * @param {string} prefix
 */
export function endWine(prefix) {
  if (!existsSync(prefix)) return;
  for (const what of ['-k', '-w']) spawnSync(WINE_SERVER, [what], { env: wineEnvironment(prefix), stdio: 'ignore' });
}
