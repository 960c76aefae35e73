import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, expect, it } from 'vitest';
import { identityOf } from '../../files/changes/identity.ts';
import { isWindows } from '../../files/system.ts';
import { JobJournal } from '../../journal/job-journal.ts';
import { ItemTable } from '../item-table.ts';
import { KeptRows } from './kept-rows.ts';
import { rowsFile } from './rows-file.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-rows-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const ALL = { offset: 0, limit: 100_000 };
/** As after a start of the host. */
const kept = () => new KeptRows({ folder: join(folder, 'rows'), progressFolder: join(folder, 'progress') });

function table(count: number): ItemTable {
  const made = new ItemTable();
  for (let index = 0; index < count; index++) {
    made.update({ index, name: `${index}.jpg`, state: 'done', progress: 1, input: `/in/${index}.jpg`, bytesIn: 9 });
  }
  return made;
}

it('shows the rows of an ended job again, in pages, until it is off the list', async () => {
  const rows = table(2_500);
  rows.update({ index: 3, output: '/out/3.jpg', moreOutputs: ['/out/3.webp'] });
  rows.update({ index: 7, state: 'failed', error: { code: 'NO_ROOM', params: { free: 1 } } });
  await kept().save('a', rows);
  const later = kept();
  expect((await later.tableOf('a', undefined))?.page(ALL)).toEqual(rows.page(ALL));
  expect((await later.tableOf('a', undefined))?.page({ offset: 0, limit: 9, state: 'failed' }).rows).toHaveLength(1);
  if (!isWindows) expect(statSync(rowsFile(join(folder, 'rows'), 'a')).mode & 0o777).toBe(0o600);
  await later.forget('a');
  expect(await later.tableOf('a', undefined)).toBeUndefined();
  expect(readdirSync(join(folder, 'rows'))).toEqual([]);
});

it('shows what a file that was cut off or tampered with still tells', async () => {
  await kept().save('cut', table(20_000));
  const cut = rowsFile(join(folder, 'rows'), 'cut');
  const whole = gunzipSync(readFileSync(cut)).toString('utf8').split('\n');
  truncateSync(cut, Math.floor(statSync(cut).size / 2));
  const total = (await kept().tableOf('cut', undefined))?.page(ALL).total ?? 0;
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan(20_000);

  const more = (others: unknown) => JSON.stringify({ index: 9, name: '9.jpg', state: 'done', moreOutputs: others });
  const odd = [
    more('/out/9.jpg'),
    more(['out/9.jpg']),
    '{}',
    'x',
    whole[0]?.replace('/in/', 'in/'),
    whole[1]?.replace('done', 'good'),
    whole[2],
    whole[5],
  ];
  writeFileSync(rowsFile(join(folder, 'rows'), 'odd'), gzipSync(odd.join('\n')));
  const { rows = [] } = (await kept().tableOf('odd', undefined))?.page(ALL) ?? {};
  expect(rows.map(({ index, name }) => [index, name])).toEqual([
    [0, '2.jpg'],
    [1, '5.jpg'],
  ]);
  mkdirSync(rowsFile(join(folder, 'rows'), 'folder'));
  expect(await kept().tableOf('folder', undefined)).toBeUndefined();
});

it('shows of a job that was killed what its journal knows', async () => {
  mkdirSync(join(folder, 'in/sub'), { recursive: true });
  const [a, b] = [join(folder, 'in/a.jpg'), join(folder, 'in/sub/b.jpg')];
  writeFileSync(a, 'four');
  const journal = new JobJournal(JobJournal.fileOf(join(folder, 'progress'), 'first'));
  journal.begin(a, b, join(folder, 'in/c.jpg'));
  const named = { path: '/out/a.jpg', ...identityOf(statSync(a, { bigint: true })) };
  journal.naming(a, named, { outputs: ['/out/a.jpg'], bytes: 2 });
  journal.finish(b, { outputs: ['/out/sub/b.jpg'], bytes: 3, isIncomplete: true });
  journal.close();
  const { rows = [] } = (await kept().tableOf('second', 'first'))?.page(ALL) ?? {};
  const done = { state: 'done', progress: 1 };
  expect(rows).toEqual([
    { index: 0, name: 'a.jpg', ...done, input: a, bytesIn: 4, bytesOut: 2, output: '/out/a.jpg' },
    {
      index: 1,
      name: 'sub/b.jpg',
      ...done,
      input: b,
      bytesOut: 3,
      output: '/out/sub/b.jpg',
      error: { code: 'PICTURE_INCOMPLETE' },
    },
  ]);
  expect(await kept().tableOf('third', 'third')).toBeUndefined();
});
