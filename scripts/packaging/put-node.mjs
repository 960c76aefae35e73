// Puts the target's Node binary, on which the host runs, into the app's resources.
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { nodePackage, root } from '../lib/project.mjs';
import { say } from '../lib/say.mjs';
import { npm } from '../lib/setup/npm.mjs';

const run = promisify(execFile);
/** @type {{ optionalDependencies: Readonly<Record<string, string>> }} */
const project = createRequire(import.meta.url)('../../package.json');

/**
 * @param {string} target platform-architecture
 * @param {string} folder
 */
export async function putNode(target, folder) {
  const name = nodePackage(target);
  if (name === undefined) throw new Error(`No Node binary is known for ${target}.`);
  await mkdir(folder, { recursive: true });
  const executable = target.startsWith('win32') ? 'node.exe' : 'node';
  const destination = join(folder, executable);
  await withPackage(name, async (source) => {
    await copyFile(join(source, 'bin', executable), destination);
    await copyFile(join(source, 'LICENSE'), join(folder, 'LICENSE'));
  });
  await chmod(destination, 0o755);
  if (target.startsWith('linux')) await strip(destination);
}

/**
 * Takes the symbol table out, 18 MB that only a debugger reads; what sharp's binary links to stays. Not on macOS, whose
 * signature it would break.
 * @param {string} file
 */
async function strip(file) {
  const before = (await stat(file)).size;
  try {
    await run('strip', ['--strip-unneeded', file]);
    say(`stripped Node's binary from ${before} to ${(await stat(file)).size} bytes`);
  } catch {
    say("Node's binary keeps its symbols: no `strip` here that knows it (binutils of the target has one)");
  }
}

/**
 * The package's folder: the installed one, or for another platform's a copy fetched for the time being.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} use
 */
async function withPackage(name, use) {
  const installed = join(root, 'node_modules', name);
  if (await stat(installed).catch(() => undefined)) return use(installed);
  const folder = await mkdtemp(join(tmpdir(), 'dropmill-node-'));
  try {
    const spec = `${name}@${project.optionalDependencies[name]}`;
    const { status, stdout, stderr } = npm(['pack', '--json', '--pack-destination', folder, spec], { cwd: folder });
    if (status !== 0) throw new Error(`npm could not fetch ${spec}: ${stderr}`);
    await run('tar', ['-xzf', join(folder, JSON.parse(stdout)[0].filename), '-C', folder]);
    await use(join(folder, 'package'));
  } finally {
    await rm(folder, { recursive: true });
  }
}
