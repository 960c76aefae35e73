// Tells whether the inputs of a job are so small that the job is done before a worker has started.
import { opendirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { atPath } from '../files/long-path.ts';

export interface LightBounds {
  /** The size of all files together. */
  readonly bytes: number;
  /** Files and folders. */
  readonly entries: number;
}

/**
 * Examines no more files than the bounds say, so that it takes hardly any time for large inputs. What cannot be examined counts
 * as empty: the job reports what is wrong with it.
 * @param inputs absolute paths, in the form of `files/system-path.ts`
 */
export function areLight(inputs: readonly string[], bounds: LightBounds): boolean {
  const open = [...inputs];
  let { bytes, entries } = bounds;
  for (let path = open.pop(); path !== undefined && bytes >= 0; path = open.pop()) {
    if (open.length >= entries--) return false;
    const { size, names } = look(path, entries);
    bytes -= size;
    open.push(...names.map((name) => join(path, name)));
  }
  return bytes >= 0;
}

/** Returns the size of a file, or names in a folder, at most one more than `limit`. Links are followed, as jobs may follow them. */
function look(path: string, limit: number): { readonly size: number; readonly names: readonly string[] } {
  try {
    const stats = atPath(path, (real) => statSync(real));
    return { size: stats.isFile() ? stats.size : 0, names: stats.isDirectory() ? firstNames(path, limit) : [] };
  } catch {
    return { size: 0, names: [] };
  }
}

function firstNames(path: string, limit: number): readonly string[] {
  const folder = atPath(path, (real) => opendirSync(real));
  try {
    const names: string[] = [];
    for (let entry = folder.readSync(); entry && names.length <= limit; entry = folder.readSync())
      names.push(entry.name);
    return names;
  } finally {
    folder.closeSync();
  }
}
