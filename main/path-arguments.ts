// Which of a command line's words are files and folders to open.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Options (`--x`) and the app's own folder (`electron .`) are passed over; so is what does not exist.
 * @param folder what relative paths are relative to
 * @param own the app's own folder, when it is started from its sources
 */
export function pathArguments(argv: readonly string[], folder: string, own?: string): string[] {
  return argv
    .filter((word) => word !== '' && !word.startsWith('-'))
    .map((word) => resolve(folder, word))
    .filter((path) => path !== own && existsSync(path));
}
