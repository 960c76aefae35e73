import { expect, it } from 'vitest';
import { suggestType } from './suggest.ts';

const types = [
  { type: 'zip', accepts: 'anything' },
  { type: 'resize', accepts: { extensions: ['jpg', 'webp'], mimes: ['image/'] } },
] as const;

it('pictures suggest resize', () => {
  expect(
    suggestType(
      [
        { name: 'a.JPG', kind: 'file' },
        { name: 'b.webp', kind: 'file' },
      ],
      types,
    ),
  ).toBe('resize');
});

it('one other file among pictures suggests zip', () => {
  expect(suggestType([{ name: 'a.jpg' }, { name: 'notes.txt' }], types)).toBe('zip');
});

it('a folder suggests zip, even when it is called like a picture', () => {
  expect(suggestType([{ name: 'holiday.jpg', kind: 'folder' }], types)).toBe('zip');
});

it('while names are unknown, their MIME types decide', () => {
  expect(suggestType([{ mime: 'image/png' }], types)).toBe('resize');
  expect(suggestType([{ mime: 'image/png' }, { mime: '' }], types)).toBe('zip');
});

it('nothing known suggests zip, and no types suggest none', () => {
  expect(suggestType([], types)).toBe('zip');
  expect(suggestType([{ name: 'a.jpg' }], [])).toBeUndefined();
});
