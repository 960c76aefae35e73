// The path of the file with the rows of an ended job.
import { join } from 'node:path';

/** @param folder folder of the rows; each job has one file */
export function rowsFile(folder: string, id: string): string {
  return join(folder, `${id.replace(/[^\w-]/g, '')}.rows`);
}
