// Where electron-builder puts the unpacked app of this system.
import { join } from 'node:path';
import { root } from '../lib/project.mjs';

/** @param {NodeJS.Platform} [platform] */
export function unpackedApp(platform = process.platform, arch = process.arch) {
  const other = platform === 'win32' ? 'win' : platform === 'darwin' ? 'mac' : 'linux';
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  const kind = platform === 'darwin' ? '' : '-unpacked';
  return join(root, 'release', `${other}${suffix}${kind}`);
}

/** @param {string} folder of the unpacked app */
export function packedExecutable(folder, platform = process.platform) {
  if (platform === 'darwin') return join(folder, 'Dropmill.app', 'Contents', 'MacOS', 'Dropmill');
  return join(folder, platform === 'win32' ? 'Dropmill.exe' : 'dropmill');
}
