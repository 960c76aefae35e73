// What is known of a job's results: after a restart, when another job continues it, and when its log cannot be read.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { NamedFile } from '../../workers/files/output/output-file.ts';
import { UndoBench } from './testing/undo-bench.ts';

it('a job of an earlier run can be undone', async () => {
  const bench = new UndoBench();
  bench.write('one.jpg', 'original');
  const done = bench.record(['one.jpg']);
  await bench.submitted(done);
  bench.results.made('a', [await bench.replace('one.jpg', 'small')]);
  // Twice, as each start rewrites the journal.
  await bench.restart(2);
  expect(await bench.undo(done)).toMatchObject({ removed: 1, restored: 1 });
  expect(bench.read('one.jpg')).toBe('original');
});

it('a job off the list leaves nothing behind, and says no place any more', async () => {
  const bench = new UndoBench();
  bench.write('one.jpg', 'original');
  await bench.replace('one.jpg', 'small');
  expect(await bench.results.whereIs('a', bench.at('one.jpg'))).toBe(bench.at('data/Trash/files/one.jpg.0'));
  await bench.results.removed('a');
  expect(readdirSync(bench.at('changes'))).toEqual([]);
  expect(await bench.results.whereIs('a', bench.at('one.jpg'))).toBe(bench.at('one.jpg'));
});

it('a job that goes on with another one takes over what that had replaced', async () => {
  const bench = new UndoBench();
  bench.write('one.jpg', 'original');
  const one = await bench.replace('one.jpg', 'small', { job: 'before' });
  bench.results.handOver('before', 'a');
  await bench.results.removed('before');
  bench.results.made('a', [one]);
  expect(await bench.undo(bench.record(['one.jpg']))).toMatchObject({ removed: 1, restored: 1 });
  expect(bench.read('one.jpg')).toBe('original');
});

it.each(['failed', 'cancelled'] as const)(
  'a job that %s is undone, too, from what its journal says it had named',
  async (state) => {
    const bench = new UndoBench();
    bench.write('one.jpg', 'original');
    const one = await bench.replace('one.jpg', 'small');
    bench.write('two.webp', 'new');
    bench.namedBefore = [one, bench.named('two.webp')];
    const ended = { ...bench.record([]), state, outcome: null };
    expect(bench.results.undoable(ended)).toBe(2);
    expect(await bench.undo(ended)).toMatchObject({ removed: 2, restored: 1, leftCount: 0 });
    expect([bench.read('one.jpg'), bench.exists('two.webp')]).toEqual(['original', false]);
  },
);

it.each([
  ['a folder', (log: string) => mkdirSync(log)],
  ['a link', (log: string) => symlinkSync('elsewhere', log)],
  ['not of this app', (log: string) => writeFileSync(log, 'x\n'.repeat(2_000))],
  ['too large', (log: string) => writeFileSync(log, '') ?? truncateSync(log, 2 ** 30)],
] as const)(
  'an undo is refused where the log of changes is %s, and the removal of the job loses nothing',
  async (_, make) => {
    const bench = new UndoBench();
    mkdirSync(bench.at('changes'));
    make(bench.at('changes/a.jsonl'));
    bench.write('one.webp', 'new');
    bench.results.made('a', [bench.named('one.webp')]);
    await bench.changer.recover();
    const refusal = expect.objectContaining({ code: 'CHANGES_UNREADABLE' });
    expect(() => bench.results.undo(bench.record(['one.webp']))).toThrow(refusal);
    expect(() => bench.results.undo({ ...bench.record([]), state: 'failed', outcome: null })).toThrow(refusal);
    await bench.results.removed('a');
    expect([bench.read('one.webp'), readdirSync(bench.at('changes'))]).toEqual(['new', ['a.jsonl']]);
  },
);

it('a long line of noise does not hide the other lines of the log', async () => {
  const bench = new UndoBench();
  bench.write('one.jpg', 'original');
  bench.results.made('a', [await bench.replace('one.jpg', 'small')]);
  await bench.changer.close();
  const lines = readFileSync(bench.at('changes/a.jsonl'));
  writeFileSync(bench.at('changes/a.jsonl'), Buffer.concat([Buffer.alloc(5_000_000), Buffer.from('\n'), lines]));
  bench.renew();
  expect(await bench.undo(bench.record(['one.jpg']))).toMatchObject({ restored: 1 });
});

it('a job that failed before it wrote anything has nothing to undo', () => {
  const bench = new UndoBench();
  expect(() => bench.results.undo({ ...bench.record([]), state: 'failed', outcome: null })).toThrow(
    expect.objectContaining({ code: 'NOTHING_TO_UNDO' }),
  );
});

it('an undo that is interrupted by the end of the app is not reported as done, and the next start continues it', async () => {
  const bench = new UndoBench();
  const names = ['one.jpg', 'two.jpg', 'three.jpg'];
  const made: NamedFile[] = [];
  for (const name of names) {
    bench.write(name, `original ${name}`);
    made.push(await bench.replace(name, `small ${name}`));
  }
  bench.results.made('a', made);
  const ended = bench.record(names);
  bench.results.undo(ended);
  expect(bench.results.isUndoing('a')).toBe(true);
  // The first one is under way, and no other is begun.
  bench.onTrash = () => void bench.changer.stop(60_000);
  expect(await bench.results.undone('a')).toBe(false);
  expect(names.filter((name) => bench.read(name) === `original ${name}`)).toEqual(['three.jpg']);

  await bench.changer.close();
  bench.onTrash = () => {};
  bench.renew();
  bench.results.made('a', made);
  await bench.changer.recover();
  await bench.undo(ended);
  expect(names.map((name) => bench.read(name))).toEqual(names.map((name) => `original ${name}`));
});
