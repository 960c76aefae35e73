// Tags of TIFFs that only some program knows.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codes, put } from '../testing/odd-files.ts';
import { fourFields } from '../testing/pictures.ts';
import { resizeOne, runResize, temporaryFolder } from '../testing/run-resize.ts';
import { attachMetadata } from './attach.ts';
import { readMetadata } from './blocks.ts';
import type { ExifEntry } from './exif-tree.ts';
import { bytesEntry, textEntry } from './exif-writer.ts';

const rationals = Buffer.alloc(24);
for (const [index, number] of [1, 3, 2, 3, 5, 7].entries()) rationals.writeUInt32LE(number, index * 4);
const ENTRIES: readonly ExifEntry[] = [
  { ...bytesEntry(0xc001, Buffer.from([1, 2])), type: 3, count: 1 },
  { ...bytesEntry(0xc002, rationals), type: 5, count: 3 },
  textEntry(0xfde8, 'a scan of a microscope'),
  bytesEntry(0xfde9, Buffer.alloc(300, 'b')),
];

async function withTags(entries: readonly ExifEntry[]): Promise<string> {
  const data = await fourFields().tiff().toBuffer();
  const picture = { data, width: 96, height: 64, alpha: false };
  return put(attachMetadata('tiff', picture, { tiffTags: { little: true, entries } }), 'tagged.tif');
}

const tagsIn = (path: string) =>
  readMetadata('tiff', readFileSync(path)).tiffTags?.entries.map(({ tag, type, value }) => ({ tag, type, value }));

describe('tags that nobody knows', () => {
  it.each(['all', 'no-location'] as const)('stay from TIFF to TIFF with "%s"', async (metadata) => {
    const path = await withTags(ENTRIES);
    expect(tagsIn(await resizeOne(path, { width: 40, metadata }))).toEqual(
      ENTRIES.map(({ tag, type, value }) => ({ tag, type, value })),
    );
  });

  it('go without a word where no metadata is wanted', async () => {
    const { notes, outcome } = await runResize([await withTags(ENTRIES)], {
      width: 40,
      folder: temporaryFolder(),
      metadata: 'none',
    });
    expect(tagsIn(outcome.outputs[0] ?? '')).toBeUndefined();
    expect(codes(notes)).toEqual([]);
  });

  it('that tell a place go alone', async () => {
    const path = await withTags([...ENTRIES, textEntry(0xfdea, 'GPS: 51.5074, 0.1278')]);
    const kept = async (metadata: 'all' | 'no-location') =>
      tagsIn(await resizeOne(path, { width: 40, metadata }))?.map(({ tag }) => tag);
    expect(await kept('no-location')).toEqual([0xc001, 0xc002, 0xfde8, 0xfde9]);
    expect(await kept('all')).toEqual([0xc001, 0xc002, 0xfde8, 0xfde9, 0xfdea]);
  });

  it.each([
    ['are told to be lost in another format', ENTRIES, { format: 'png' }, ['TIFF_TAGS_DROPPED']],
    [
      'are told to be lost where they lead to other places',
      [bytesEntry(34_412, Buffer.alloc(9))],
      {},
      ['TIFF_TAGS_DROPPED'],
    ],
    ['are none in most TIFFs', [], { format: 'png' }, []],
  ] as const)('%s', async (_, entries, options, expected) => {
    const { notes } = await runResize([await withTags(entries)], { width: 40, folder: temporaryFolder(), ...options });
    expect(codes(notes)).toEqual(expected);
  });
});
