// What the metadata of a result is made of, for blocks that are rare, damaged, or of another format.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pngChunk } from '../render/png-writer.ts';
import { codes, put } from '../testing/odd-files.ts';
import { fourFields } from '../testing/pictures.ts';
import { packet, riff, segment, withChunk, withSegment } from '../testing/place-makers.ts';
import { resizeOne, runResize, temporaryFolder } from '../testing/run-resize.ts';
import { attachMetadata } from './attach.ts';
import { readMetadata } from './blocks.ts';
import { exifDirectory, findEntry, readExifTree, TAG, textOf } from './exif-tree.ts';
import { bytesEntry, pointerEntry, textEntry, writeExifTree } from './exif-writer.ts';
import { dublinCore } from './xmp.ts';

const jpeg = () => fourFields().jpeg({ quality: 95 }).toBuffer();
const png = () => fourFields().png().toBuffer();

async function exifOf(path: string) {
  const { exif } = await sharp(path).metadata();
  return exif && readExifTree(exif);
}

/** A GIF with an application extension of this name. */
function withExtension(name: string) {
  return (file: Buffer): Buffer => {
    const extension = Buffer.from(`\x21\xff\x0b${name}\x04data\0`, 'latin1');
    return Buffer.concat([file.subarray(0, -1), extension, file.subarray(-1)]);
  };
}

async function withXmp(xmp: Buffer): Promise<Buffer> {
  return attachMetadata('jpeg', { data: await jpeg(), width: 96, height: 64, alpha: false }, { xmp });
}

async function notesOf(file: Buffer, name: string, options = {}): Promise<string[]> {
  const { notes } = await runResize([put(file, name)], { width: 40, folder: temporaryFolder(), ...options });
  return codes(notes);
}

describe('author and rights', () => {
  it('are found in the texts of a PNG', async () => {
    const chunks = [
      pngChunk('tEXt', Buffer.from('Author\0Zo\xeb', 'latin1')),
      pngChunk('iTXt', Buffer.from('Copyright\0\0\0en\0\0© Zoë')),
    ];
    const file = await png();
    const path = put(Buffer.concat([file.subarray(0, 33), ...chunks, file.subarray(33)]), 'mine.png');
    for (const format of ['png', 'jpeg'] as const) {
      const tree = await exifOf(await resizeOne(path, { format, metadata: 'copyright' }));
      expect([TAG.artist, TAG.copyright].map((tag) => textOf(findEntry(tree?.main, tag)))).toEqual(['Zoë', '© Zoë']);
    }
  });

  it('are found in XMP whatever the prefix, and all creators are named', () => {
    const creators = '<q:creator><rdf:Seq><rdf:li>Ann</rdf:li><rdf:li>Bob</rdf:li></rdf:Seq></q:creator>';
    const other = ' xmlns:q="http://purl.org/dc/elements/1.1/" q:rights="Free"';
    const text = packet('urn:a', creators, other);
    expect(dublinCore(text, 'creator')).toBe('Ann; Bob');
    expect(dublinCore(text, 'rights')).toBe('Free');
    const qualified =
      '<q:creator rdf:parseType="Resource"><rdf:value>Ann</rdf:value><p:city>London</p:city></q:creator>';
    expect(dublinCore(packet('urn:a', qualified, ' xmlns:q="http://purl.org/dc/elements/1.1/"'), 'creator')).toBe(
      'Ann',
    );
    expect(dublinCore(packet('urn:a', '<p:creator>Ann</p:creator>'), 'creator')).toBeUndefined();
  });
});

describe('XMP in UTF-16', () => {
  const text = packet('urn:a', '<p:note>harbour</p:note>');
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.replace('\uFEFF', ''), 'utf16le')]);

  it.each(['gif', 'png'] as const)('is UTF-8 in %s, which holds no zeros', async (format) => {
    const path = put(await withXmp(utf16), 'wide.jpg');
    for (const metadata of ['all', 'no-location'] as const) {
      const file = readFileSync(await resizeOne(path, { width: 40, format, metadata }));
      const { xmp, extras } = readMetadata(format, file);
      expect(xmp?.toString()).toBe(text.replace('\uFEFF', ''));
      expect([...extras]).toEqual([]);
    }
  });

  it.each(['gif', 'png', 'jpeg'] as const)('with a zero among its characters is damaged, in %s', async (format) => {
    const path = put(await withXmp(Buffer.from(text.replace('harbour', 'har\0bour'))), 'zero.jpg');
    const { notes, outcome } = await runResize([path], { width: 40, format, folder: temporaryFolder() });
    expect(codes(notes)).toEqual(['XMP_DAMAGED']);
    expect([...readMetadata(format, readFileSync(outcome.outputs[0] ?? '')).extras]).toEqual([]);
  });
});

