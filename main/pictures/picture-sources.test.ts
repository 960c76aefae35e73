import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JobOutcome } from '../../workers/jobs/job-type.ts';
import * as registry from '../../workers/jobs/registry.ts';
import { newRecord } from '../jobs/job-record.ts';
import { pictureSources, type SourceParts } from './picture-sources.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function partsFor(type: string, inputs: readonly string[], outputs?: readonly string[]): SourceParts {
  const spec = { id: 'job', type, inputs, options: {} };
  const outcome: JobOutcome | null = outputs ? { outputs, entries: 1, failed: 0, bytesIn: 1, bytesOut: 1 } : null;
  return {
    registry,
    jobs: { record: () => ({ ...newRecord(spec, 'job', 0, 1), outcome }), spec: () => spec },
    items: {
      row: async (_id, index) => ({
        index,
        name: 'a.jpg',
        input: '/in/a.jpg',
        ...(outputs && { output: outputs[0] ?? '' }),
      }),
    },
    plans: { pictureRequestOf: (owner, id) => (owner === 1 && id === 'plan-3' ? 5 : undefined) },
    results: { whereIs: async (_id, path) => path.replace('/in/', '/trash/') },
  };
}

const write = (name: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), '');
};

it('of a job that waits: the first picture of its folders, files before subfolders', async () => {
  for (const name of ['notes.txt', 'b/first.jpg', 'c/second.png', '.hidden.jpg']) write(name);
  const ofJob = () => pictureSources(partsFor('resize', [folder]), 1, { of: 'job', id: 'job' });
  expect(await ofJob()).toEqual([{ path: join(folder, 'b/first.jpg') }]);
  write('z.WEBP');
  expect(await ofJob()).toEqual([{ path: join(folder, 'z.WEBP') }]);
});

it('of a job that is done: its results before what was dropped', async () => {
  const parts = partsFor('resize', ['/in/a.jpg', '/in/b.txt'], ['/out/a-800w.jpg']);
  const sources = await pictureSources(parts, 1, { of: 'job', id: 'job' });
  expect(sources).toEqual([{ path: '/out/a-800w.jpg' }, { path: '/in/a.jpg' }]);
});

it('of an archive there is none', async () => {
  write('a.jpg');
  expect(await pictureSources(partsFor('zip', [folder]), 1, { of: 'job', id: 'job' })).toEqual([]);
});

it('of a row: its result, or its original wherever that is now', async () => {
  const row = { of: 'item', id: 'job', item: 0 } as const;
  expect(await pictureSources(partsFor('resize', []), 1, row)).toEqual([{ path: '/trash/a.jpg' }]);
  expect(await pictureSources(partsFor('resize', [], ['/out/a.webp']), 1, row)).toEqual([
    { path: '/out/a.webp' },
    { path: '/trash/a.jpg' },
  ]);
});

it('of a plan: only of the one that this window shows', async () => {
  const original = (plan: string) => ({ of: 'original', plan, index: 2 }) as const;
  expect(await pictureSources(partsFor('resize', []), 1, original('plan-3'))).toEqual([{ plan: 5, index: 2 }]);
  expect(await pictureSources(partsFor('resize', []), 1, original('plan-2'))).toEqual([]);
  expect(await pictureSources(partsFor('resize', []), 2, original('plan-3'))).toEqual([]);
});
