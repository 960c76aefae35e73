import { expect, it } from 'vitest';
import { environmentWith } from './environment.ts';

const inherited = { Path: 'C:\\Windows', HOME: '/home/a' };

it('what is given replaces what this process has', () => {
  expect(environmentWith({ HOME: '/b', NEW: '1' }, false, inherited)).toEqual({ ...inherited, HOME: '/b', NEW: '1' });
  expect(environmentWith(undefined, true, inherited)).toEqual(inherited);
});

it('on Windows also under a name in other case, and elsewhere that is another name', () => {
  expect(environmentWith({ path: 'D:\\' }, true, inherited)).toEqual({ path: 'D:\\', HOME: '/home/a' });
  expect(environmentWith({ path: '/d' }, false, inherited)).toEqual({ ...inherited, path: '/d' });
});
