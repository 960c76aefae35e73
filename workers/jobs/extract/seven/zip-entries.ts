// Prepares the entries of a zip file that 7-Zip unpacks. Their names and places come from our own reader, as for every zip file.
import { archiveFault } from '../faults.ts';
import type { ZipDirectory, ZipEntry } from '../read/zip-plan.ts';
import { ownerOf } from '../zip-archive/zip-chunk.ts';
import type { SevenEntry } from './seven-list.ts';

/** @param listed as 7-Zip lists them, in the same order @throws {JobError} if the two lists have different entries */
export function zipEntries(listed: readonly SevenEntry[], { entries, count, backslashes }: ZipDirectory): SevenEntry[] {
  if (listed.length !== count) throw archiveFault('DIRECTORY_DAMAGED');
  return [...entries].map((entry, index) => {
    const its = listed[index];
    if (its?.size !== entry.size) throw archiveFault('DIRECTORY_DAMAGED');
    return {
      ...its,
      printedName: its.name,
      name: backslashes ? entry.name.replaceAll('\\', '/') : entry.name,
      kind: kindOf(its, entry),
      mtime: entry.mtime,
      mode: entry.mode,
      owner: ownerOf(entry),
      encrypted: entry.encryption !== 'none',
    };
  });
}

/** 7-Zip writes nothing for an entry that it takes for a folder. */
function kindOf(its: SevenEntry, { kind }: ZipEntry): SevenEntry['kind'] {
  const isSame = (its.kind === 'folder') === (kind === 'folder') || its.size === 0;
  return isSame ? kind : its.kind;
}
