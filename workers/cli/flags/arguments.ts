// Reads the words of the command line without loss: Node decodes them as UTF-8 and loses other bytes.
import { readFileSync, readlinkSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { isWindows } from '../../files/system.ts';
import { escapeBytes } from '../../files/system-path.ts';
import { UsageError } from '../usage-error.ts';

/** Node replaces bytes that are not UTF-8 by this. */
const REPLACEMENT = '\uFFFD';

/**
 * Returns the words after the script, in the form of `files/system-path.ts`.
 * @param argv `process.argv`
 */
export function commandLine(argv: readonly string[]): string[] {
  const words = isWindows ? withQuotesAsMeant(argv.slice(2)) : argv.slice(2);
  if (!words.some((word) => word.includes(REPLACEMENT))) return words;
  return wordsAsBytes(words.length) ?? words;
}

/**
 * Windows takes `\"` for a quotation mark: what is typed as `"My folder\" b.txt`, as PowerShell completes it, comes as one word,
 * `My folder" b.txt`. No name of Windows holds such a mark.
 */
export function withQuotesAsMeant(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const at = word.indexOf('"');
    if (at <= 0) return [word];
    const others = word.slice(at + 1).split(' ');
    return [`${word.slice(0, at)}\\`, ...others.filter((other) => other !== '')];
  });
}

/** Makes a path absolute, relative to the current folder. */
export function resolvePath(path: string): string {
  return isAbsolute(path) ? resolve(path) : resolve(workingFolder(), path);
}

/** Reads the words as bytes, which only Linux has; other systems keep them as Unicode. */
function wordsAsBytes(count: number): string[] | undefined {
  try {
    const bytes = readFileSync('/proc/self/cmdline');
    const words: string[] = [];
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(0, at);
      words.push(escapeBytes(bytes.subarray(at, end)));
      at = end + 1;
    }
    // Node's own options and the script come before them.
    return words.slice(-count);
  } catch {
    return undefined;
  }
}

/** @throws {UsageError} when the folder that the program was started in is gone */
function nodesFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageError('The current folder is gone. Change to another one, or use absolute paths.');
  }
}

function workingFolder(): string {
  const folder = nodesFolder();
  if (!folder.includes(REPLACEMENT)) return folder;
  try {
    return escapeBytes(readlinkSync('/proc/self/cwd', { encoding: 'buffer' }));
  } catch {
    return folder;
  }
}
