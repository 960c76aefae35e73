// Paths as text for other programs, one a line: what would break the line, or make it look like another path, is written as shells
// take it.
import { isWindows } from '../workers/files/system.ts';

/** Control characters, ends of lines, marks of direction, and bytes that are not UTF-8 (`system-path.ts`). */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\u{dc80}-\u{dcff}]/u;
const IN_QUOTES = /['\\\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\u{dc80}-\u{dcff}]/gu;

export function copiedPaths(paths: readonly string[]): string {
  return paths.map(copiedPath).join('\n');
}

/** As it is, or in the quotes of bash, zsh and POSIX 2024: `$'two\nlines'`. Windows has no such names. */
function copiedPath(path: string): string {
  if (isWindows || !UNSAFE.test(path)) return path;
  return `$'${path.replace(IN_QUOTES, escaped)}'`;
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  if (character === "'" || character === '\\') return `\\${character}`;
  if (code === 0x0a) return '\\n';
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
