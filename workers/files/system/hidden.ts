// The mark "hidden" that files of Windows have beside their names. Node does not tell it, and Windows' own `dir` does.
import { join } from 'node:path';
import { childProcess } from '../node-when-used.ts';
import { isWindows } from '../system.ts';

/** Much more than 200,000 paths, in bytes. */
const MAX_LIST_BYTES = 256 << 20;

/** Paths below a folder that Windows hides by their attribute. Other systems hide by a dot, which the name tells. */
export function hiddenPaths(folder: string): Promise<readonly string[]> {
  return isWindows ? listHidden(folder) : Promise.resolve([]);
}

/** Nothing hidden is status 1; so is a folder that cannot be read, of which the walk tells. */
function listHidden(folder: string): Promise<readonly string[]> {
  const program = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'cmd.exe');
  // In a variable, as `%` in a path on the command line would itself be taken for one. `/u` has it answer in UTF-16.
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
