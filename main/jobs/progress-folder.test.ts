import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { partName } from '../../workers/files/output/part-files.ts';
import { PART_NAME } from '../../workers/files/output/part-name.ts';
import { notedFolders, noteFolder } from '../../workers/journal/job-folders.ts';
import { JobJournal } from '../../workers/journal/job-journal.ts';
import { ProgressFolder } from './progress-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-progress-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a file that cannot be removed keeps neither the others in the folder nor the app from going on', () => {
  const names = ['a', 'b', 'c', 'd'].map((id) => JobJournal.fileOf(folder, id));
  const [held = '', kept = '', ...others] = names;
  // A folder stands for a file that another program has open: it cannot be removed as a file.
  mkdirSync(held);
  for (const file of [kept, ...others]) writeFileSync(file, '');
  const progress = new ProgressFolder(folder);
  progress.drop('a');
  progress.keepOnly(['b']);

  expect(readdirSync(folder).sort()).toEqual([basename(held), basename(kept)].sort());
});

it('keeps and drops the folders that a job writes to together with its progress', () => {
  const files = ['a', 'b', 'c'].map((id) => JobJournal.fileOf(folder, id, 'folders'));
  for (const file of files) noteFolder(file, resolve('/out'));
  const progress = new ProgressFolder(folder);
  progress.drop('a');
  progress.keepOnly(['b']);
  expect(files.map(notedFolders)).toEqual([[], [resolve('/out')], []]);
});

it("removes a job's unfinished files from the folders that main knows and from those that the host has written down", async () => {
  const [known, noted] = ['known', 'noted'].map((name) => join(folder, name)) as [string, string];
  for (const out of [known, noted]) {
    mkdirSync(out);
    for (const name of [partName('second'), partName('other'), 'a.jpg']) writeFileSync(join(out, name), '');
  }
  noteFolder(JobJournal.fileOf(folder, 'first', 'folders'), noted);
  const spec = { id: 'second', resumesJobId: 'first', type: 'resize', inputs: [], options: {} };
  await new ProgressFolder(folder).sweep(spec, [known]);
  for (const out of [known, noted]) {
    expect(readdirSync(out).sort()).toEqual([expect.stringMatching(PART_NAME), 'a.jpg']);
  }
});
