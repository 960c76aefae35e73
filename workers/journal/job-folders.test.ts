import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isWindows } from '../files/system.ts';
import { notedFolders, noteFolder } from './job-folders.ts';
import { JobJournal } from './job-journal.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-folders-'));
  file = JobJournal.fileOf(folder, 'a-1', 'folders');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps each folder that was written down, once', () => {
  const folders = [resolve('/out/two\nlines'), resolve('/out/\udcfc'), resolve('/out')];
  expect(notedFolders(file)).toEqual([]);
  for (const one of [...folders, ...folders]) noteFolder(file, one);
  expect(notedFolders(file)).toEqual(folders);
  if (!isWindows) expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('loses no folder to a line that was cut off, and takes no other line for one', () => {
  writeFileSync(file, `"/cut-o`);
  noteFolder(file, resolve('/out'));
  writeFileSync(file, '\n"out"\n{"folder":"/x"}\n7\n', { flag: 'a' });
  expect(notedFolders(file)).toEqual([resolve('/out')]);
});

it('goes on where nothing can be written', () => {
  noteFolder(join(folder, 'none', 'file'), resolve('/out'));
  expect(notedFolders(folder)).toEqual([]);
});
