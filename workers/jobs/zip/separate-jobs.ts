// Makes separate archives jobs of their own, so that each can be paused, cancelled and undone by itself.
import { basename, dirname } from 'node:path';
import type { JobPart } from '../job-type.ts';
import { archiveName } from './archive-name.ts';
import type { ZipOptions } from './options.ts';

/** More archives are one job, as so many rows would fill the list. */
const MAX_JOBS = 100;

/** Returns undefined if one job has to decide the names, because two inputs would give the same name, or the name of an input. */
export function separateJobs(
  inputs: readonly string[],
  options: ZipOptions,
): readonly JobPart<ZipOptions>[] | undefined {
  if (!options.perInput || inputs.length < 2 || inputs.length > MAX_JOBS) return undefined;
  const names = inputs.map((input) => possibleNames(input, options));
  const all = [...names.flatMap((own) => [...own]), ...inputs.map((input) => basename(input).toLowerCase())];
  if (new Set(all).size < all.length) return undefined;
  const [first = ''] = inputs;
  const isShared = inputs.every((input) => dirname(input) === dirname(first));
  const folder = options.folder === '' && !isShared ? dirname(first) : options.folder;
  return inputs.map((input) => ({ inputs: [input], options: { ...options, name: '', folder } }));
}

/** Returns the names with and without an extension, as it is not known here whether the input is a folder. */
function possibleNames(input: string, options: ZipOptions): ReadonlySet<string> {
  const asked = { ...options, name: '' };
  const both = [false, true].map((isFolder) => archiveName([input], asked, isFolder).toLowerCase());
  return new Set(both);
}
