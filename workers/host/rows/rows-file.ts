// Where the rows of an ended job are.
import { join } from 'node:path';

/** @param folder of the rows, one file a job */
export function rowsFile(folder: string, id: string): string {
  return join(folder, `${id.replace(/[^\w-]/g, '')}.rows`);
}
