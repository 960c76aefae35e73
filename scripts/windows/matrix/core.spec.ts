// What must work on Windows whatever else there is: each job, each kind of worker. Short enough for `npm test`.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { capture } from '../../lib/child.mjs';
import { Desk } from './machine.ts';

const KINDS = ['threads', 'processes', 'inline'] as const;

it.each(KINDS)('zips a folder with %s into an archive that Info-ZIP unpacks', async (kind) => {
  const desk = new Desk();
  const text = 'a line of text\n'.repeat(5_000);
  desk.write('Notes/a.txt', text);
  desk.write('Notes/deep/ünïcödé 日本.txt', 'second');
  const stdout = await desk.done(['zip', '--executor', kind, '-o', desk.path('o.zip'), desk.path('Notes')]);

  expect(stdout.trim()).toBe(desk.path('o.zip'));
  expect(capture('unzip', ['-q', desk.at('o.zip'), '-d', desk.at('out')])).toMatchObject({ status: 0 });
  expect(readFileSync(desk.at('out/Notes/a.txt'), 'utf8')).toBe(text);
  expect(readFileSync(desk.at('out/Notes/deep/ünïcödé 日本.txt'), 'utf8')).toBe('second');
});

it.each(KINDS)('resizes a picture with %s', async (kind) => {
  const desk = new Desk();
  desk.write(
    'in/a.jpg',
    await sharp({ create: { width: 400, height: 300, channels: 3, background: '#123456' } })
      .jpeg()
      .toBuffer(),
  );
  const words = [
    'resize',
    '--executor',
    kind,
    '--width',
    '100',
    '--format',
    'png',
    '--output',
    desk.path('out'),
    desk.path('in/a.jpg'),
  ];
  const made = desk.found(await desk.done(words));

  expect(await sharp(made).metadata()).toMatchObject({ format: 'png', width: 100, height: 75 });
});

it('extracts what it has packed', async () => {
  const desk = new Desk();
  desk.write('Notes/a.txt', 'first');
  await desk.done(['zip', '-o', desk.path('o.zip'), desk.path('Notes')]);
  await desk.done(['extract', '-o', desk.path('out'), desk.path('o.zip')]);

  expect(readFileSync(desk.at('out/Notes/a.txt'), 'utf8')).toBe('first');
});
