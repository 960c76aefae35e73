import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { resultFolderTest } from './output-folders.ts';

it('a folder beside that of the results is none, though their numbers are the same as those of JavaScript', () => {
  // As NTFS gives them: above 2 ** 53, several are one number.
  const numbers = new Map([
    [resolve('results'), 2n ** 56n + 1n],
    [resolve('pictures'), 2n ** 56n + 2n],
    [resolve('other path to results'), 2n ** 56n + 1n],
  ]);
  const look = (path: string) => ({ dev: 7n, ino: numbers.get(path) ?? 0n });
  const isResultFolder = resultFolderTest({ destination: 'folder', folder: resolve('results'), subfolder: '' }, look);
  const found = [...numbers.keys()].map((path) => isResultFolder(path, 'any'));
  expect(found).toEqual([true, false, true]);
});
