// `npm start -- zip` on a fresh copy, by Windows' Node and npm: installs, builds, and packs.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../lib/child.mjs';
import { cacheFolder, projectNode, root } from '../lib/project.mjs';
import { SetupError, say } from '../lib/say.mjs';
import { packageFolder, windowsNode, windowsNpm } from './packages.mjs';
import { onDriveZ } from './prefix.mjs';
import { importOwnPackageByPath, sourceFiles } from './project-copy.mjs';

/** @typedef {import('../lib/steps/steps.mjs').Outcome} Outcome */
/** @typedef {import('./prefix.mjs').WineRun} WineRun */

const NAME = 'Windows: npm start';
/** The project's own package, as the lock has it: the folder and the link to it. */
const WORKSPACE = ['workers/executor', 'node_modules/@dropmill/futures'];

/**
 * @param {WineRun} run
 * @param {string} project an empty folder
 * @returns {Promise<Outcome>}
 */
export async function npmStart(run, project) {
  for (const path of sourceFiles()) cpSync(join(root, path), join(project, path));
  importOwnPackageByPath(project);
  for (const file of ['package.json', 'package-lock.json']) pinNode22(join(project, file));
  const cache = join(cacheFolder(), 'windows', 'npm');
  const script = join(packageFolder(windowsNpm), 'bin', 'npm-cli.js');
  fillCache(script, project, cache);
  const archive = join(project, 'made.zip');
  const words = ['start', '--', 'zip', '-o', onDriveZ(archive), 'README.md', 'docs'];
  const output = join(root, 'test-results', 'windows', 'npm-start.txt');
  mkdirSync(join(output, '..'), { recursive: true });
  const status = await run.runNode([onDriveZ(script), ...words], {
    output,
    cwd: project,
    env: environment(run, cache),
  });
  const listed = existsSync(archive) ? capture('unzip', ['-Z1', archive]).stdout : '';
  const ok = status === 0 && capture('unzip', ['-tq', archive]).status === 0 && /^README\.md$/m.test(listed);
  if (!ok) say(`${NAME} ended with status ${status}.\n${readFileSync(output, 'utf8').slice(-4000)}`);
  return { name: NAME, ok };
}

/**
 * Another Node than the one that does not start under Wine; and no workspace, of which npm makes a junction, which Wine has not.
 * @param {string} file
 */
function pinNode22(file) {
  const { name, version, integrity } = windowsNode;
  const content = JSON.parse(readFileSync(file, 'utf8'));
  const project = content.packages?.[''] ?? content;
  project.optionalDependencies[name] = version;
  delete project.workspaces;
  for (const path of WORKSPACE) delete content.packages?.[path];
  const locked = content.packages?.[`node_modules/${name}`];
  if (locked) Object.assign(locked, { version, integrity });
  if (locked?.resolved) delete locked.resolved;
  writeFileSync(file, JSON.stringify(content, null, 2));
}

/**
 * Wine's network loses answers, and npm ends with "Exit handler never called!" when one does not come: all is fetched from here
 * first. By the same npm, as each version of it has its own idea of the optional packages that a system does not need.
 * @param {string} script of that npm
 * @param {string} project
 * @param {string} cache
 */
function fillCache(script, project, cache) {
  const words = ['ci', '--os=win32', '--cpu=x64', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const { status, stderr } = capture(projectNode(), [script, ...words, '--loglevel=error', '--cache', cache], {
    cwd: project,
  });
  if (status !== 0)
    throw new SetupError('INSTALL_FAILED', `npm ci for Windows ended with status ${status}.`, stderr.trim());
  rmSync(join(project, 'node_modules'), { recursive: true });
}

/**
 * @param {WineRun} run
 * @param {string} cache
 * @returns {Record<string, string>}
 */
function environment({ node }, cache) {
  return {
    WINEPATH: onDriveZ(join(node, '..')),
    npm_config_cache: onDriveZ(cache),
    npm_config_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  };
}
