// What is read of an archive that is not there as a whole looks damaged: the fault that is reported is what is missing.
import { basename } from 'node:path';
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
  return isPart ? archiveFault('VOLUMES_MISSING', { cause: error }) : error;
}

function nextName({ path }: ArchivePart): string {
  const { whole, number } = partNameOf(basename(path)) ?? { whole: basename(path), number: 0 };
  return numbered(whole, number + 1);
}

/** Also one that has come from a worker, which is no instance of the class here. */
function isFault(error: unknown): error is JobError {
  return error instanceof Error && error.name === 'JobError';
}
