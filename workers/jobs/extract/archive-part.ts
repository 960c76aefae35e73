// A file that is called like a part of a split archive.
import { basename } from 'node:path';
import { archiveFault } from './faults.ts';

const PART = /\.(?:\d{3}|z\d\d|r\d\d|part\d+\.rar)$/i;
const INCOMPLETE: ReadonlySet<unknown> = new Set([
  'END_MISSING',
  'DIRECTORY_DAMAGED',
  'ARCHIVE_DAMAGED',
  'NOT_AN_ARCHIVE',
]);

/** What is wrong with an archive: with a part of one it is that the others are missing. */
export function faultOfPart(path: string, error: unknown): unknown {
  const isIncomplete = INCOMPLETE.has((error as { code?: unknown } | null)?.code);
  return isIncomplete && PART.test(basename(path)) ? archiveFault('VOLUMES_MISSING', { cause: error }) : error;
}
