import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { putSample } from './sample.ts';

it('the sample gets a name of its own, whatever is in the folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-sample-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'Dropmill sample.jpg'), 'mine');
  const source = join(import.meta.dirname, 'assets/sample.jpg');

  const path = await putSample(source, folder);
  expect(readFileSync(path).equals(readFileSync(source))).toBe(true);
  expect(readFileSync(join(folder, 'Dropmill sample.jpg'), 'utf8')).toBe('mine');
  expect(readdirSync(folder).sort()).toEqual(['Dropmill sample (2).jpg', 'Dropmill sample.jpg']);
});

it('a folder that is not there yet is made for the sample', async () => {
  const home = mkdtempSync(join(tmpdir(), 'dropmill-sample-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const source = join(import.meta.dirname, 'assets/sample.jpg');
  const path = await putSample(source, join(home, 'Pictures'));
  expect(path).toBe(join(home, 'Pictures', 'Dropmill sample.jpg'));
  expect(readFileSync(path).equals(readFileSync(source))).toBe(true);
});
