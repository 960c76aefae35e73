// Where things are: the project, its pinned Node, the cache outside node_modules.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's root folder. */
export const root = resolve(import.meta.dirname, '../..');

/** The npm packages that carry the pinned Node, by platform and architecture: those that the app's host runs on. */
const nodePackages = /** @type {Readonly<Record<string, string>>} */ (
  JSON.parse(readFileSync(join(root, 'main/host/node-packages.json'), 'utf8'))
);

/**
 * The npm package that carries Node for a platform and architecture.
 * @param {string} target platform-architecture
 */
export function nodePackage(target) {
  return nodePackages[target];
}

/**
 * Path of the pinned Node's executable in `project`, or `undefined` on a platform no package carries Node for.
 * The file need not exist yet.
 * @param {string} [project]
 * @param {string} [target] platform-architecture
 */
export function pinnedNodePath(project = root, target = `${process.platform}-${process.arch}`) {
  const name = nodePackage(target);
  if (name === undefined) return undefined;
  return join(project, 'node_modules', name, 'bin', target.startsWith('win32') ? 'node.exe' : 'node');
}

/** The pinned Node where there is one, else the Node that runs this. */
export function projectNode() {
  const pinned = pinnedNodePath();
  return pinned !== undefined && existsSync(pinned) ? pinned : process.execPath;
}

/**
 * Dropmill's cache folder: kept between checkouts and installs.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function cacheFolder(env = process.env) {
  if (env.DROPMILL_CACHE) return resolve(env.DROPMILL_CACHE);
  if (process.platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'dropmill', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dropmill');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dropmill');
}
