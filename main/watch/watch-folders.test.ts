// Watched folders with a real file system; the job is made up.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as registry from '../../workers/jobs/registry.ts';
import { defaultsOf } from '../../workers/options/option-table.ts';
import type { WatchedFolder } from '../contract/watch.ts';
import { WatchFolders } from './watch-folders.ts';
import { WatchStore } from './watch-store.ts';

const defaults: Record<string, object> = {
  resize: defaultsOf(registry.resize.definition.options),
  zip: defaultsOf(registry.zip.definition.options),
};
let [home, folder] = ['', ''];
let open: WatchFolders[] = [];
/** What was submitted, as names. */
let jobs: string[][] = [];
let made: Record<string, string[]> = {};
let reported: (readonly WatchedFolder[])[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dropmill-watch-'));
  folder = join(home, 'Inbox');
  mkdirSync(folder);
  [open, jobs, made, reported] = [[], [], {}, []];
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  rmSync(home, { recursive: true });
});

function start(): WatchFolders {
  const watches = new WatchFolders({
    store: new WatchStore(join(home, 'watched'), (error) => expect.unreachable(String(error))),
    registry,
    parse: (type, options) => ({ ...defaults[type], ...options }),
    submit: ({ inputs }) => {
      jobs.push(inputs.map((path) => basename(path)).sort());
      return `job-${jobs.length}`;
    },
    resultsOf: (id) => (id === undefined ? Object.values(made).flat() : (made[id] ?? [])),
    onChanged: (folders) => reported.push(folders),
    log: () => undefined,
    quietMs: 60,
    lookAgainMs: 60,
  });
  open.push(watches);
  return watches;
}

/** What is kept of the one folder. */
function onlyFile(): string {
  const [name = ''] = readdirSync(join(home, 'watched')).filter(
    (one) => one !== 'folders.json' && one.endsWith('.json'),
  );
  return join(home, 'watched', name);
}

const put = (name: string, text = 'x') => writeFileSync(join(folder, name), text);
/** A path in the folder whose name is these bytes. */
const raw = (name: string) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
const same = (path: string) => path;

it('what lands becomes one job, and what was there before, hidden or of another kind does not', async () => {
  put('old.jpg');
  const watches = start();
  await watches.add({ type: 'resize', folder, options: {} }, same);
  for (const name of ['new.jpg', '.hidden.jpg', 'notes.txt', 'half.jpg.crdownload']) put(name);
  mkdirSync(join(folder, 'subfolder.jpg'));

  await expect.poll(() => jobs).toEqual([['new.jpg']]);
  renameSync(join(folder, 'half.jpg.crdownload'), join(folder, 'whole.jpg'));
  watches.jobChanged({ id: 'job-1', state: 'done' });
  await expect.poll(() => jobs).toEqual([['new.jpg'], ['whole.jpg']]);
});

it('its own results are nothing that has landed, also when they come while the job runs', async () => {
  const watches = start();
  await watches.add({ type: 'resize', folder, options: {} }, same);
  put('a.jpg');
  await expect.poll(() => jobs).toEqual([['a.jpg']]);
  put('a-1920w.jpg');
  put('b.jpg');
  made = { 'job-1': [join(folder, 'a-1920w.jpg')] };
  watches.jobChanged({ id: 'job-1', state: 'cancelled' });

  await expect.poll(() => jobs).toEqual([['a.jpg'], ['b.jpg']]);
});

it.skipIf(process.platform !== 'linux')('names that are not UTF-8 land, too', async () => {
  writeFileSync(raw('before\xff.jpg'), 'x');
  const watches = start();
  await watches.add({ type: 'resize', folder, options: {} }, same);
  writeFileSync(raw('gr\xfc\xdfe.jpg'), 'x');

  await expect.poll(() => jobs).toEqual([['gr\udcfc\udcdfe.jpg']]);
});

it('a folder that is written to bit by bit is zipped when it is whole', async () => {
  const watches = start();
  await watches.add({ type: 'zip', folder, options: {} }, same);
  mkdirSync(join(folder, 'Trip'));
  for (let part = 0; part < 5; part += 1) writeFileSync(join(folder, 'Trip', `${part}.txt`), 'x'.repeat(part));

  await expect.poll(() => jobs).toEqual([['Trip']]);
});

it('goes on after a restart: what landed meanwhile is dealt with, and nothing twice', async () => {
  const first = start();
  await first.add({ type: 'resize', folder, options: {} }, same);
  put('a.jpg');
  await expect.poll(() => jobs).toEqual([['a.jpg']]);
  put('a-1920w.jpg');
  made = { 'job-1': [join(folder, 'a-1920w.jpg')] };
  first.jobChanged({ id: 'job-1', state: 'done' });
  await expect.poll(() => readFileSync(onlyFile(), 'utf8')).toContain('a-1920w.jpg');
  await first.close();
  // The history was cleared since.
  made = {};
  put('b.jpg');
  put('result.jpg');
  made = { earlier: [join(folder, 'result.jpg')] };
  const second = start();

  await expect.poll(() => jobs).toEqual([['a.jpg'], ['b.jpg']]);
  expect(second.list()).toMatchObject([{ type: 'resize', name: 'Inbox', on: true, problem: null }]);
  await second.remove(second.list()[0]?.id ?? '');
  await second.close();
  expect(start().list()).toEqual([]);
});

it('one that is off does nothing, and turned on again it leaves what came meanwhile', async () => {
  const watches = start();
  await watches.add({ type: 'resize', folder, options: {} }, same);
  const id = watches.list()[0]?.id ?? '';
  await watches.turn(id, false);
  put('a.jpg');
  await watches.turn(id, true);
  put('b.jpg');

  await expect.poll(() => jobs).toEqual([['b.jpg']]);
});

it.each([
  ['resize', { destination: 'replace' }, 'WATCH_REPLACES'],
  ['zip', { collision: 'overwrite' }, 'WATCH_REPLACES'],
  ['zip', { password: 'secret' }, 'WATCH_WITH_PASSWORD'],
])('refuses %s with %j', async (type, options, code) => {
  await expect(start().add({ type, folder, options }, same)).rejects.toMatchObject({ code });
});

it('says when the folder is gone', async () => {
  const watches = start();
  await watches.add({ type: 'resize', folder, options: {} }, same);
  renameSync(folder, join(home, 'elsewhere'));

  await expect.poll(() => reported.at(-1)).toMatchObject([{ problem: { code: 'ENOENT' } }]);
  mkdirSync(folder);
  put('a.jpg');
  await expect.poll(() => jobs).toEqual([['a.jpg']]);
  expect(watches.list()).toMatchObject([{ problem: null }]);
});
