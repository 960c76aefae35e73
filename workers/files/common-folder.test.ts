import { join, resolve, sep } from 'node:path';
import { expect, it } from 'vitest';
import { commonFolder } from './common-folder.ts';
import { isWindows } from './system.ts';

/** A folder of the root, or of the current drive. */
const at = (...names: string[]) => join(resolve(sep), ...names);

it('finds the innermost folder that holds all', () => {
  expect(commonFolder([at('a', 'b', 'c'), at('a', 'b'), at('a', 'b', 'd', 'e')])).toBe(at('a', 'b'));
  expect(commonFolder([at('a', 'bc'), at('a', 'b')])).toBe(at('a'));
  expect(commonFolder([at('a', 'b'), at('a', 'bc')])).toBe(at('a'));
  expect(commonFolder([at('a'), at('b')])).toBe(at());
  expect(commonFolder([at('a')])).toBe(at('a'));
  expect(commonFolder([])).toBeUndefined();
});

it.runIf(isWindows)('on Windows two drives hold nothing in common', () => {
  expect(commonFolder(['C:\\a\\b', 'D:\\a\\b'])).toBeUndefined();
  expect(commonFolder(['D:\\a', 'D:\\b'])).toBe('D:\\');
});
