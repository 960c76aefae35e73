// The steps that pack @dropmill/futures and use the package.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { capture } from '../lib/child.mjs';
import { projectNode, root } from '../lib/project.mjs';
import { SetupError, say } from '../lib/say.mjs';
import { npm } from '../lib/setup/npm.mjs';
import { onScreen } from '../lib/setup/screen.mjs';
import { electronForTests } from '../lib/steps/steps.mjs';

/** @typedef {import('../lib/steps/steps.mjs').Outcome} Outcome */

/** What the short form takes of the project's own. */
const LINKED = ['vite', 'typescript', '@types/node', 'bullmq', 'ioredis'];

/** What a package holds: nothing else may be in it. */
const PACKED =
  /^package\/(dist\/[\w/-]+\.(js|mjs|js\.map|mjs\.map|d\.ts)|docs\/[\w-]+\.md|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;

/**
 * @param {{ isShort: boolean }} options
 * @returns {Promise<Outcome[]>}
 */
export async function packAndTryFutures({ isShort }) {
  const electron = isShort ? undefined : await electronForTests();
  const tarball = pack();
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-futures-'));
  try {
    const project = new UserProject(folder, tarball, isShort);
    return [contents(tarball), ...(electron ? project.allChecks(electron.executable) : project.shortChecks())];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the packed file */
function pack() {
  const release = join(root, 'release');
  mkdirSync(release, { recursive: true });
  const { status, stdout, stderr } = npm(['pack', '-w', '@dropmill/futures', '--pack-destination', release], {
    cwd: root,
  });
  if (status !== 0) throw new SetupError('PACK_FAILED', `npm pack ended with status ${status}.\n${stderr}`);
  const file = join(release, stdout.trim().split('\n').at(-1) ?? '');
  say(`packed ${file}`);
  return file;
}

/**
 * @param {string} tarball
 * @returns {Outcome}
 */
function contents(tarball) {
  const files = capture('tar', ['-tzf', tarball]).stdout.trim().split('\n');
  const surplus = files.filter((file) => !PACKED.test(file));
  if (surplus.length > 0) say(`these do not belong into the package: ${surplus.join(', ')}`);
  return { name: 'futures: contents', ok: files.length > 10 && surplus.length === 0 };
}

/** A project that has installed the package. */
class UserProject {
  /** @type {string} */ #folder;
  /** @type {string} */ #bundles;
  /** @type {string} */ #tarball;

  /**
   * @param {string} folder an empty one
   * @param {string} tarball
   * @param {boolean} isShort
   */
  constructor(folder, tarball, isShort) {
    this.#folder = join(folder, 'project');
    this.#bundles = join(folder, 'bundles');
    this.#tarball = tarball;
    const fixtures = join(root, 'scripts', 'futures', 'fixtures');
    cpSync(fixtures, this.#folder, { recursive: true });
    const manifest = join(this.#folder, 'package.json');
    cpSync(join(fixtures, 'tools.json'), manifest);
    // npm asks the registry of every tool that a project names, also of those that it does not install.
    if (isShort) writeFileSync(manifest, '{ "name": "futures-fixtures", "private": true, "type": "module" }');
    else this.#npm(['install']);
    this.#npm(['install', '--no-save', ...(isShort ? ['--offline'] : []), tarball]);
    if (isShort) this.#linkTools();
  }

  shortChecks() {
    return [
      this.#plain('this Node', projectNode()),
      outcome('queue', [this.#node(['plain/queue.mjs'])]),
      this.#commonJs(),
      this.#types(),
      ...this.#bundle('vite', ['vite']),
    ];
  }

  /** @param {string} electron its executable */
  allChecks(electron) {
    return [
      ...this.shortChecks(),
      this.#plain('Node 22', join(this.#folder, 'node_modules', 'node-22', 'bin', 'node')),
      ...this.#bundle('esbuild', ['esbuild', 'esbuild-split']),
      this.#incompleteBundle(),
      ...this.#bundle('webpack', ['webpack'], { isAlone: false }),
      this.#tsx(),
      this.#electron(electron),
      this.#tool('publint', ['publint', '--strict', 'node_modules/@dropmill/futures']),
      // Only ESM is offered, which CommonJS loads by `await import`.
      this.#tool('attw', ['attw', '--profile', 'esm-only', this.#tarball]),
    ];
  }

  #linkTools() {
    for (const name of LINKED) {
      const link = join(this.#folder, 'node_modules', name);
      rmSync(link, { recursive: true, force: true });
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), link);
    }
  }

  /** @param {readonly string[]} args */
  #npm(args) {
    const common = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    const { status, stderr } = npm([...args, ...common], { cwd: this.#folder });
    if (status !== 0)
      throw new SetupError('INSTALL_FAILED', `npm ${args.join(' ')} ended with status ${status}.\n${stderr}`);
  }

  /**
   * @param {string} what
   * @param {string} node
   */
  #plain(what, node) {
    return outcome(what, [capture(node, ['plain/main.mjs'], { cwd: this.#folder })]);
  }

  #commonJs() {
    return outcome('CommonJS', [this.#node(['commonjs/main.cjs'])]);
  }

  #types() {
    const built = this.#node(['node_modules/typescript/bin/tsc', '-p', 'types']);
    return outcome('types (NodeNext)', [{ ...built, stdout: 'passed' }, this.#node(['types/built/main.js'])]);
  }

  /**
   * An app in an asar, with the package in it.
   * @param {string} electron
   */
  #electron(electron) {
    const app = join(this.#folder, 'electron');
    const archive = join(this.#bundles, 'app.asar');
    const own = join(app, 'node_modules', '@dropmill', 'futures');
    cpSync(join(this.#folder, 'node_modules', '@dropmill', 'futures'), own, { recursive: true });
    const packed = this.#node(['node_modules/@electron/asar/bin/asar.js', 'pack', app, archive]);
    const args = ['--no-sandbox', '--disable-gpu', archive, `--user-data-dir=${join(this.#bundles, 'profile')}`];
    return outcome("Electron's main, in an asar", [
      { ...packed, stdout: 'passed' },
      capture(...onScreen(electron, args)),
    ]);
  }

  #tsx() {
    return outcome('tsx', [this.#node(['--import', 'tsx', 'types/main.ts'])]);
  }

  /**
   * @param {string} bundler
   * @param {readonly string[]} folders that it fills
   * @param {{ isAlone?: boolean }} [options] whether a bundle needs nothing besides
   */
  #bundle(bundler, folders, { isAlone = true } = {}) {
    const built = capture(projectNode(), [`build-${bundler}.mjs`], { cwd: join(this.#folder, 'plain') });
    return folders.map((name) => {
      const made = join(this.#folder, 'plain', name);
      const place = isAlone ? join(this.#bundles, name) : made;
      if (isAlone && built.status === 0) cpSync(made, place, { recursive: true });
      return outcome(`bundled by ${name}`, [{ ...built, stdout: 'passed' }, this.#node([join(place, 'main.mjs')])]);
    });
  }

  /** The program must say what is missing. */
  #incompleteBundle() {
    const { status, stdout, stderr } = this.#node(['plain/esbuild-incomplete/main.mjs']);
    const isClear = status !== 0 && stderr.includes('"@dropmill/futures/thread-worker" an entry of the bundle');
    return outcome('bundled without the entries', [
      isClear ? { status: 0, stdout: 'passed', stderr } : { status: 1, stdout, stderr },
    ]);
  }

  /**
   * @param {string} name
   * @param {readonly string[]} command
   */
  #tool(name, [program = '', ...args]) {
    const ended = capture(join(this.#folder, 'node_modules', '.bin', program), args, { cwd: this.#folder });
    if (ended.status !== 0) say(ended.stdout);
    return outcome(name, [{ ...ended, stdout: 'passed' }]);
  }

  /** @param {readonly string[]} args */
  #node(args) {
    return capture(projectNode(), args, { cwd: this.#folder });
  }
}

/**
 * @param {string} name
 * @param {readonly { status: number, stdout: string, stderr: string }[]} runs
 * @returns {Outcome}
 */
function outcome(name, runs) {
  const failed = runs.find(({ status, stdout }) => status !== 0 || !stdout.trim().endsWith('passed'));
  if (failed) say(`${name}: status ${failed.status}\n${failed.stdout}\n${failed.stderr}`);
  return { name: `futures: ${name}`, ok: !failed };
}
