// electron-builder calls this for each platform it packs: what it does not know of is put in or taken out here.
import { readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeLicences } from './licences.mjs';
import { putQuickActions } from './mac/quick-actions.mjs';
import { putNode } from './put-node.mjs';
import { putLauncher } from './shell/launchers.mjs';

/** @typedef {{ appInfo: { productFilename: string, id: string }, executableName?: string }} Packager what is used of electron-builder's */

/** electron-builder's numbers of architectures. */
const ARCHITECTURES = { 1: 'x64', 3: 'arm64' };

/**
 * What an Electron distribution brings and the app has no use for. Crashpad sends crashes to a server, which Dropmill
 * does not have; `version` serves downloaders, and the rest is from the runtime that development falls back to.
 */
const NEEDLESS = ['version', '.dropmill-verified', 'chrome_crashpad_handler'];

/**
 * @param {{ electronPlatformName: import('./shell/launchers.mjs').System, arch: 1 | 3, appOutDir: string, packager: Packager }} context
 */
export async function afterPack({ electronPlatformName, arch, appOutDir, packager }) {
  const target = `${electronPlatformName}-${ARCHITECTURES[arch]}`;
  const mac = electronPlatformName === 'darwin';
  const resources = mac
    ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
    : join(appOutDir, 'resources');
  // An Electron distribution brings an app of its own, which the packed one takes the place of.
  const removed = ['app', 'default_app.asar'].map((name) => join(resources, name));
  if (electronPlatformName === 'linux') removed.push(...NEEDLESS.map((name) => join(appOutDir, name)));
  for (const path of removed) await rm(path, { recursive: true, force: true });
  await putNode(target, join(resources, 'node'));
  await putLauncher(electronPlatformName, resources, packager.executableName ?? packager.appInfo.productFilename);
  if (mac) await putQuickActions(resources, packager.appInfo.id);
  await writeManifest(join(resources, 'app.asar.unpacked'));
  await checkSharp(target, join(resources, 'app.asar.unpacked', 'node_modules', '@img'));
  await writeLicences(join(resources, 'licences'));
}

/**
 * What plain Node reads of package.json: that the files are modules, and the version that the command line prints.
 * @param {string} folder
 */
async function writeManifest(folder) {
  const { name, version, type } = createRequire(import.meta.url)('../../package.json');
  await writeFile(join(folder, 'package.json'), `${JSON.stringify({ name, version, type })}\n`);
}

/**
 * npm installs sharp's binary for the machine it runs on. A package for another one would start and fail at its
 * first picture.
 * @param {string} target
 * @param {string} folder
 */
async function checkSharp(target, folder) {
  const wanted = `sharp-${target}`;
  const installed = (await readdir(folder)).filter((name) => name.startsWith('sharp-') && !name.includes('libvips'));
  if (installed.length === 1 && installed[0] === wanted) return;
  const [os, cpu] = target.split('-');
  throw new Error(
    `@img/${wanted} and nothing else must be installed to pack for ${target}; there is ${installed.join(', ') || 'none'}. ` +
      `Pack on such a machine, or install by npm ci --os=${os} --cpu=${cpu}.`,
  );
}
