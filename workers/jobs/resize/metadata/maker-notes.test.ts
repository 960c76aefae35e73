// Makers' notes: what they lead to outside of themselves, and those that can stand in a TIFF.
import { describe, expect, it } from 'vitest';
import { fourFields } from '../testing/pictures.ts';
import { attachMetadata } from './attach.ts';
import { readMetadata } from './blocks.ts';
import { cleanExif } from './exif.ts';
import { exifDirectory, findEntry, readExifTree, TAG } from './exif-tree.ts';
import { bytesEntry, pointerEntry, textEntry, writeExifTree } from './exif-writer.ts';
import type { Change, Geometry } from './geometry-change.ts';

const geometry = (change: Change): Geometry => ({
  change,
  width: 48,
  height: 32,
  originalWidth: 96,
  originalHeight: 64,
  orientation: 1,
});

/** A directory of one text whose value lies at an offset of the block. */
function noteOf(begins: string, offset: number, length: number): Buffer {
  const note = Buffer.alloc(begins.length + 2 + 12 + 4);
  note.write(begins, 'latin1');
  note.writeUInt16LE(1, begins.length);
  note.writeUInt16LE(0x0207, begins.length + 2);
  note.writeUInt16LE(2, begins.length + 4);
  note.writeUInt32LE(length, begins.length + 6);
  note.writeUInt32LE(offset, begins.length + 10);
  return note;
}

/** A block whose note leads to a value behind it, 20 bytes behind the end of what directories lead to. */
function blockWith(make: string, begins: string, value: Buffer): { readonly block: Buffer; readonly at: number } {
  const build = (offset: number) =>
    writeExifTree({
      little: true,
      main: {
        entries: [
          textEntry(TAG.make, make),
          textEntry(0x0131, 'a program of a camera'),
          pointerEntry(TAG.exif, { entries: [bytesEntry(TAG.makerNote, noteOf(begins, offset, value.length))] }),
        ],
      },
    });
  const at = build(0).length + 20;
  return { block: Buffer.concat([build(at), Buffer.alloc(20), value]), at };
}

const MAKERS = [
  ['OLYMPUS OPTICAL CO.,LTD', 'OLYMP\0\x01\0'],
  ['NIKON', 'Nikon\0\x01\0'],
  ['Minolta Co., Ltd.', ''],
  ['EASTMAN KODAK COMPANY', 'KDK IN'],
  ['SANYO Electric Co.,Ltd', 'SANYO\0\x01\0'],
  ['SONY', 'SONY DSC \0\0\0'],
] as const;

describe.each(MAKERS)('a value of %s that lies outside of its note', (make, begins) => {
  const value = Buffer.from('a name of a scene mode\0');
  it.each([
    ['all', false],
    ['all but the place', true],
  ] as const)('stays where the note says it is, when %s is kept', (_, removePlaces) => {
    const { block, at } = blockWith(make, begins, value);
    for (const change of ['same', 'scaled', 'other'] as const) {
      const { exif, lost } = cleanExif(block, { removePlaces, geometry: geometry(change) });
      expect(exif?.subarray(at, at + value.length)).toEqual(value);
      const [before, after] = [block, exif].map((one) =>
        findEntry(exifDirectory(one && readExifTree(one)), TAG.makerNote),
      );
      expect([after?.at, after?.value]).toEqual([before?.at, before?.value]);
      expect([...lost]).toEqual([]);
    }
  });

  it('goes with the note, and not without a word, when it tells a place', () => {
    const { block } = blockWith(make, begins, Buffer.from('GPS: 51.5074, 0.1278\0'));
    const { exif, lost } = cleanExif(block, { removePlaces: true, geometry: geometry('same') });
    expect(exif?.includes('51.5')).toBe(false);
    expect([...lost]).toEqual(['maker-note']);
  });

  it('goes with the note when it shows what was cropped away', () => {
    const preview = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xdb]), Buffer.alloc(9, 1)]);
    const { block } = blockWith(make, begins, preview);
    const kept = (change: Change) =>
      cleanExif(block, { removePlaces: false, geometry: geometry(change) }).exif?.includes(preview);
    expect([kept('scaled'), kept('other')]).toEqual([true, false]);
  });
});

