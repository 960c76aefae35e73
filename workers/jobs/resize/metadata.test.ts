// What is said about a picture besides its pixels: kept, cleaned of its place, or dropped, as chosen.
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readMetadata } from './metadata/blocks.ts';
import { exifDirectory, findEntry, readExifTree, textOf } from './metadata/exif-tree.ts';
import { iptcText } from './metadata/iptc.ts';
import { readResources } from './metadata/photoshop.ts';
import { CAMERA_EXIF, fourFields, save } from './testing/pictures.ts';
import { resizeOne, temporaryFolder } from './testing/run-resize.ts';

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" exif:GPSLatitude="51,30N" photoshop:City="London">
<exif:GPSLongitude>0,7W</exif:GPSLongitude><dc:title>Harbour</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;

const camera = () => fourFields().withExif(CAMERA_EXIF).withXmp(XMP).jpeg({ quality: 95 });
const photo = () => save(camera(), temporaryFolder(), 'photo.jpg');
const WITH_EXIF = ['jpeg', 'png', 'webp', 'avif'] as const;

/** Texts by directory, as the tests ask for them. */
function exifOf(block: Buffer) {
  const tree = readExifTree(block);
  return {
    text: (directory: 'main' | 'exif', tag: number) =>
      textOf(findEntry(directory === 'main' ? tree?.main : exifDirectory(tree), tag)),
    hasLocation: findEntry(tree?.main, 0x8825) !== undefined,
  };
}

async function metadataOf(path: string) {
  const { exif, xmp, iptc } = await sharp(path).metadata();
  return { exif: exif && exifOf(exif), xmp: xmp?.toString() ?? '', iptc };
}

describe('metadata', () => {
  it.each(WITH_EXIF)('is all kept in %s when asked for', async (format) => {
    const { exif, xmp } = await metadataOf(await resizeOne(await photo(), { format, metadata: 'all' }));

    expect(exif?.text('main', 0x010f)).toBe('Dropmill');
    expect(exif?.hasLocation).toBe(true);
    expect(xmp).toContain('GPSLatitude');
  });

  it.each(WITH_EXIF)('is kept in %s without the place by default', async (format) => {
    const output = await resizeOne(await photo(), { format });

    const { exif, xmp } = await metadataOf(output);
    expect(exif?.text('main', 0x010f)).toBe('Dropmill');
    expect(exif?.text('main', 0x8298)).toBe('Free to use');
    expect(exif?.text('exif', 0x9003)).toBe('2024:07:14 10:20:30');
    expect(exif?.hasLocation).toBe(false);
    expect(xmp).toContain('Harbour');
    expect(readFileSync(output, 'latin1')).not.toMatch(/GPSL|London|51,30N/);
  });

  it.each(WITH_EXIF)('is cut down to rights and date in %s', async (format) => {
    const { exif, xmp } = await metadataOf(await resizeOne(await photo(), { format, metadata: 'copyright' }));

    expect(exif?.text('main', 0x8298)).toBe('Free to use');
    expect(exif?.text('main', 0x013b)).toBe('A. Maker');
    expect(exif?.text('exif', 0x9003)).toBe('2024:07:14 10:20:30');
    expect(exif?.text('main', 0x010f)).toBeUndefined();
    expect(exif?.hasLocation).toBe(false);
    expect(xmp).toBe('');
  });

  it('writes rights and date into a TIFF as XMP, because it holds no EXIF here', async () => {
    const { xmp } = await metadataOf(await resizeOne(await photo(), { format: 'tiff', metadata: 'copyright' }));

    expect(xmp).toContain('Free to use');
    expect(xmp).toContain('2024-07-14T10:20:30');
  });

  it.each([...WITH_EXIF, 'tiff', 'gif'] as const)('is none in %s when it should go', async (format) => {
    const output = await resizeOne(await photo(), { format, metadata: 'none' });

    expect(await metadataOf(output)).toEqual({ exif: undefined, xmp: '', iptc: undefined });
  });

  it('keeps captions of IPTC but the place', async () => {
    const dataset = (number: number, text: string) =>
      Buffer.concat([Buffer.from([0x1c, 2, number, 0, text.length]), Buffer.from(text)]);
    const records = Buffer.concat([dataset(5, 'Harbour'), dataset(90, 'London'), dataset(116, 'Free')]);
    const path = join(temporaryFolder(), 'iptc.jpg');
    writeFileSync(path, withIptc(await fourFields().jpeg().toBuffer(), records));

    const output = await resizeOne(path, { width: 48, height: null });

    const { resources = Buffer.alloc(0) } = readMetadata('jpeg', readFileSync(output));
    const iptc = readResources(resources)?.[0]?.data ?? Buffer.alloc(0);
    expect([iptcText(iptc, 5), iptcText(iptc, 90), iptcText(iptc, 116)]).toEqual(['Harbour', undefined, 'Free']);
    expect(readFileSync(output, 'latin1')).not.toContain('London');
  });

  it('with a damaged EXIF block is dropped, as a place could hide in it', async () => {
    const path = await photo();
    const file = readFileSync(path);
    const block = file.indexOf('Exif\0\0');
    file.writeUInt32LE(0xfffffff0, block + 10);
    writeFileSync(path, file);

    const { exif } = await metadataOf(await resizeOne(path, {}));

    expect(exif).toBeUndefined();
  });

  it('has no outdated thumbnail', async () => {
    const path = join(temporaryFolder(), 'thumbnail.jpg');
    writeFileSync(path, withThumbnail(await fourFields().jpeg().toBuffer(), 'THUMBNAIL-BYTES'.repeat(1000)));
    expect(readFileSync(path, 'latin1')).toContain('THUMBNAIL-BYTES');

    const output = await resizeOne(path, { width: 48, height: null, metadata: 'all' });

    expect(readFileSync(output, 'latin1')).not.toContain('THUMBNAIL-BYTES');
    // Nor does it leave its room behind.
    expect(readMetadata('jpeg', readFileSync(output)).exif?.length).toBeLessThan(200);
    expect((await metadataOf(output)).exif?.text('main', 0x010f)).toBe('Dropmill');
  });
});

