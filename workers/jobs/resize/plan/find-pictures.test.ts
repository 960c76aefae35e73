import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FileCalls, pooledCalls } from '../../../files/file-calls.ts';
import type { Skip } from '../../job-report.ts';
import { findFiles } from './find-pictures.ts';
import { keyAt } from './name-plan.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-find-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function find(inputs: readonly string[], calls?: FileCalls) {
  const skips: Skip[] = [];
  const names: string[] = [];
  const limits = {
    isResultFolder: () => false,
    excludes: () => false,
    skip: (one: Skip) => void skips.push(one),
    calls,
  };
  for await (const files of findFiles(inputs, { ...limits, signal: new AbortController().signal }))
    names.push(...files.map(({ name }) => name));
  return { names, skips };
}

it('a file that the list of its folder calls a link is one if a second look says so', async () => {
  mkdirSync(join(folder, 'in', 'cloud'), { recursive: true });
  writeFileSync(join(folder, 'real.jpg'), '');
  symlinkSync('../real.jpg', join(folder, 'in', 'link.jpg'));
  symlinkSync('../real.jpg', join(folder, 'in', 'placeholder.jpg'));
  writeFileSync(join(folder, 'in', 'cloud', 'inner.jpg'), '');

  // Windows: what lies in the cloud is a file, and is listed as a reparse point, as links are.
  const calls: FileCalls = {
    ...pooledCalls,
    lstat: (path) => (basename(path) === 'placeholder.jpg' ? pooledCalls.stat(path) : pooledCalls.lstat(path)),
  };
  const { names, skips } = await find([join(folder, 'in')], calls);
  expect(names.toSorted()).toEqual(['cloud/inner.jpg', 'placeholder.jpg']);
  expect(skips).toMatchObject([{ path: join(folder, 'in', 'link.jpg'), code: 'LINK' }]);
});

it('a file that is dropped twice is found once, and its second name is another file', async () => {
  writeFileSync(join(folder, 'a.jpg'), '');
  const { names } = await find([join(folder, 'a.jpg'), folder, join(folder, 'a.jpg')]);
  expect(names).toEqual(['a.jpg']);
});

it('what other jobs have on its way is not seen: unfinished results, and originals that are being replaced', async () => {
  for (const inner of ['.dropmill-abc-0123456789ab.kept', '.dropmill-abc-0123456789ab.part']) {
    mkdirSync(join(folder, inner));
    writeFileSync(join(folder, inner, 'a.jpg'), '');
  }
  writeFileSync(join(folder, '.dropmill-abc-ba9876543210.part'), '');
  writeFileSync(join(folder, 'a.jpg'), '');
  expect(await find([folder])).toEqual({ names: ['a.jpg'], skips: [] });
});

it('what was thrown away is not seen in a whole disk, but where it is dropped itself', async () => {
  const bins = ['$RECYCLE.BIN', 'System Volume Information', '.Trashes', '.Trash-1000'];
  for (const inner of [...bins, 'Recycle']) {
    mkdirSync(join(folder, inner));
    writeFileSync(join(folder, inner, `${inner}.jpg`), '');
  }
  expect(await find([folder])).toEqual({ names: ['Recycle/Recycle.jpg'], skips: [] });
  expect(await find([join(folder, '$RECYCLE.BIN')])).toEqual({ names: ['$RECYCLE.BIN.jpg'], skips: [] });
});

it('files whose numbers are larger than those of JavaScript are distinguished', () => {
  writeFileSync(join(folder, 'a.jpg'), '');
  const exact = { ...statSync(join(folder, 'a.jpg'), { bigint: true }), dev: 7n };
  const keys = [2n ** 60n + 1n, 2n ** 60n + 2n].map((ino) => {
    const rounded = { dev: 7, ino: Number(ino) };
    return keyAt('', rounded, () => Object.assign(Object.create(Object.getPrototypeOf(exact)), exact, { ino }));
  });
  expect(keys).toEqual([`7-${2n ** 60n + 1n}`, `7-${2n ** 60n + 2n}`]);
  expect(keyAt('', { dev: 7, ino: 5 })).toBe('7-5');
});