it('what no note leads to is left behind when places go', () => {
  const { block } = blockWith('NIKON', 'Nikon\0\x01\0', Buffer.from('a name of a scene mode\0'));
  const more = Buffer.concat([block, Buffer.from('left behind')]);
  const { exif } = cleanExif(more, { removePlaces: true, geometry: geometry('same') });
  expect(exif?.includes('scene mode')).toBe(true);
  expect(exif?.includes('left behind')).toBe(false);
});

it('a thumbnail does not stay as if a note led to it', () => {
  const { block } = blockWith('NIKON', 'Nikon\0\x01\0', Buffer.from('a name of a scene mode\0'));
  const thumbnail = Buffer.from('\xff\xd8\xff\xe0 a thumbnail', 'latin1');
  const directory = Buffer.alloc(2 + 24 + 4);
  directory.writeUInt16LE(2, 0);
  for (const [index, [tag, number]] of [
    [TAG.thumbnailAt, block.length + directory.length],
    [TAG.thumbnailBytes, thumbnail.length],
  ].entries()) {
    directory.writeUInt16LE(tag ?? 0, 2 + index * 12);
    directory.writeUInt16LE(4, 4 + index * 12);
    directory.writeUInt32LE(1, 6 + index * 12);
    directory.writeUInt32LE(number ?? 0, 10 + index * 12);
  }
  const whole = Buffer.concat([block, directory, thumbnail]);
  whole.writeUInt32LE(block.length, 8 + 2 + 3 * 12);
  const { exif } = cleanExif(whole, { removePlaces: false, geometry: geometry('same') });
  expect(exif?.includes('scene mode')).toBe(true);
  expect(exif?.includes('a thumbnail')).toBe(false);
});

it('a note that stands before its directories keeps its place', () => {
  const note = Buffer.alloc(60, 'n');
  const entry = bytesEntry(TAG.makerNote, note);
  const exif = writeExifTree({
    little: false,
    main: { entries: [pointerEntry(TAG.exif, { entries: [{ ...entry, at: 8 }] })] },
  });
  const found = findEntry(exifDirectory(readExifTree(exif)), TAG.makerNote);
  expect([found?.at, found?.value]).toEqual([8, note]);
});

describe('a TIFF', () => {
  const withNote = async (begins: string) => {
    const note = bytesEntry(TAG.makerNote, Buffer.from(`${begins}${'n'.repeat(40)}`, 'latin1'));
    const exif = writeExifTree({ little: true, main: { entries: [pointerEntry(TAG.exif, { entries: [note] })] } });
    const data = await fourFields().tiff().toBuffer();
    return attachMetadata('tiff', { data, width: 96, height: 64, alpha: false }, { exif });
  };

  it.each(['Nikon\0\x02', 'OLYMPUS\0II', 'FUJIFILM', 'Apple iOS\0'])(
    'holds notes that can stand anywhere: %j',
    async (begins) => {
      const { exif, extras } = readMetadata('tiff', await withNote(begins));
      const note = findEntry(exifDirectory(exif && readExifTree(exif)), TAG.makerNote);
      expect(note?.value.toString('latin1', 0, begins.length)).toBe(begins);
      expect(extras.has('maker-note')).toBe(false);
    },
  );

  it('gives away no note that counts from its place in the file', async () => {
    const data = await fourFields().tiff().toBuffer();
    const build = (at: number) => {
      const note = { ...bytesEntry(TAG.makerNote, Buffer.alloc(40, 'n')), at };
      return writeExifTree({ little: true, main: { entries: [pointerEntry(TAG.exif, { entries: [note] })] } });
    };
    expect(build(100_000).length).toBeGreaterThan(100_000);
    const whole = Buffer.concat([build(200), data.subarray(8)]);
    const { exif, extras } = readMetadata('tiff', whole);
    expect(exif).toBeUndefined();
    expect(extras.has('maker-note')).toBe(true);
  });
});
