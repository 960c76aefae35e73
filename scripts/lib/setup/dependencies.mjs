// The locked dependencies: installed when they are missing or are not the ones of package-lock.json.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { pinnedNodePath, root } from '../project.mjs';
import { SetupError, say } from '../say.mjs';
import { npmAloud } from './npm.mjs';

/** @typedef {{ version?: string, resolved?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage */

/** @param {string} project */
function stampFile(project) {
  return join(project, 'node_modules', '.dropmill-installed');
}

/**
 * What the stamp holds when the installed dependencies are those of the lock, on this system.
 * @param {string} project
 */
function stampText(project) {
  const digest = createHash('sha256')
    .update(readFileSync(join(project, 'package-lock.json')))
    .digest('hex');
  return `${process.platform}-${process.arch} ${digest}\n`;
}

/**
 * Whether the locked dependencies are there. Notes in the stamp what a developer's own `npm install` did.
 * @param {string} [project]
 */
export function dependenciesInstalled(project = root) {
  const node = pinnedNodePath(project);
  if (node !== undefined && !existsSync(node)) return false;
  const stamp = stampFile(project);
  const text = stampText(project);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === text) return true;
  if (!installedMatchesLock(project)) return false;
  writeFileSync(stamp, text);
  return true;
}

/**
 * Compares the lock with the record npm keeps of what it installed. Optional packages may be absent: they are for
 * other systems.
 * @param {string} project
 */
function installedMatchesLock(project) {
  const installed = packagesOf(join(project, 'node_modules', '.package-lock.json'));
  const locked = packagesOf(join(project, 'package-lock.json'));
  if (installed === undefined || locked === undefined) return false;
  for (const [path, { version, optional }] of Object.entries(locked)) {
    if (path === '') continue; // the project itself
    const found = installed[path];
    if (found === undefined ? !optional : found.version !== version) return false;
  }
  return Object.keys(installed).every((path) => path in locked);
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/**
 * `npm ci` removes node_modules, and Windows removes no program that runs, such as the Node in there that runs this. It can be
 * renamed, though: out of the way, to where the next install removes it.
 * @param {string} [project]
 * @param {string} [running] the program that runs this
 * @param {NodeJS.Platform} [platform]
 */
export function moveRunningNode(project = root, running = process.execPath, platform = process.platform) {
  if (platform !== 'win32') return;
  const aside = join(project, '.node-in-use');
  mkdirSync(aside, { recursive: true });
  for (const name of readdirSync(aside)) rmQuietly(join(aside, name));
  const inside = relative(join(project, 'node_modules'), running);
  if (!inside.startsWith('..') && !isAbsolute(inside)) renameSync(running, join(aside, `node-${process.pid}.exe`));
}

/** @param {string} file of a program that may run still */
function rmQuietly(file) {
  try {
    rmSync(file);
  } catch {
    // The install after this one removes it.
  }
}

/** Installs the locked dependencies unless they are there. */
export async function ensureDependencies() {
  if (dependenciesInstalled()) return;
  say('installing the locked dependencies (npm ci) ...');
  moveRunningNode();
  const status = await npmAloud(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) {
    throw new SetupError('INSTALL_FAILED', `npm ci ended with status ${status}.`, 'Is an npm registry in reach?');
  }
  if (!dependenciesInstalled()) {
    throw new SetupError('INSTALL_FAILED', 'npm ci left node_modules without some locked packages.');
  }
}
