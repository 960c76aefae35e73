// Where an original is while its name is given to its result: in a folder beside it, under its own name, so that it is on
// the same disk and the trash shows what it is.
import { basename, dirname, join } from 'node:path';
import { ownerMark, randomDigits } from '../part-files.ts';

/** Matches what such a folder is called. A walk passes it over. */
export const KEPT_FOLDER = /^\.dropmill-[0-9a-zA-Z]{1,12}-[0-9a-f]{12}\.kept$/;

/** @param job its id, which is told by the name */
export function newKeptFolder(job: string): string {
  return `.dropmill-${ownerMark(job)}-${randomDigits()}.kept`;
}

/** @param kept the name of such a folder */
export function keptPlace(path: string, kept: string): string {
  return join(dirname(path), kept, basename(path));
}
