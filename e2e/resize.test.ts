import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

test('dropped pictures become smaller ones beside them, and what is no picture is named', async ({ app, folder }) => {
  const wide = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();
  const tall = await sharp({ create: { width: 1000, height: 4000, channels: 4, background: '#a37' } })
    .png()
    .toBuffer();
  await writeTree(folder, {
    'Holiday/wide.jpg': wide,
    'Holiday/高い.png': tall,
    'Holiday/notes.txt': 'no picture',
    'Holiday/broken.jpg': wide.subarray(0, 200),
  });
  const originals = await readdir(join(folder, 'Holiday'));

  await app.drop('resize', [join(folder, 'Holiday')]);
  await app.expectState('Holiday', 'done');

  const [job] = await app.jobs();
  expect(job?.outcome).toMatchObject({ outputs: 2, entries: 2, failed: 1 });
  expect(job?.skipped.map((skip) => skip.path)).toEqual([expect.stringContaining('notes.txt')]);
  expect((await readdir(join(folder, 'Holiday'))).sort()).toEqual(originals.sort());
  const results = await readdir(join(folder, 'Holiday (resized)'));
  expect(results.sort()).toEqual(['wide.jpg', '高い.png']);
  const header = (name: string) =>
    execFileSync('vipsheader', [join(folder, 'Holiday (resized)', name)], { encoding: 'utf8' });
  expect(results.map((name) => /: (\d+x\d+)/.exec(header(name))?.[1]).sort()).toEqual(['1920x960', '480x1920']);
  expect(
    createHash('sha256')
      .update(await readFile(join(folder, 'Holiday/wide.jpg')))
      .digest('hex'),
  ).toBe(createHash('sha256').update(wide).digest('hex'));
  // Single files have their results beside them, wide and tall ones with the same suffix.
  await app.drop('resize', [join(folder, 'Holiday/wide.jpg'), join(folder, 'Holiday/高い.png')]);
  await app.expectState('wide.jpg + 1', 'done');
  const added = (await readdir(join(folder, 'Holiday'))).filter((name) => !originals.includes(name));
  expect(added.sort()).toEqual(['wide-1920px.jpg', '高い-1920px.png']);
  expect(await app.log()).not.toMatch(/GLib|GObject/);
});
