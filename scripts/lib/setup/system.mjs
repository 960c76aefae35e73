// What the system must have: finds what is missing, installs it where that is allowed, else says the one command.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { capture } from '../child.mjs';
import { SetupError, say } from '../say.mjs';
import { fontPackages, libraryPackages, loadedLibraries, renamedForTime64 } from './system-table.mjs';

/** @typedef {import('./system-table.mjs').Program} Program */

/**
 * Sonames that the dynamic linker does not find for the binaries in a runtime's folder, and for what they load later.
 * @param {string} folder
 * @param {readonly string[]} [loaded]
 * @returns {readonly string[]}
 */
export function missingLibraries(folder, loaded = loadedLibraries) {
  const binaries = ['electron', 'chrome_crashpad_handler', 'libEGL.so', 'libGLESv2.so', 'libffmpeg.so'];
  const present = binaries.map((name) => join(folder, name)).filter((file) => existsSync(file));
  return [...new Set([...sonamesNotFound(capture('ldd', present).stdout), ...notLoadable(loaded)])];
}

/**
 * The linker is asked to load them before a program that needs none, and complains of each that it does not find.
 * @param {readonly string[]} sonames
 */
function notLoadable(sonames) {
  const { stderr } = capture('true', [], { env: { ...process.env, LD_PRELOAD: sonames.join(' ') } });
  return sonames.filter((soname) => stderr.includes(`'${soname}'`));
}

/**
 * @param {string} lddOutput
 * @returns {readonly string[]}
 */
function sonamesNotFound(lddOutput) {
  const found = lddOutput.matchAll(/^\s*(\S+) => not found$/gm);
  return [...new Set([...found].map((match) => String(match[1])))];
}

/**
 * Whether a program is on the PATH.
 * @param {string} program
 * @param {string} [path]
 */
export function hasProgram(program, path = process.env.PATH ?? '') {
  return programPath(program, path) !== undefined;
}

/**
 * Where a program is: on the PATH, unless it is named with its folder.
 * @param {string} program
 * @param {string} [path]
 * @returns {string | undefined}
 */
export function programPath(program, path = process.env.PATH ?? '') {
  if (isAbsolute(program)) return isExecutable(program) ? program : undefined;
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The packages to install, each once; and the libraries no package is known for.
 * @param {readonly string[]} sonames
 * @param {readonly Program[]} programs
 */
export function packagesFor(sonames, programs) {
  const unknown = sonames.filter((soname) => !libraryPackages.has(soname));
  const libraries = sonames.flatMap((soname) => libraryPackages.get(soname) ?? []);
  return { packages: [...new Set([...libraries, ...programs.map((entry) => entry.package)])].sort(), unknown };
}

/** Font packages, when there is no font at all. */
function missingFonts() {
  return capture('fc-list', []).stdout.trim() === '' ? fontPackages : [];
}

/**
 * Makes sure of everything named. On other systems than Linux there is nothing to do.
 * @param {{ runtimeFolder?: string, programs?: readonly Program[], fonts?: boolean }} needs
 */
export function ensureSystem({ runtimeFolder, programs = [], fonts = false }) {
  if (process.platform !== 'linux') return;
  const sonames = runtimeFolder === undefined ? [] : missingLibraries(runtimeFolder);
  const { packages, unknown } = packagesFor(
    sonames,
    programs.filter((entry) => !hasProgram(entry.program)),
  );
  if (unknown.length > 0) {
    throw new SetupError('NO_LIBRARY', `Electron needs ${unknown.join(', ')}, which this system lacks.`);
  }
  const wanted = fonts ? [...packages, ...missingFonts()] : packages;
  if (wanted.length === 0) return;
  install(wanted);
  const still = runtimeFolder === undefined ? [] : missingLibraries(runtimeFolder);
  if (still.length > 0) throw new SetupError('NO_LIBRARY', `Electron still lacks ${still.join(', ')}.`);
}

/** @param {readonly string[]} packages */
function install(packages) {
  const list = packages.join(' ');
  if (!isDebian()) {
    throw new SetupError('SYSTEM_PACKAGES', `This system lacks what these Debian packages hold: ${list}.`);
  }
  if (process.getuid?.() !== 0) {
    const command = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${list}`;
    throw new SetupError('SYSTEM_PACKAGES', 'Some system packages are missing. This installs them:', `  ${command}`);
  }
  say(`installing system packages: ${list}`);
  // The status of an update is of no use: one unreachable source among many fails it.
  aptGet(['update']);
  const { status, stderr } = aptGet(['install', '-y', '--no-install-recommends', ...packages.map(nameHere)]);
  if (status === 0) return;
  throw new SetupError('SYSTEM_PACKAGES', `apt-get could not install ${list} (status ${status}).`, stderr.trim());
}

/**
 * Runs apt-get without a word or a question, waiting for another one that may be at work.
 * @param {readonly string[]} args
 */
function aptGet(args) {
  const options = ['-qq', '-oDPkg::Lock::Timeout=300', '-oDpkg::Use-Pty=0']; // seconds
  return capture('apt-get', [...options, ...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

/**
 * The name of a package in this release of Debian or Ubuntu.
 * @param {string} name
 */
function nameHere(name) {
  const newer = `${name}t64`;
  return renamedForTime64.has(name) && capture('apt-cache', ['show', newer]).status === 0 ? newer : name;
}

function isDebian() {
  if (!existsSync('/etc/os-release') || !hasProgram('apt-get')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}
