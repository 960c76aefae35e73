// The hidden folder for an original while its name is given to its result. The folder is in the same folder, so that it is on
// the same disk; the original keeps its name in it, so that the trash shows that name.
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
