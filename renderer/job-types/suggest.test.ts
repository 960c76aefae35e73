import { expect, it } from 'vitest';
import { suggestType, suggestWhileDragged } from './suggest.ts';

const types = [
  { type: 'zip', accepts: 'anything' },
  { type: 'resize', accepts: { extensions: ['jpg', 'webp', 'heic'], mimes: ['image/'], folders: true } },
  { type: 'extract', accepts: { extensions: ['zip', '7z'], mimes: ['application/zip'], folders: false, parts: true } },
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

it('a folder suggests what is in it: pictures, with a few other files, resize', () => {
  const folder = (inside: Record<string, number>) => suggestType([{ name: 'x', kind: 'folder', inside }], types);
  expect(folder({ jpg: 90, heic: 20, txt: 1 })).toBe('resize');
  expect(folder({ jpg: 5, txt: 5 })).toBe('zip');
  expect(folder({})).toBe('zip');
  expect(folder({ zip: 9 }), 'Extract takes archives and no folders.').toBe('zip');
});

it('archives suggest extract', () => {
  expect(
    suggestType(
      [
        { name: 'a.ZIP', kind: 'file' },
        { name: 'b.7z', kind: 'file' },
      ],
      types,
    ),
  ).toBe('extract');
});

it('parts of a split archive suggest extract, and those of other files do not', () => {
  expect(suggestType([{ name: 'a.ZIP.001' }, { name: 'a.ZIP.002' }], types)).toBe('extract');
  expect(suggestType([{ name: 'a.jpg.001' }], types)).toBe('zip');
  expect(suggestType([{ name: 'a.001' }], types)).toBe('zip');
});

it('while names are unknown, their MIME types decide, and nothing is suggested for what has none', () => {
  expect(suggestWhileDragged(['image/png', 'image/heic'], types)).toBe('resize');
  expect(suggestWhileDragged(['application/zip'], types)).toBe('extract');
  expect(suggestWhileDragged(['image/png', 'text/plain'], types)).toBe('zip');
  expect(suggestWhileDragged(['image/png', ''], types)).toBeUndefined();
  expect(suggestWhileDragged([], types)).toBeUndefined();
});

it('nothing known suggests zip, and no types suggest none', () => {
  expect(suggestType([], types)).toBe('zip');
  expect(suggestType([{ name: 'a.jpg' }], [])).toBeUndefined();
});
