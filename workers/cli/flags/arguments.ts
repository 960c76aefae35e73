// The words of the command line with every byte they came with: Node decodes them as UTF-8, and what is not is lost.
import { readFileSync, readlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { escapeBytes } from '../../files/system-path.ts';

/** What Node puts in the place of bytes that are not UTF-8. */
const REPLACEMENT = '\uFFFD';

/**
 * The words after the script, in the form of `files/system-path.ts`.
 * @param argv `process.argv`
 */
export function commandLine(argv: readonly string[]): string[] {
  const words = argv.slice(2);
  if (!words.some((word) => word.includes(REPLACEMENT))) return words;
  return wordsAsBytes(words.length) ?? words;
}

/** An absolute path, by way of the folder that the command runs in. */
export function resolvePath(path: string): string {
  return resolve(workingFolder(), path);
}

/** Linux alone has the words as they were given; elsewhere the system itself keeps them as Unicode. */
function wordsAsBytes(count: number): string[] | undefined {
  try {
    const bytes = readFileSync('/proc/self/cmdline');
    const words: string[] = [];
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(0, at);
      words.push(escapeBytes(bytes.subarray(at, end)));
      at = end + 1;
    }
    // Node's own options and the script are before them.
    return words.slice(-count);
  } catch {
    return undefined;
  }
}

function workingFolder(): string {
  const folder = process.cwd();
  if (!folder.includes(REPLACEMENT)) return folder;
  try {
    return escapeBytes(readlinkSync('/proc/self/cwd', { encoding: 'buffer' }));
  } catch {
    return folder;
  }
}
