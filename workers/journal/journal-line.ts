// The lines of a job's journal, and how they are parsed: everything that is read from a file is checked. This is written by hand,
// because the command line, which keeps no journal, would otherwise load a schema library for it.
import { isAbsolute } from 'node:path';
import type { NamedFile } from '../files/output/output-file.ts';

export type JournalLine =
  | { readonly kind: 'boot'; readonly id: string }
  | { readonly kind: 'begin' | 'end'; readonly keys: readonly string[] }
  | { readonly kind: 'naming'; readonly key: string; readonly file: NamedFile; readonly result?: unknown }
  | { readonly kind: 'note'; readonly key: string; readonly text: string }
  | { readonly kind: 'done'; readonly key: string; readonly result: unknown };

/** Returns undefined for a text that is no such line: a crash may leave a line half written. */
export function parseJournalLine(text: string): JournalLine | undefined {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isJournalLine(line) ? line : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function isJournalLine(line: unknown): line is JournalLine {
  if (!isObject(line)) return false;
  switch (line.kind) {
    case 'boot':
      return typeof line.id === 'string';
    case 'begin':
    case 'end':
      return Array.isArray(line.keys) && line.keys.every((key) => typeof key === 'string');
    case 'note':
      return typeof line.key === 'string' && typeof line.text === 'string';
    case 'naming':
      return typeof line.key === 'string' && isNamedFile(line.file) && isResult(line.result ?? {});
    case 'done':
      return typeof line.key === 'string' && isResult(line.result);
    default:
      return false;
  }
}

function isNamedFile(file: unknown): file is NamedFile {
  if (!isObject(file)) return false;
  const { path, from = path, madeFolder = path, dev, ino, size, mtime } = file;
  return (
    [path, from, madeFolder].every(isPath) &&
    [dev, ino, mtime].every((number) => typeof number === 'string') &&
    isCount(size)
  );
}

/**
 * Whether this can be the result of a key. Each job type has its own results, in which numbers are counts and strings are
 * paths of files.
 */
function isResult(result: unknown): boolean {
  if (!isObject(result)) return false;
  return Object.values(result).every(
    (value) =>
      typeof value === 'boolean' || isCount(value) || isPath(value) || (Array.isArray(value) && value.every(isPath)),
  );
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && isAbsolute(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
