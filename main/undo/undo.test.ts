// An undo of real files: what goes, what comes back, what stays.
import { appendFileSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, unlinkSync, utimesSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import type { NamedFile } from '../../workers/files/output/output-file.ts';
import { isMac } from '../../workers/files/system.ts';
import { claimedByAnother } from '../../workers/jobs/testing/claim-holder.ts';
import { UndoBench } from './testing/undo-bench.ts';

it('an undo moves the results to the trash and puts replaced originals back', async () => {
  const bench = new UndoBench();
  bench.write('one.jpg', 'original');
  const one = await bench.replace('one.jpg', 'small');
  bench.write('two.webp', 'new');
  bench.results.made('a', [one, bench.named('two.webp')]);
  const done = bench.record(['one.jpg', 'two.webp']);
  bench.results.changed(done);
  expect(await bench.undo(done)).toEqual({ state: 'done', total: 3, removed: 2, restored: 1, left: [], leftCount: 0 });
  expect(bench.read('one.jpg')).toBe('original');
  expect(bench.exists('two.webp')).toBe(false);
  expect(readdirSync(bench.at('data/Trash/files')).sort()).toEqual(['one.jpg.2', 'two.webp.1']);
  expect(() => bench.results.undo(done)).toThrow(expect.objectContaining({ code: 'UNDONE' }));
});

it('an undo removes the folders that the job had made for its results, also after a restart, and leaves all others', async () => {
  const bench = new UndoBench();
  mkdirSync(bench.at('Trip (resized)/day 1'), { recursive: true });
  mkdirSync(bench.at('Web/day 1'), { recursive: true });
  mkdirSync(bench.at('Chosen'));
  for (const name of ['Trip (resized)/a.jpg', 'Trip (resized)/day 1/b.jpg', 'Web/day 1/c.jpg', 'Chosen/d.jpg'])
    bench.write(name, name);
  const madeFor = (madeFolder: string, name: string) => ({ ...bench.named(name), madeFolder });
  await bench.submitted(bench.record([]));
  bench.results.made('a', [
    madeFor(bench.at('Trip (resized)'), 'Trip (resized)/a.jpg'),
    madeFor(bench.at('Trip (resized)'), 'Trip (resized)/day 1/b.jpg'),
    madeFor(bench.at('Web'), 'Web/day 1/c.jpg'),
    bench.named('Chosen/d.jpg'),
  ]);
  bench.write('Web/mine.txt', 'of the user');
  await bench.restart();
  expect(await bench.undo(bench.record([]))).toMatchObject({ removed: 4, leftCount: 0 });
  expect(bench.exists('Trip (resized)')).toBe(false);
  expect(readdirSync(bench.at('Web'))).toEqual(['mine.txt']);
  expect(readdirSync(bench.at('Chosen'))).toEqual([]);
});

it('what was changed since or is gone is left alone with a word, and so is an original whose name is taken', async () => {
  const bench = new UndoBench();
  bench.write('one.jpg', 'original');
  const one = await bench.replace('one.jpg', 'small');
  bench.write('gone.jpg', 'x');
  bench.results.made('a', [one, bench.named('gone.jpg')]);
  appendFileSync(bench.at('one.jpg'), ' and retouched');
  unlinkSync(bench.at('gone.jpg'));
  const undo = await bench.undo(bench.record(['one.jpg', 'gone.jpg']));
  expect(undo).toMatchObject({ removed: 0, restored: 0, leftCount: 3 });
  expect(undo.left.map(({ code }) => code)).toEqual(['GONE', 'CHANGED_SINCE', 'ORIGINAL_NAME_TAKEN']);
  expect(bench.read('one.jpg')).toBe('small and retouched');
});

it('originals that went to the trash come back before the archive of them goes', async () => {
  const bench = new UndoBench();
  bench.write('one.txt', 'original');
  bench.write('a.zip', 'archive');
  bench.results.made('a', [bench.named('a.zip')]);
  await bench.trashOriginal('one.txt');
  expect(bench.exists('one.txt')).toBe(false);
  const done = bench.record(['a.zip']);
  expect(await bench.undo(done)).toEqual({ state: 'done', total: 2, removed: 1, restored: 1, left: [], leftCount: 0 });
  expect([bench.read('one.txt'), bench.exists('a.zip')]).toEqual(['original', false]);
});

it('an archive stays where not all originals can come back', async () => {
  const bench = new UndoBench();
  bench.write('one.txt', 'one');
  bench.write('two.txt', 'two');
  bench.write('a.zip', 'archive');
  bench.results.made('a', [bench.named('a.zip')]);
  for (const name of ['one.txt', 'two.txt']) await bench.trashOriginal(name);
  bench.write('two.txt', 'a new one');
  const done = bench.record(['a.zip']);
  const first = await bench.undo(done);
  const { removed, restored, left } = first;
  expect([removed, restored]).toEqual([0, 1]);
  expect(left.map(({ code }) => code)).toEqual(['ORIGINAL_NAME_TAKEN', 'RESULT_KEPT']);
  expect([bench.read('one.txt'), bench.read('two.txt'), bench.read('a.zip')]).toEqual(['one', 'a new one', 'archive']);

  rmSync(bench.at('two.txt'));
  await bench.results.undone('a');
  expect(await bench.undo({ ...done, undo: first })).toEqual({
    state: 'done',
    total: 3,
    removed: 1,
    restored: 2,
    left: [],
    leftCount: 0,
  });
  expect([bench.read('two.txt'), bench.exists('a.zip')]).toEqual(['two', false]);
});

it('a folder of results stays where anything in it was written, added or removed since', async () => {
  const bench = new UndoBench();
  const strikes: Readonly<Record<string, () => void>> = {
    written: () => appendFileSync(bench.at('written/sub/deep/a'), ' and more'),
    added: () => bench.write('added/sub/deep/note', 'mine'),
    removed: () => unlinkSync(bench.at('removed/sub/deep/a')),
    renamed: () => renameSync(bench.at('renamed/sub/deep/a'), bench.at('renamed/sub/deep/b')),
    untouched: () => {},
  };
  const made: NamedFile[] = [];
  for (const name of Object.keys(strikes)) {
    mkdirSync(bench.at(`making/sub/deep`), { recursive: true });
    bench.write('making/sub/deep/a', 'result');
    bench.write('making/later', 'an archive may come from the future');
    utimesSync(bench.at('making/later'), new Date(2100, 0, 1), new Date(2100, 0, 1));
    utimesSync(bench.at('making'), new Date(2020, 0, 1), new Date(2020, 0, 1));
    renameSync(bench.at('making'), bench.at(name));
    made.push(bench.named(name));
  }
  bench.results.made('a', made);
  // Times of files are those of the last tick of the clock.
  const before = lstatSync(bench.at('untouched'), { bigint: true }).ctimeNs;
  do bench.write('tick', '');
  while (lstatSync(bench.at('tick'), { bigint: true }).ctimeNs <= before);
  for (const strike of Object.values(strikes)) strike();
  const undo = await bench.undo(bench.record(Object.keys(strikes)));
  expect(undo).toMatchObject({ removed: 1, leftCount: 4 });
  expect(undo.left.map(({ path, code }) => [basename(path), code])).toEqual(
    ['written', 'added', 'removed', 'renamed'].map((name) => [name, 'CHANGED_SINCE']),
  );
  expect(bench.exists('untouched')).toBe(false);
});

it('a stranger in the trash with the name of the original is not taken for it, and the result stays', async () => {
  const bench = new UndoBench();
  bench.write('one.jpg', 'original');
  const one = await bench.replace('one.jpg', 'small');
  bench.results.made('a', [one]);
  rmSync(bench.at('data/Trash'), { recursive: true });
  mkdirSync(bench.at('data/Trash/files'), { recursive: true });
  bench.write('data/Trash/files/one.jpg', 'stranger');
  const undo = await bench.undo(bench.record(['one.jpg']));
  expect(undo).toMatchObject({ removed: 0, restored: 0, leftCount: 2 });
  expect(undo.left.map(({ code }) => code)).toEqual(['RESULT_KEPT', 'ORIGINAL_GONE']);
  expect([bench.read('one.jpg'), bench.read('data/Trash/files/one.jpg')]).toEqual(['small', 'stranger']);
  expect(bench.stillOwn()).toEqual(['one.jpg']);
});

it.skipIf(isMac).each([
  ['that stands for its original', (bench: UndoBench) => bench.replace('a.jpg', 'result')],
  ['that has a name of its own', async (bench: UndoBench) => bench.named('a.jpg')],
])('waits while another program is replacing a result %s, and leaves what that has made of it', async (_, make) => {
  const bench = new UndoBench();
  bench.write('a.jpg', 'result');
  bench.results.made('a', [await make(bench)]);
  await using program = await claimedByAnother(bench.at('a.jpg'));
  const undone = bench.undo(bench.record(['a.jpg']));
  // One that does not wait has taken the result away by now.
  await Promise.race([program.waited, undone]);
  expect(bench.read('a.jpg')).toBe('result');

  bench.write('a.jpg', 'result of the other program');
  await program.end();
  expect(await undone).toMatchObject({ removed: 0, restored: 0 });
  expect(bench.read('a.jpg')).toBe('result of the other program');
});

it('an undo that left something takes back the rest when the name is free again, and the numbers add up', async () => {
  const bench = new UndoBench();
  bench.write('one.jpg', 'original one');
  bench.write('two.jpg', 'original two');
  const made = [
    await bench.replace('one.jpg', 'small one', { as: 'one.webp' }),
    await bench.replace('two.jpg', 'small two'),
  ];
  bench.results.made('a', made);
  bench.write('one.jpg', 'a stranger');
  const ended = bench.record(['one.webp', 'two.jpg']);
  const first = await bench.undo(ended);
  expect(first).toMatchObject({ total: 4, removed: 1, restored: 1, leftCount: 2 });
  expect([bench.read('one.jpg'), bench.read('one.webp'), bench.read('two.jpg')]).toEqual([
    'a stranger',
    'small one',
    'original two',
  ]);
  expect(bench.stillOwn()).toEqual(['one.webp']);

  rmSync(bench.at('one.jpg'));
  await bench.results.undone('a');
  const second = await bench.undo({ ...ended, undo: first });
  expect(second).toEqual({ state: 'done', total: 4, removed: 2, restored: 2, left: [], leftCount: 0 });
  await bench.results.undone('a');
  expect([bench.read('one.jpg'), bench.exists('one.webp'), bench.read('two.jpg')]).toEqual([
    'original one',
    false,
    'original two',
  ]);
  expect(() => bench.results.undo({ ...ended, undo: second })).toThrow(expect.objectContaining({ code: 'UNDONE' }));
  expect(bench.stillOwn()).toEqual([]);
});
