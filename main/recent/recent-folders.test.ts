import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptRecord } from '../jobs/job-record.ts';
import { MAX_RECENT, RecentFolders } from './recent-folders.ts';

let place: string;
const errors: unknown[] = [];
let changes = 0;
const opened: RecentFolders[] = [];

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'dropmill-recent-'));
  errors.length = 0;
  changes = 0;
});
afterEach(async () => {
  // Windows removes no folder with a file in it that is being written.
  await Promise.all(opened.splice(0).map((recent) => recent.settled()));
  rmSync(place, { recursive: true });
});

function open(): RecentFolders {
  const recent = new RecentFolders({
    file: join(place, 'recent-folders.json'),
    onChanged: () => changes++,
    onError: (error) => errors.push(error),
  });
  opened.push(recent);
  return recent;
}

function folder(name: string): string {
  const path = join(place, name);
  mkdirSync(path, { recursive: true });
  return path;
}

const done = (id: string, ...outputs: string[]): Pick<KeptRecord, 'id' | 'state' | 'outcome' | 'undo'> => ({
  id,
  state: 'done',
  outcome: { outputs, entries: outputs.length, failed: 0, bytesIn: 1, bytesOut: 1 },
});

describe('folders that results went to', () => {
  it('are those of jobs that came to their end with results, the newest first, and outlive a restart', async () => {
    const [a, b] = [folder('a'), folder('b')];
    const recent = open();
    recent.jobChanged({ ...done('one', join(a, 'x.zip')), state: 'running' });
    expect(await recent.list()).toEqual([]);
    recent.jobChanged(done('one', join(a, 'x.zip')));
    recent.jobChanged(done('two', join(b, 'deep', 'x.jpg'), join(b, 'y.jpg')));
    recent.jobChanged(done('three'));
    expect(await recent.list()).toEqual([b, a]);
    recent.jobChanged(done('four', join(b, 'z.jpg')));
    expect(changes).toBe(2);
    await recent.settled();
    expect(await open().list()).toEqual([b, a]);
    expect(errors).toEqual([]);
  });

  it('do not change when a job is undone or reported once more', async () => {
    const [a, b] = [folder('a'), folder('b')];
    const recent = open();
    recent.restored(['old']);
    recent.jobChanged(done('one', join(a, 'x.zip')));
    recent.jobChanged(done('two', join(b, 'x.zip')));
    recent.jobChanged(done('one', join(a, 'x.zip')));
    recent.jobChanged(done('old', join(place, 'x.zip')));
    recent.jobChanged({
      ...done('three', join(a, 'y.zip')),
      undo: { state: 'running', total: 1, removed: 0, restored: 0, left: [], leftCount: 0 },
    });
    expect(await recent.list()).toEqual([b, a]);
  });

  it('are few, each once, and one that is away is back when its drive is', async () => {
    const recent = open();
    const all = Array.from({ length: MAX_RECENT + 2 }, (_, n) => folder(`f${n}`));
    for (const one of [...all, all[3] ?? '']) recent.add(one);
    const expected = [all[3], ...all.filter((one) => one !== all[3]).reverse()].slice(0, MAX_RECENT);
    expect(await recent.list()).toEqual(expected);
    rmSync(expected[1] ?? '', { recursive: true });
    expect(await recent.list()).toEqual(expected.toSpliced(1, 1));
    mkdirSync(expected[1] ?? '');
    expect(await recent.list()).toEqual(expected);
  });

  it('are taken off the list, and only those on it are known', async () => {
    const [a, b] = [folder('a'), folder('b')];
    const recent = open();
    recent.add(a);
    recent.add(b);
    recent.remove([b]);
    expect(await recent.list()).toEqual([a]);
    expect([recent.has(a), recent.has(b)]).toEqual([true, false]);
    await recent.settled();
    expect(JSON.parse(readFileSync(join(place, 'recent-folders.json'), 'utf8'))).toEqual([a]);
  });

  it('a damaged file is none, and what is written later is sound', async () => {
    writeFileSync(join(place, 'recent-folders.json'), '["relative"]');
    const recent = open();
    expect(await recent.list()).toEqual([]);
    expect(errors).toHaveLength(1);
    recent.add(place);
    await recent.settled();
    expect(await open().list()).toEqual([place]);
  });
});
