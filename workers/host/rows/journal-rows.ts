// Makes the rows of a job that was killed from its journal, which says what was finished.
import { lstat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import { commonFolder } from '../../files/common-folder.ts';
import { systemPath } from '../../files/system-path.ts';
import { finishedKeys } from '../../journal/journal-summary.ts';
import { ItemTable } from '../item-table.ts';

/** How many files are examined at a time. */
const AT_ONCE = 64;

/** Returns undefined if nothing was finished. */
export async function rowsOfJournal(file: string): Promise<ItemTable | undefined> {
  const finished = [...(await finishedKeys(file))];
  if (finished.length === 0) return undefined;
  const originals = finished.map(([key]) => key).filter(isAbsolute);
  const base = commonFolder(originals.map((path) => dirname(path))) ?? '';
  const table = new ItemTable();
  for (let at = 0; at < finished.length; at += AT_ONCE) {
    const some = finished.slice(at, at + AT_ONCE);
    const sizes = await Promise.all(some.map(([key]) => sizeOf(key)));
    for (const [index, [key, { outputs, bytes, isIncomplete }]] of some.entries()) {
      const [output, ...moreOutputs] = outputs;
      const bytesIn = sizes[index];
      table.update({
        index: at + index,
        name: isAbsolute(key) ? relative(base, key).split(sep).join('/') : basename(output ?? key),
        state: 'done',
        progress: 1,
        ...(isAbsolute(key) && { input: key }),
        ...(bytesIn !== undefined && { bytesIn }),
        ...(bytes !== undefined && { bytesOut: bytes }),
        ...(output !== undefined && { output }),
        ...(moreOutputs.length > 0 && { moreOutputs }),
        ...(isIncomplete && { error: { code: 'PICTURE_INCOMPLETE' } as const }),
      });
    }
  }
  return table;
}

/** Bytes of a file; undefined for a key that is no path, or if there is no such file. */
async function sizeOf(key: string): Promise<number | undefined> {
  if (!isAbsolute(key)) return undefined;
  return lstat(systemPath(key)).then(
    ({ size }) => size,
    () => undefined,
  );
}
