// Where an original is while its name is given to its result: in a folder beside it, under its own name, so that it is on
// the same disk and the trash shows what it is.
import { basename, dirname, join } from 'node:path';
import { ownerMark, randomDigits } from '../output/part-files.ts';
import { ownName } from '../output/part-name.ts';

/** @param job its id, which is part of the name */
export function newKeptFolder(job: string): string {
  return ownName('kept', ownerMark(job), randomDigits());
}

/** @param kept the name of such a folder */
export function keptPlace(path: string, kept: string): string {
  return join(dirname(path), kept, basename(path));
}
