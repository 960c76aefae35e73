// Reads the attribute "hidden" of files on Windows. Node does not report it, but Windows' own `dir` does.
import { join } from 'node:path';
import { childProcess } from '../node-when-used.ts';
import { isWindows } from '../system.ts';

/** In bytes, enough for many more than 200,000 paths. */
const MAX_LIST_BYTES = 256 << 20;

/** Returns the paths below a folder that have the attribute. On other systems a dot in the name hides a file, so nothing is returned. */
export function hiddenPaths(folder: string): Promise<readonly string[]> {
  return isWindows ? listHidden(folder) : Promise.resolve([]);
}

/** The status is 1 if nothing is hidden, and also if the folder cannot be read; the walk reports the latter. */
function listHidden(folder: string): Promise<readonly string[]> {
  const program = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'cmd.exe');
  // The path is passed in a variable, because `%` in it would otherwise be taken for a variable. `/u` makes `dir` answer in UTF-16.
  const words = ['/d', '/u', '/c', 'dir /a:h /b /s "%DROPMILL_FOLDER%"'];
  const env = { ...process.env, DROPMILL_FOLDER: folder };
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
