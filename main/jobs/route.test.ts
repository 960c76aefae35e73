import { join } from 'node:path';
import { expect, it } from 'vitest';
import { originOf, placeOfFolders, placeOfOutputs } from './route.ts';

const at = (...parts: string[]) => join('/home/ann', ...parts);

it('a job is from the first of what was dropped', () => {
  expect(originOf([at('Holiday'), at('b.jpg')])).toBe('Holiday');
  expect(originOf(['/'])).toBe('/');
});

it('while it works, its place is the folder that all its folders share', () => {
  expect(placeOfFolders(new Set([at('a', 'x'), at('a', 'y')]))).toEqual({ place: at('a') });
  expect(placeOfFolders(new Set())).toEqual({ place: undefined });
});

it('when it is done, its place is the folder of the results, or the one that the row is not called like', () => {
  const inside = [at('out', 'a.jpg'), at('out', 'b', 'c.jpg')];
  expect(placeOfOutputs('Holiday', inside)).toEqual({ place: at('out') });
  expect(placeOfOutputs('Holiday.zip', [at('Holiday.zip')])).toEqual({ place: at() });
  expect(placeOfOutputs('photos.zip', [at('photos')])).toEqual({ place: at('photos') });
  expect(placeOfOutputs('nothing', [])).toEqual({});
});
