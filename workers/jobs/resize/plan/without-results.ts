// Removes results from the list of originals: those that earlier jobs are known to have made, and files with the names that the
// results of this job would get.
import { basename, dirname, extname, join } from 'node:path';
import { type EarlierResult, isThere } from '../../earlier-results.ts';
import type { ResizeOptions } from '../options.ts';
import type { FoundFile } from './find-pictures.ts';
import { resultPattern } from './name-template.ts';

/** How many files are examined at a time. */
const AT_ONCE = 64;

/** @returns the files without results whose originals are among them: a result by itself is an original like any other */
export async function withoutResults(
  files: readonly FoundFile[],
  options: Pick<ResizeOptions, 'destination' | 'template'>,
  earlier: readonly EarlierResult[],
): Promise<readonly FoundFile[]> {
  const results = new Set([...(await knownResults(files, earlier)), ...resultsByName(files, options)]);
  return results.size === 0 ? files : files.filter(({ path }) => !results.has(path));
}

async function knownResults(files: readonly FoundFile[], earlier: readonly EarlierResult[]): Promise<string[]> {
  const paths = earlier.length === 0 ? new Set<string>() : new Set(files.map(({ path }) => path));
  const isAmong = (path: string, from: string) => from !== path && paths.has(from);
  const met = earlier.filter(
    ({ path, from, isOwn }) => paths.has(path) && (isOwn || from.every((original) => isAmong(path, original))),
  );
  const known: string[] = [];
  for (let at = 0; at < met.length; at += AT_ONCE) {
    const some = met.slice(at, at + AT_ONCE);
    const there = await Promise.all(some.map(isThere));
    known.push(...some.filter((_, index) => there[index]).map(({ path }) => path));
  }
  return known;
}

/** For results in the folders of their originals. */
function resultsByName(
  files: readonly FoundFile[],
  { destination, template }: Pick<ResizeOptions, 'destination' | 'template'>,
): string[] {
  const pattern = destination === 'beside' || destination === 'sibling' ? resultPattern(template) : undefined;
  if (!pattern) return [];
  const stems = new Set(files.map(({ path }) => join(dirname(path), stemOf(path))));
  return files
    .map(({ path }) => path)
    .filter((path) => {
      const original = pattern.exec(stemOf(path))?.groups?.name;
      return original !== undefined && stems.has(join(dirname(path), original));
    });
}

function stemOf(path: string): string {
  return basename(path, extname(path));
}
