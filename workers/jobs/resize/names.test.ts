// A file's name is a name, never syntax of the decoder: each picture gives its own pixels.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNames, systemPath } from '../../files/system-path.ts';
import { makePreview } from './look/preview.ts';
import { type Colour, fourFields, largestFieldDifference } from './testing/pictures.ts';
import { runResize, temporaryFolder } from './testing/run-resize.ts';

const RED: readonly Colour[] = Array(4).fill([200, 30, 30]);
const BLUE: readonly Colour[] = Array(4).fill([30, 30, 200]);

/** What libvips and sharp would take apart, and what file systems hold besides. */
const NAMES = [
  'photo[2]',
  'photo[page=1]',
  'photo[]',
  'photo[n=-1]',
  'photo[shrink=8',
  'photo"[2]',
  "photo'[2]",
  'photo:2',
  'photo[unlimited,access=sequential]',
  'photo[2].jpg',
  'photo%d',
  'photo%s%n.png',
  'photo\n[2]',
  'photo\\[2]',
  '[page=0]',
  '.jpg[Q=1]',
  '-[2]',
  'photo\udcff[2]',
];

/** The picture in blue under the hard name, and one in red under what a decoder could make of it. */
async function pair(name: string, format: 'jpeg' | 'tiff' | 'gif' | 'webp'): Promise<{ folder: string; path: string }> {
  const folder = join(temporaryFolder(), 'in');
  mkdirSync(folder);
  const decoy = await fourFields(32, 32, RED).toFormat(format).toBuffer();
  for (const other of [name.replace(/\[.*$/s, ''), name.split(':')[0] ?? '']) {
    if (other !== '' && other !== '.jpg' && other !== name) writeFileSync(systemPath(join(folder, other)), decoy);
  }
  const path = join(folder, name);
  writeFileSync(systemPath(path), await fourFields(32, 32, BLUE).toFormat(format).toBuffer());
  return { folder, path };
}

/** Result files, under names that sharp can be given in this test. */
function readable(path: string): string {
  const plain = join(temporaryFolder(), 'result');
  writeFileSync(plain, readFileSync(systemPath(path)));
  return plain;
}

describe('a picture named', () => {
  it.each(NAMES)('%j gives its own pixels', async (name) => {
    for (const format of ['jpeg', 'tiff', 'gif'] as const) {
      const { path } = await pair(name, format);

      const { outcome, items } = await runResize([path], { format: 'png', folder: join(temporaryFolder(), 'out') });

      expect(items.map(({ error }) => error)).toEqual([undefined]);
      const [output = ''] = outcome.outputs;
      expect(await largestFieldDifference(readable(output), BLUE)).toBeLessThan(3);
    }
  });

  it.each(NAMES)('%j shows its own pixels in the preview', async (name) => {
    const { path } = await pair(name, 'webp');

    const { data } = await makePreview({ path, edge: 32 });

    const shown = join(temporaryFolder(), 'preview');
    writeFileSync(shown, data);
    expect(await largestFieldDifference(shown, BLUE)).toBeLessThan(6);
  });

  it('in bytes that are not UTF-8 is found in its folder, and its result has the same bytes', async () => {
    const { folder } = await pair('plain', 'jpeg');
    renameSync(join(folder, 'plain'), systemPath(join(folder, 'gr\udcfcn.jpg')));
    const out = join(temporaryFolder(), 'out');

    const { outcome, skips } = await runResize([folder], { folder: out });

    expect(skips).toEqual([]);
    expect(outcome.outputs.map((path) => basename(path))).toEqual(['gr\udcfcn.jpg']);
    expect(readNames(join(out, basename(folder)))).toEqual(['gr\udcfcn.jpg']);
  });
});
