// Wine's prefix, which is its disk C and its registry: made once and kept, with a light copy for each run, so that two runs
// neither see each other nor what was before them.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { capture } from '../lib/child.mjs';
import { cacheFolder } from '../lib/project.mjs';
import { SetupError, say } from '../lib/say.mjs';
import { packageFolder, putInPlace, windowsNode } from './packages.mjs';
import { COMPILER, endWine, keepWine, runWine, WINE } from './wine.mjs';

const SOURCES = join(import.meta.dirname, 'c');
/** Programs that the tests call, by the names of their sources. */
const HELPERS = /** @type {const} */ (['hold', 'press-ctrl-c']);
/** What Wine 8 lacks of Windows 10. */
const SHIM = 'bcryptprimitives';

/** What the prefix is made from. */
function digest() {
  const hash = createHash('sha256').update(capture(WINE, ['--version']).stdout);
  for (const name of readdirSync(SOURCES).sort()) hash.update(`${name}\0`).update(readFileSync(join(SOURCES, name)));
  return hash.digest('hex').slice(0, 16);
}

/** @returns {Promise<string>} the prefix that runs are copied from */
async function basePrefix() {
  const folder = join(cacheFolder(), 'windows', `prefix-${digest()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const made = mkdtempSync(`${folder}.new-`);
  try {
    say('making a prefix for Wine ...');
    await makePrefix(made);
    putInPlace(made, folder);
  } finally {
    endWine(made);
    rmSync(made, { recursive: true, force: true });
  }
  return folder;
}

/** @param {string} prefix an empty folder */
async function makePrefix(prefix) {
  const output = join(prefix, 'setup.txt');
  const commands = [
    ['wineboot', '-i'],
    // Node refuses to start on an older one.
    ['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'],
  ];
  for (const command of commands) {
    const status = await runWine(prefix, command, { output });
    if (status !== 0) {
      throw new SetupError(
        'WINE_FAILED',
        `${command.join(' ')} ended with status ${status}.`,
        readFileSync(output, 'utf8'),
      );
    }
  }
  endWine(prefix);
  const system = join(prefix, 'drive_c', 'windows', 'system32');
  if (!existsSync(join(system, `${SHIM}.dll`))) compile(SHIM, join(system, `${SHIM}.dll`), ['-shared'], ['-ladvapi32']);
  const helpers = join(prefix, 'drive_c', 'helpers');
  mkdirSync(helpers);
  for (const name of HELPERS) compile(name, join(helpers, `${name}.exe`), ['-municode'], []);
}

/**
 * @param {string} name of the source
 * @param {string} output
 * @param {readonly string[]} before
 * @param {readonly string[]} after
 */
function compile(name, output, before, after) {
  const words = [
    '-O2',
    '-s',
    '-Wall',
    '-Wextra',
    '-Werror',
    ...before,
    join(SOURCES, `${name}.c`),
    '-o',
    output,
    ...after,
  ];
  const { status, stderr } = capture(COMPILER, words);
  if (status !== 0) throw new SetupError('COMPILE_FAILED', `${COMPILER} could not build ${name}.c.`, stderr.trim());
}

/** A machine with Windows for one run. */
export class WineRun {
  /** @type {string} */ prefix;
  /** @type {string} */ node;

  /**
   * @param {string} prefix
   * @param {string} node
   */
  constructor(prefix, node) {
    this.prefix = prefix;
    this.node = node;
  }

  /** @returns {Promise<WineRun>} */
  static async start() {
    const node = join(packageFolder(windowsNode), 'bin', 'node.exe');
    const base = await basePrefix();
    const prefix = mkdtempSync(join(tmpdir(), 'dropmill-wine-'));
    for (const name of readdirSync(base))
      if (/\.reg$|^\.update-timestamp$/.test(name)) copyFileSync(join(base, name), join(prefix, name));
    // What is only read is shared: it has 700 MB.
    const own = ['users', 'ProgramData'];
    mkdirSync(join(prefix, 'drive_c'));
    for (const name of readdirSync(join(base, 'drive_c'))) {
      const [from, to] = [join(base, 'drive_c', name), join(prefix, 'drive_c', name)];
      if (own.includes(name)) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
      else symlinkSync(from, to);
    }
    mkdirSync(join(prefix, 'dosdevices', 'unc'), { recursive: true });
    const run = new WineRun(prefix, node);
    run.mount('c', join(prefix, 'drive_c'));
    run.mount('z', '/');
    keepWine(prefix);
    return run;
  }

  /**
   * @param {string} letter of the drive
   * @param {string} folder that it shows
   */
  mount(letter, folder) {
    symlinkSync(folder, join(this.prefix, 'dosdevices', `${letter}:`));
  }

  /**
   * @param {readonly string[]} words for Windows' Node
   * @param {{ output: string, cwd?: string, env?: Readonly<Record<string, string>>, errors?: string }} options
   */
  runNode(words, options) {
    return runWine(this.prefix, [this.node, ...words], options);
  }

  /** Ends what still runs, and removes it all. */
  end() {
    endWine(this.prefix);
    rmSync(this.prefix, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {string} path absolute, of this system */
export function onDriveZ(path) {
  return `Z:${path.replaceAll('/', '\\')}`;
}
