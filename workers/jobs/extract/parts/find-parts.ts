// Finds the parts of a split archive beside its first one, and says which of them is missing or has the wrong size.
import type { BigIntStats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { escapeBytes, readNames, systemPath } from '../../../files/system-path.ts';
import { JobError } from '../../user-error.ts';
import { numbered, partNameOf } from './part-names.ts';

/** A part as it was found. */
export interface ArchivePart {
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  /** Nanoseconds since 1970. */
  readonly mtime: string;
}

/** Those that are not the same as an earlier one, by whatever path they are named. @param paths as `archivesOf` gives them */
export async function distinctArchives(paths: readonly string[]): Promise<readonly string[]> {
  const found = new Map<string, string>();
  for (const path of paths) {
    // What is wrong with a path is reported by whoever reads it.
    const real = await realpath(systemPath(path), { encoding: 'buffer' }).then(escapeBytes, () => path);
    if (!found.has(real)) found.set(real, path);
  }
  return [...found.values()];
}

/**
 * @param path of an archive; if it is split, of its first part
 * @returns all parts in their order; none for an archive of one file
 * @throws {JobError} when a part is missing or has another size than its neighbours
 */
export async function findParts(path: string): Promise<readonly ArchivePart[]> {
  const { whole, number } = partNameOf(path) ?? { whole: '', number: 0 };
  if (number !== 1) return [];
  const last = lastNumber(whole);
  const parts: ArchivePart[] = [];
  for (let at = 1; ; at++) {
    const part = numbered(whole, at);
    const found = await look(part);
    if (found?.isFile()) parts.push({ path: part, size: Number(found.size), mtime: found.mtimeNs.toString() });
    // What is wrong with one file alone is reported by whoever reads it.
    else if (at > last || last === 1) break;
    else throw new JobError('PART_MISSING', { name: basename(part) });
  }
  refuseOddSizes(parts);
  return parts;
}

/**
 * A gap is found only when the parts behind it are known. Where the folder may not be listed, or a disk takes other spellings for the
 * same name, the parts up to the first gap are found nevertheless.
 */
function lastNumber(whole: string): number {
  const stem = basename(whole);
  const numbers = namesIn(dirname(whole)).map((name) => {
    const part = name.startsWith(`${stem}.`) ? partNameOf(name) : undefined;
    return part?.whole === stem ? part.number : 0;
  });
  return numbers.reduce((last, number) => Math.max(last, number), 0);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readNames(folder);
  } catch {
    return [];
  }
}

async function look(path: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(systemPath(path), { bigint: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** All but the last are of one size, and the last is not larger. The one that differs was not copied as a whole, or is not of this set. */
function refuseOddSizes(parts: readonly ArchivePart[]): void {
  const before = parts.slice(0, -1);
  if (before.length === 0) return;
  const size = usualSize(parts);
  const odd = before.find((part) => part.size !== size) ?? parts.slice(-1).find((part) => part.size > size);
  if (odd) throw new JobError('PART_SIZE', { name: basename(odd.path), size: odd.size, expected: size });
}

/** The size that most have; of two, the larger one, as what was cut off is smaller. */
function usualSize(parts: readonly ArchivePart[]): number {
  const counts = new Map<number, number>();
  for (const { size } of parts) counts.set(size, (counts.get(size) ?? 0) + 1);
  const [usual] = [...counts].sort(([size, count], [other, times]) => times - count || other - size);
  return usual?.[0] ?? 0;
}
