// The build in out/: made again when what it is made of has changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { runStep } from './child.mjs';
import { projectNode, root } from './project.mjs';
import { SetupError, say } from './say.mjs';

/** What the build reads: whole folders, and single files. */
const inputs = ['main', 'renderer', 'workers', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];

/** @param {string} project */
function stampFile(project) {
  return join(project, 'out', '.built-from');
}

/**
 * A digest of all that the build reads: names and bytes.
 * @param {string} [project]
 */
export function digestOfInputs(project = root) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesIn(project, input)).sort()) {
    const bytes = readFileSync(join(project, file));
    hash.update(`${file.replaceAll(sep, '/')}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * @param {string} project
 * @param {string} path relative to the project
 * @returns {string[]}
 */
function filesIn(project, path) {
  const entry = statSync(join(project, path), { throwIfNoEntry: false });
  if (entry === undefined || isAside(path)) return [];
  if (!entry.isDirectory()) return [path];
  return readdirSync(join(project, path)).flatMap((name) => filesIn(project, join(path, name)));
}

/**
 * Tests are beside the code and are not built.
 * @param {string} path
 */
function isAside(path) {
  return /\.test\.tsx?$|\.md$|\.tsbuildinfo$/.test(path) || path.split(sep).includes('node_modules');
}

/**
 * Whether out/ holds what a build of the present sources would give.
 * @param {string} [project]
 */
export function isBuilt(project = root) {
  const stamp = stampFile(project);
  if (!existsSync(stamp)) return false;
  /** @type {{ digest: string, files: string[] }} */
  const { digest, files } = JSON.parse(readFileSync(stamp, 'utf8'));
  return digest === digestOfInputs(project) && files.every((file) => existsSync(join(project, file)));
}

/**
 * Notes what out/ was built from, and its files.
 * @param {string} project
 * @param {string} digest of the inputs before the build began
 */
export function noteBuilt(project, digest) {
  const files = filesIn(project, 'out').filter((file) => !file.startsWith(join('out', 'types')));
  writeFileSync(stampFile(project), JSON.stringify({ digest, files }));
}

/** Builds unless out/ is up to date. */
export async function ensureBuild() {
  if (!isBuilt()) await build();
}

/** Builds all parts into out/. */
export async function build() {
  say('building ...');
  const started = Date.now();
  const digest = digestOfInputs();
  rmSync(stampFile(root), { force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const status = await runStep(projectNode(), [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdout: 'stderr' });
  if (status !== 0) throw new SetupError('BUILD_FAILED', `The build ended with status ${status}.`);
  removeOlder(join(root, 'out'), started);
  noteBuilt(root, digest);
  say(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * Removes the files of earlier builds: the names of chunks change with their content.
 * @param {string} folder
 * @param {number} time in milliseconds; files written before it go
 */
function removeOlder(folder, time) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = join(folder, entry.name);
    if (entry.isFile() && /\.(c?js|map)$/.test(entry.name) && statSync(file).mtimeMs < time - 1000) rmSync(file);
  }
}
