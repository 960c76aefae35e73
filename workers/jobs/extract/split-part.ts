// What is read of one part of a split archive looks damaged: the fault that is told is that it is a part.
import { basename } from 'node:path';
import type { JobError } from '../user-error.ts';
import { archiveFault } from './faults.ts';

/** As Dropmill, 7-Zip (`Photos.zip.001`), Info-ZIP (`Photos.z01`) and WinRAR (`Photos.part1.rar`, `Photos.r00`) name parts. */
const PART = /\.(?:\d{3}|[zr]\d\d|part\d+\.rar)$/i;

/** What is wrong with a whole archive whose end or beginning is in another file. */
const OF_PARTS = ['NOT_AN_ARCHIVE', 'END_MISSING', 'DIRECTORY_DAMAGED', 'ARCHIVE_DAMAGED', 'TAR_END_MISSING'];

/** The error as it came, or the true cause of it. @param input the archive's path */
export function asSplitPart(error: unknown, input: string): unknown {
  const isPart = PART.test(basename(input)) && isFault(error) && OF_PARTS.includes(error.code);
  return isPart ? archiveFault('VOLUMES_MISSING', { cause: error }) : error;
}

/** Also one that has come from a worker, which is no instance of the class here. */
function isFault(error: unknown): error is JobError {
  return error instanceof Error && error.name === 'JobError';
}
