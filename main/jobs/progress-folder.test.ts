import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noteFolder } from '../../workers/journal/job-folders.ts';
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
  const out = resolve('/out');
  for (const id of ['a', 'b', 'c']) noteFolder(JobJournal.fileOf(folder, id, 'folders'), out);
  const progress = new ProgressFolder(folder);
  progress.drop('a');
  progress.keepOnly(['b']);
  expect(['a', 'b', 'c'].map((id) => progress.foldersOf(id))).toEqual([[], [out], []]);
});
