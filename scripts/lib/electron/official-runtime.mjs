// The Electron that package.json names, as its own package downloads it.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runStep } from '../child.mjs';
import { pinnedNodePath, root } from '../project.mjs';
import { say } from '../say.mjs';

const probeTimeout = 5_000; // ms
const downloadTimeout = 10 * 60_000; // ms
/** How long a failed download is remembered, so that the next start does not wait for it again: 12 hours, in ms. */
const failureMemory = 12 * 3_600_000;

/** @typedef {{ project?: string, env?: NodeJS.ProcessEnv }} Place */

/**
 * Path of the executable inside an unpacked Electron distribution.
 * @param {string} folder
 * @param {NodeJS.Platform} [platform]
 */
export function executableIn(folder, platform = process.platform) {
  if (platform === 'darwin') return join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * The version of `electron` that is installed, or `undefined`.
 * @param {string} [project]
 * @returns {string | undefined}
 */
export function officialVersion(project = root) {
  const file = join(project, 'node_modules', 'electron', 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

/**
 * The folder of the official Electron when it was downloaded already, and completely.
 * @param {string} [project]
 */
export function downloadedOfficial(project = root) {
  const folder = join(project, 'node_modules', 'electron', 'dist');
  const version = join(folder, 'version');
  const complete = join(project, 'node_modules', 'electron', 'path.txt'); // written last
  if (!existsSync(version) || !existsSync(complete) || !existsSync(executableIn(folder))) return undefined;
  return readFileSync(version, 'utf8').trim().replace(/^v/, '') === officialVersion(project) ? folder : undefined;
}

/**
 * Tries the official download. Gives the reason when it cannot be had.
 * @param {string} memory the file in which a failure is remembered
 * @returns {Promise<{ folder: string } | { reason: string }>}
 */
export async function downloadOfficial(memory) {
  const version = officialVersion();
  const node = pinnedNodePath();
  if (version === undefined || node === undefined) return { reason: 'the electron package is not installed' };
  const remembered = rememberedFailure(memory, version);
  if (remembered !== undefined) return { reason: remembered };
  const unreachable = await probe(artifactUrl(version));
  if (unreachable !== undefined) return rememberFailure(memory, version, unreachable);
  say(`downloading Electron ${version} ...`);
  const script = join(root, 'node_modules', 'electron', 'install.js');
  const status = await runStep(node, [script], { stdout: 'stderr', stdin: 'ignore', timeout: downloadTimeout });
  const folder = downloadedOfficial();
  if (folder !== undefined) return { folder };
  return rememberFailure(memory, version, `its download ended with status ${status}`);
}

/**
 * Where the download comes from, by the same environment variables as Electron's own downloader knows.
 * @param {string} version
 * @param {NodeJS.ProcessEnv} [env]
 */
export function artifactUrl(version, env = process.env) {
  const mirror = env.npm_config_electron_mirror || env.ELECTRON_MIRROR;
  const folder = env.npm_config_electron_custom_dir || env.ELECTRON_CUSTOM_DIR || `v${version}`;
  const base = mirror || 'https://github.com/electron/electron/releases/download/';
  return `${base}${folder}/electron-v${version}-${process.platform}-${process.arch}.zip`;
}

/**
 * Asks for the first bytes of the download itself, so that every host on the way is known to answer.
 * @param {string} url
 * @returns {Promise<string | undefined>} why it cannot be had
 */
export async function probe(url, timeout = probeTimeout) {
  if (process.env.ELECTRON_GET_USE_PROXY) return undefined; // only the downloader knows the way
  const host = new URL(url).host;
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(url, { headers: { range: 'bytes=0-1023' }, signal });
    await response.body?.cancel();
    return response.ok ? undefined : `${host} answers ${response.status}`;
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      return `${host} does not answer within ${timeout / 1000} s`;
    return `${host} cannot be reached`;
  }
}

/**
 * @param {string} memory
 * @param {string} version
 */
export function rememberedFailure(memory, version, now = Date.now()) {
  if (!existsSync(memory) || now - statSync(memory).mtimeMs > failureMemory) return undefined;
  const failure = JSON.parse(readFileSync(memory, 'utf8'));
  return failure.version === version ? String(failure.reason) : undefined;
}

/**
 * @param {string} memory
 * @param {string} version
 * @param {string} reason
 */
export function rememberFailure(memory, version, reason) {
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify({ version, reason }));
  return { reason };
}
