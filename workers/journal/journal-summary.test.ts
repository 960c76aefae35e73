import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { identityOf } from '../files/changes/identity.ts';
import { JobJournal } from './job-journal.ts';
import { finishedIn } from './journal-summary.ts';

it('tells how many files a job had finished, and how many results they have', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-progress-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = JobJournal.fileOf(folder, 'job');
  expect(await finishedIn(file)).toEqual({ files: 0, results: 0 });
  const made = join(folder, 'made');
  writeFileSync(made, 'made');
  const named = { path: made, ...identityOf(statSync(made, { bigint: true })) };
  const journal = new JobJournal(file);
  journal.begin('/a', '/b', '/c');
  journal.naming('/a', named, { outputs: ['/1', '/2'], bytes: 4 });
  journal.finish('/a', { outputs: ['/1', '/2'], bytes: 4 });
  journal.finish('/b', { outputs: [], bytes: 0 });
  journal.naming('archive 0', named, { paths: [made], size: 4, entries: 9, files: 7, bytesIn: 4 });
  journal.end('/c');
  journal.close();
  appendFileSync(file, '{"kind":"done","key":"/d","resu');
  expect(await finishedIn(file)).toEqual({ files: 9, results: 3 });
});
