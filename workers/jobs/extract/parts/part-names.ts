// Parts of a split archive by their names: `Photos.zip.001`, `Photos.zip.002` and so on, as Dropmill, 7-Zip, Keka and `split` name them.
import { basename } from 'node:path';

/** 7-Zip goes on with `.1000` behind `.999`. */
const PART = /^(.*[^/\\])\.(\d{3}|[1-9]\d{3})$/s;
const MAX_PADDED = 999;

export interface PartName {
  /** Without the number: `Photos.zip`. A path if a path was given. */
  readonly whole: string;
  /** From 1 on. */
  readonly number: number;
}

/** Undefined for what is not called like a part. */
export function partNameOf(path: string): PartName | undefined {
  const [, whole = '', digits = '0'] = PART.exec(path) ?? [];
  const number = Number(digits);
  return number === 0 ? undefined : { whole, number };
}

export function numbered(whole: string, number: number): string {
  return `${whole}.${String(number).padStart(3, '0')}`;
}

/**
 * The archives that paths stand for, in their order: each once, and a split one by its first part, whichever parts were given.
 * A fourth digit makes a part only of what is given with others: `Backup.2024` is a file like any other.
 */
export function archivesOf(inputs: readonly string[]): readonly string[] {
  const firsts = new Set(inputs.flatMap((path) => firstOf(path, MAX_PADDED) ?? []));
  return [
    ...new Set(
      inputs.map((path) => {
        const first = firstOf(path);
        return first !== undefined && firsts.has(first) ? first : path;
      }),
    ),
  ];
}

function firstOf(path: string, max = Number.POSITIVE_INFINITY): string | undefined {
  const part = partNameOf(path);
  return part && part.number <= max ? numbered(part.whole, 1) : undefined;
}

/** What the archive is called, split or not. */
export function archiveName(path: string): string {
  const name = basename(path);
  return partNameOf(name)?.whole ?? name;
}
