// Lines that no Dropmill has written: a start must not act on them.
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parseChangeLine } from './change-line.ts';

const path = resolve('/pictures/a.jpg');
const identity = { dev: '1', ino: '2', size: 3, mtime: '4' };
const kept = '.dropmill-run1587ze-a61312997ab4.kept';
const part = '.dropmill-run1587ze-a61312997ab4.part';
const replace = { k: 'replace', op: 1, path, was: identity, name: path, result: identity, kept, open: 1 };
const restore = { k: 'restore', op: 1, part, kept, open: 1 };

it.each([replace, restore])('takes what it has written itself: $k', (line) => {
  expect(parseChangeLine(JSON.stringify(line))).toEqual(line);
});

it.each([
  ['a folder of the user as the hidden one', { ...replace, kept: 'Pictures' }],
  ['a hidden folder elsewhere', { ...replace, kept: `../${kept}` }],
  ['a hidden folder in another', { ...replace, kept: `${kept}/..` }],
  ['a file of the user as an unfinished one', { ...restore, part: 'a.jpg' }],
  ['an unfinished file elsewhere', { ...restore, part: `../${part}` }],
  ['a path that is not whole', { ...replace, path: 'a.jpg' }],
  ['a size that none has', { ...replace, was: { ...identity, size: -1 } }],
  ['another kind of step', { ...replace, k: 'delete' }],
  ['a step without its number', { ...replace, op: undefined }],
])('refuses %s', (_, line) => {
  expect(parseChangeLine(JSON.stringify(line))).toBeUndefined();
});

it('refuses half a line', () => {
  expect(parseChangeLine(JSON.stringify(replace).slice(0, -1))).toBeUndefined();
});
