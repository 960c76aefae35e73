// Where the Node binary is that the host runs on.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import nodePackages from './node-packages.json' with { type: 'json' };

/** npm packages that carry a platform's binary. The versions are pinned in package.json. */
const PACKAGES: Readonly<Record<string, string>> = nodePackages;

/**
 * @param resources the packaged app's resources folder, or undefined when run from the source tree
 * @throws Error when this platform has no binary
 */
export function nodeBinary(resources: string | undefined): string {
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  if (resources) return join(resources, 'node', executable);
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (!name) throw new Error(`No Node binary is known for ${platform}.`);
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  return join(folder, 'bin', executable);
}

/** Where a packaged file lies that plain Node reads: beside the asar, which only Electron can read. */
export function unpacked(path: string): string {
  return path.replace(/app\.asar(?=[\\/]|$)/, 'app.asar.unpacked');
}