describe('a note tells', () => {
  it('that damaged records of Photoshop are gone', async () => {
    const file = withSegment(0xed, Buffer.from('Photoshop 3.0\0nothing of the kind', 'latin1'))(await jpeg());
    expect(await notesOf(file, 'damaged.jpg')).toEqual(['IPTC_DROPPED']);
  });

  it('that EXIF is damaged, and that metadata is too large for a JPEG', async () => {
    const damaged = withSegment(0xe1, 'Exif\0\0II*\0\xff\xff\xff\x7f')(await jpeg());
    expect(await notesOf(damaged, 'damaged.jpg')).toEqual(['EXIF_DAMAGED']);
    const large = withChunk(
      'iTXt',
      Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${packet('urn:a', `<p:note>${'x'.repeat(70_000)}</p:note>`)}`),
    )(await fourFields().png().toBuffer());
    expect(await notesOf(large, 'large.png', { format: 'jpeg' })).toEqual(['METADATA_TOO_LARGE']);
  });

  it.each([
    ['Content Credentials', 0xeb, 'JP\0\x01\0\0\0\x01'],
    ['temperatures', 0xe1, 'FLIR\0\x01\0\0'],
  ] as const)('that %s are gone', async (_, marker, content) => {
    const file = withSegment(marker, Buffer.from(content, 'latin1'))(await jpeg());
    expect(await notesOf(file, 'further.jpg')).toEqual(['FURTHER_DATA_DROPPED']);
    expect(await notesOf(file, 'further.jpg', { metadata: 'none' })).toEqual([]);
  });

  it.each([
    ['a segment of a camera', 'jpeg', withSegment(0xe5, 'RMETA\0of a camera')],
    ['data behind the picture', 'jpeg', (file: Buffer) => Buffer.concat([file, Buffer.from('of a program')])],
    ['the pages of a drawing program', 'png', withChunk('mkBT', Buffer.from('pages'))],
    ['an archive behind a PNG', 'png', (file: Buffer) => Buffer.concat([file, Buffer.from('PK\x03\x04')])],
    ['an extension of GIF', 'gif', withExtension('MGK8BIM0000')],
    ['a chunk of WebP', 'webp', (file: Buffer) => riff(Buffer.concat([file, Buffer.from('PROG\x04\0\0\0data')]))],
  ] as const)('that %s is gone', async (_, format, change) => {
    const file = change(await fourFields().toFormat(format).toBuffer());
    expect(await notesOf(file, `unknown.${format}`)).toEqual(['UNKNOWN_DATA_DROPPED']);
    expect(await notesOf(file, `unknown.${format}`, { metadata: 'none' })).toEqual([]);
  });

  it.each([
    ['a quality', 'jpeg', withSegment(0xec, 'Ducky\0\x01\0\x04\0\0\0\x64\0\0')],
    ['a thumbnail', 'jpeg', withSegment(0xe0, 'JFXX\0\x10')],
    ['zeros behind the picture', 'jpeg', (file: Buffer) => Buffer.concat([file, Buffer.alloc(100)])],
    ['times of a phone', 'jpeg', (file: Buffer) => Buffer.concat([file, Buffer.from('Image_UTC_Data1\x10\0\0\0SEFT')])],
    ['how a PNG is coded', 'png', withChunk('iDOT', Buffer.alloc(28))],
    ['a line behind a GIF', 'gif', (file: Buffer) => Buffer.concat([file, Buffer.from('\r\n')])],
  ] as const)('nothing of %s', async (_, format, change) => {
    expect(await notesOf(change(await fourFields().toFormat(format).toBuffer()), `known.${format}`)).toEqual([]);
  });

  it('that a film behind the picture is gone, also where nothing announces it', async () => {
    const film = Buffer.from('\0\0\0\x14ftypmp42\0\0\0\0mp42film', 'latin1');
    expect(await notesOf(Buffer.concat([await jpeg(), film]), 'film.jpg')).toEqual(['MOTION_DROPPED']);
  });

  it('that the second view of a stereo picture is gone, and nothing of a preview', async () => {
    const list = (type: number) => {
      const entries = Buffer.alloc(32);
      entries.writeUInt32LE(type, 16);
      const index = writeExifTree({ little: true, main: { entries: [bytesEntry(0xb002, entries)] } });
      return segment(0xe2, Buffer.concat([Buffer.from('MPF\0'), index]));
    };
    const file = await jpeg();
    const withList = (type: number) => Buffer.concat([file.subarray(0, 2), list(type), file.subarray(2), file]);
    expect(await notesOf(withList(0x02_0002), 'stereo.jpg')).toEqual(['FIRST_FRAME']);
    expect(await notesOf(withList(0x01_0001), 'preview.jpg')).toEqual([]);
  });
});

describe('a segment that only some camera reads', () => {
  const content = 'RMETA\0of a camera';
  const keeps = async (options: object) => {
    const path = put(withSegment(0xe5, content)(await jpeg()), 'segment.jpg');
    return readFileSync(await resizeOne(path, { width: 40, ...options })).includes(content);
  };

  it.each([
    ['with all metadata, from JPEG to JPEG', true, { metadata: 'all' }],
    ['not without the location', false, {}],
    ['not in another format', false, { metadata: 'all', format: 'png' }],
    [
      'not when the picture is cropped: it may show what was there',
      false,
      { metadata: 'all', height: 40, mode: 'fill' },
    ],
  ] as const)('is kept %s', async (_, kept, options) => {
    expect(await keeps(options)).toBe(kept);
  });
});

describe('what shows the picture as it was', () => {
  const preview = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);

  it('is not kept among the records of IPTC', async () => {
    const records = Buffer.concat([
      Buffer.from([0x1c, 2, 202, 0, preview.length]),
      preview,
      Buffer.from([0x1c, 2, 120, 0, 4]),
      Buffer.from('text'),
    ]);
    const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1');
    head.writeUInt32BE(records.length, head.length - 4);
    const path = put(withSegment(0xed, Buffer.concat([head, records]))(await jpeg()), 'previewed.jpg');
    for (const metadata of ['all', 'no-location'] as const) {
      const { iptc } = await sharp(await resizeOne(path, { width: 40, metadata })).metadata();
      expect(iptc?.includes('text')).toBe(true);
      expect(iptc?.includes(preview)).toBe(false);
    }
  });

  it('is not kept in a maker’s note when the picture is cropped', async () => {
    const note = bytesEntry(0x927c, Buffer.concat([Buffer.from('MAKER\0'), preview]));
    const exif = writeExifTree({
      little: true,
      main: { entries: [textEntry(0x010f, 'Maker'), pointerEntry(TAG.exif, { entries: [note] })] },
    });
    const file = attachMetadata('jpeg', { data: await jpeg(), width: 96, height: 64, alpha: false }, { exif });
    const path = put(file, 'note.jpg');
    const noteIn = async (options: object) =>
      findEntry(exifDirectory(await exifOf(await resizeOne(path, { width: 40, ...options }))), TAG.makerNote);
    expect(await noteIn({})).toBeDefined();
    expect(await noteIn({ height: 40, mode: 'fill' })).toBeUndefined();
  });

  it('in JFIF’s own segment keeps the original from being taken as its result', () => {
    const jfif = Buffer.from([0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 1, 0, 72, 0, 72, 1, 1, 10, 20, 30]);
    const file = Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe0, jfif), Buffer.from([0xff, 0xd9])]);
    expect(readMetadata('jpeg', file)).toMatchObject({ density: { x: 72, y: 72 }, extras: new Set(['other-data']) });
  });
});

/** An entry of a BigTIFF's directory, its value inside. */
function bigEntry(tag: number, type: number, count: number, value: string | bigint): Buffer {
  const entry = Buffer.alloc(20);
  entry.writeUInt16LE(tag, 0);
  entry.writeUInt16LE(type, 2);
  entry.writeBigUInt64LE(BigInt(count), 4);
  if (typeof value === 'string') entry.write(value, 12, 'latin1');
  else entry.writeBigUInt64LE(value, 12);
  return entry;
}

function bigDirectory(entries: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(8);
  count.writeBigUInt64LE(BigInt(entries.length));
  return Buffer.concat([count, ...entries, Buffer.alloc(8)]);
}

it('the metadata of a BigTIFF is kept, without the place', async () => {
  const file = await fourFields().tiff({ bigtiff: true }).toBuffer();
  const first = Number(file.readBigUInt64LE(8));
  const own = Array.from({ length: Number(file.readBigUInt64LE(first)) }, (_, index) =>
    file.subarray(first + 8 + index * 20, first + 28 + index * 20),
  );
  const place = bigDirectory([bigEntry(1, 2, 2, 'N\0')]);
  const added = [bigEntry(TAG.make, 2, 6, 'Maker\0'), bigEntry(TAG.gps, 16, 1, BigInt(file.length))];
  const entries = [...own, ...added].sort((a, b) => a.readUInt16LE() - b.readUInt16LE());
  const whole = Buffer.concat([file, place, bigDirectory(entries)]);
  whole.writeBigUInt64LE(BigInt(file.length + place.length), 8);
  const path = put(whole, 'big.tif');
  for (const format of ['jpeg', 'tiff'] as const) {
    const made = readMetadata(format, readFileSync(await resizeOne(path, { format })));
    const tree = made.exif && readExifTree(made.exif);
    expect(textOf(findEntry(tree?.main, TAG.make))).toBe('Maker');
    expect(findEntry(tree?.main, TAG.gps)).toBeUndefined();
  }
  const kept = readMetadata('jpeg', readFileSync(await resizeOne(path, { format: 'jpeg', metadata: 'all' })));
  expect(findEntry(kept.exif && readExifTree(kept.exif)?.main, TAG.gps)?.child?.entries).toHaveLength(1);
});
