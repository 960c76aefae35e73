import { expect, it } from 'vitest';
import { commonFolder } from './common-folder.ts';

it('finds the innermost folder that holds all', () => {
  expect(commonFolder(['/a/b/c', '/a/b', '/a/b/d/e'])).toBe('/a/b');
  expect(commonFolder(['/a/bc', '/a/b'])).toBe('/a');
  expect(commonFolder(['/a/b', '/a/bc'])).toBe('/a');
  expect(commonFolder(['/a', '/b'])).toBe('/');
  expect(commonFolder(['/a'])).toBe('/a');
  expect(commonFolder([])).toBeUndefined();
});
