// Reads the attribute "hidden" of files on Windows. Node does not report it, but Windows' own `dir` does.
import { realpathSync } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { childProcess } from '../node-when-used.ts';
import { isWindows } from '../system.ts';
import { withoutNamespace } from './paths.ts';

/** In bytes, enough for many more than 200,000 paths. */
const MAX_LIST_BYTES = 256 << 20;

/** `hiddenPaths` of several folders. One after the other, as each starts a program that reads all of its folder. */
export async function hiddenBelow(paths: readonly string[]): Promise<readonly string[]> {
  const found: (readonly string[])[] = [];
  for (const path of paths) found.push(await hiddenPaths(path));
  return found.flat();
}

/**
 * Returns the paths below a folder, or below the one that a link leads to, that have the attribute. On other systems a dot in the name
 * hides a file, so nothing is returned.
 */
export async function hiddenPaths(path: string): Promise<readonly string[]> {
  if (!isWindows) return [];
  const folder = await folderAt(path).catch(() => undefined);
  if (folder === undefined) return [];
  const plain = withoutNamespace(folder);
  return (await listHidden(plain)).map((found) => folder + found.slice(plain.length));
}

/** As the walk enters it. For the name of a file, `dir` would look through all folders beside it. */
async function folderAt(path: string): Promise<string | undefined> {
  const found = await lstat(path);
  if (found.isDirectory()) return path;
  return found.isSymbolicLink() && (await stat(path)).isDirectory() ? realpathSync.native(path) : undefined;
}

/** The status is 1 if nothing is hidden, and also if the folder cannot be read; the walk reports the latter. */
function listHidden(folder: string): Promise<readonly string[]> {
  const program = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'cmd.exe');
  // The path is passed in a variable, because `%` in it would otherwise be taken for a variable. `/u` makes `dir` answer in UTF-16,
  // `/v:off` leaves `!` in names alone, and DIRCMD may ask for other answers, or for a key after each page.
  const words = ['/d', '/u', '/v:off', '/c', 'dir /a:h /b /s "%DROPMILL_FOLDER%"'];
  const env = { ...process.env, DIRCMD: '', DROPMILL_FOLDER: folder };
  const options = {
    env,
    encoding: 'buffer',
    maxBuffer: MAX_LIST_BYTES,
    windowsHide: true,
    windowsVerbatimArguments: true,
  } as const;
  return new Promise((resolve) => {
    childProcess().execFile(program, words, options, (_, printed) => resolve(readList(printed)));
  });
}

export function readList(printed: Buffer): readonly string[] {
  return printed
    .toString('utf16le')
    .split('\r\n')
    .filter((line) => line !== '');
}