describe('the date of the file', () => {
  const then = new Date(2020, 1, 3, 4, 5, 6);

  it("is the original's", async () => {
    const path = await photo();
    utimesSync(path, then, then);

    expect(statSync(await resizeOne(path, {})).mtime).toEqual(then);
  });

  it('before 1970 is kept, too', async () => {
    const path = await photo();
    const early = new Date(Date.UTC(1969, 6, 20, 20, 17));
    utimesSync(path, early, early);

    expect(statSync(await resizeOne(path, {})).mtime).toEqual(early);
  });

  it('is new when that is wished', async () => {
    const path = await photo();
    const { mtimeMs: made } = statSync(path);
    utimesSync(path, then, then);

    expect(statSync(await resizeOne(path, { keepDates: false })).mtimeMs).toBeGreaterThanOrEqual(made);
  });
});

/** A JPEG with a Photoshop segment (APP13) that holds IPTC records. */
function withIptc(jpeg: Buffer, records: Buffer): Buffer {
  const padded = Buffer.concat([records, Buffer.alloc(records.length % 2)]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(records.length);
  return withSegment(jpeg, 0xed, Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0'), size, padded]));
}

/** A JPEG with EXIF that names its maker and brings a thumbnail of these bytes. */
function withThumbnail(jpeg: Buffer, thumbnail: string): Buffer {
  const make = 'Dropmill\0';
  const block = Buffer.alloc(68 + make.length + thumbnail.length);
  block.write('II*\0', 'latin1');
  block.writeUInt32LE(8, 4);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    block.writeUInt16LE(tag, at);
    block.writeUInt16LE(type, at + 2);
    block.writeUInt32LE(count, at + 4);
    block.writeUInt32LE(value, at + 8);
  };
  block.writeUInt16LE(1, 8);
  entry(10, 0x010f, 2, make.length, 68);
  block.writeUInt32LE(26, 22);
  block.writeUInt16LE(3, 26);
  entry(28, 0x0103, 3, 1, 6);
  entry(40, 0x0201, 4, 1, 68 + make.length);
  entry(52, 0x0202, 4, 1, thumbnail.length);
  block.write(make, 68, 'latin1');
  block.write(thumbnail, 68 + make.length, 'latin1');
  return withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), block]));
}

function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}
