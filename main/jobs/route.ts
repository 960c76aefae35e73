// Where a job's inputs come from and where its results go, as the window shows it.
import { basename, dirname } from 'node:path';
import { commonFolder } from '../../workers/files/common-folder.ts';
import type { JobRecord } from '../contract/jobs.ts';

/** The name of the first file or folder that was dropped. */
export function originOf(inputs: readonly string[]): string {
  const [first = ''] = inputs;
  return basename(first) || first;
}

/** The folder that holds all that a job writes to, while it is at work. */
export function placeOfFolders(folders: ReadonlySet<string>): Pick<JobRecord, 'place'> {
  return { place: commonFolder([...folders]) };
}

/**
 * Where the results are: the folder that holds them, or the one result itself, unless the row is called like it.
 * @returns nothing new when there are no results
 */
export function placeOfOutputs(title: string, outputs: readonly string[]): Pick<JobRecord, 'place'> {
  const [only] = outputs;
  if (only === undefined) return {};
  if (outputs.length === 1) return { place: basename(only) === title ? dirname(only) : only };
  return { place: commonFolder([...new Set(outputs.map((path) => dirname(path)))]) };
}
