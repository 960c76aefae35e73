// What is read of an archive that is not there as a whole looks damaged: the fault that is reported is what is missing.
import { closeSync, fstatSync } from 'node:fs';
import { basename } from 'node:path';
import { readUpTo } from '../../../files/read-at.ts';
import { patientOpen } from '../../../files/system/patience.ts';
import { systemPath } from '../../../files/system-path.ts';
import { JobError } from '../../user-error.ts';
import { archiveFault } from '../faults.ts';
import type { ArchivePart } from './find-parts.ts';
import { numbered, partNameOf } from './part-names.ts';

/** Parts of other kinds, which are not joined here: Info-ZIP (`Photos.z01`), WinRAR (`Photos.part1.rar`, `Photos.r00`). */
const OTHER_PART = /\.(?:\d{3,4}|[zr]\d\d|part\d+\.rar)$/i;

/** What is wrong with a whole archive whose end or beginning is in another file. */
const OF_PARTS = ['NOT_AN_ARCHIVE', 'END_MISSING', 'DIRECTORY_DAMAGED', 'ARCHIVE_DAMAGED', 'TAR_END_MISSING'];
/** The beginning was read. 7-Zip calls an archive damaged whose end is missing. */
const OF_THE_END = ['END_MISSING', 'DIRECTORY_DAMAGED', 'TAR_END_MISSING'];

/** The error as it came, or the true cause of it. @param input the archive's path @param parts as they were found */
export function asSplitPart(error: unknown, input: string, parts: readonly ArchivePart[]): unknown {
  if (!isFault(error)) return error;
  const last = parts.at(-1);
  if (last) {
    // The last part is smaller than the others but for one time in many: where it is as large, more are likely.
    const mayGoOn = last.size === parts[0]?.size && OF_THE_END.includes(error.code);
    return mayGoOn ? new JobError('NEXT_PART_MISSING', { name: nextName(last) }, { cause: error }) : error;
  }
  const isPart = OTHER_PART.test(basename(input)) && OF_PARTS.includes(error.code);
  if (isPart) return archiveFault('VOLUMES_MISSING', { cause: error });
  const mayBeVolume = error.code === 'END_MISSING' && hasWholeRecords(input);
  return mayBeVolume ? new JobError('NEXT_VOLUME_MISSING', {}, { cause: error }) : error;
}

/** GNU tar writes whole records, and cuts volumes (`-M`) after one. Nothing else in the first volume says that there are more. */
function hasWholeRecords(path: string): boolean {
  try {
    const file = patientOpen(systemPath(path), 'r');
    try {
      const magic = Buffer.alloc(5);
      return (
        fstatSync(file).size % RECORD_BYTES === 0 && readUpTo(file, magic, 0, 5, 257) === 5 && `${magic}` === 'ustar'
      );
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** GNU tar's usual record: 20 blocks. */
const RECORD_BYTES = 20 * 512;

function nextName({ path }: ArchivePart): string {
  const { whole, number } = partNameOf(basename(path)) ?? { whole: basename(path), number: 0 };
  return numbered(whole, number + 1);
}

/** Also one that has come from a worker, which is no instance of the class here. */
function isFault(error: unknown): error is JobError {
  return error instanceof Error && error.name === 'JobError';
}
