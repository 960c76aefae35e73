// What a result's format cannot hold in the original's way is kept in another, or the job says that it is lost.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { attachMetadata } from './metadata/attach.ts';
import { readMetadata } from './metadata/blocks.ts';
import { densityOf, withDensity } from './metadata/density.ts';
import { readExifTree, TAG } from './metadata/exif-tree.ts';
import { numberEntry, writeExifTree } from './metadata/exif-writer.ts';
import { iptcText } from './metadata/iptc.ts';
import { IPTC_RESOURCE, readResources } from './metadata/photoshop.ts';
import type { ResizeOptions } from './options.ts';
import { pngChunk } from './render/png-writer.ts';
import { hasExiftool, readTags } from './testing/exiftool.ts';
import { fourFields } from './testing/pictures.ts';
import { runResize, temporaryFolder } from './testing/run-resize.ts';

const NOTHING = { little: true, main: { entries: [] } };

function put(file: Buffer, name: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, file);
  return path;
}

async function made(path: string, options: Partial<ResizeOptions>) {
  const { outcome, notes, failure } = await runResize([path], { folder: temporaryFolder(), ...options });
  return { output: outcome.outputs[0] ?? '', codes: notes.map(({ code }) => code), failure };
}

const codesOf = async (file: Buffer, name: string, options: Partial<ResizeOptions>) =>
  (await made(put(file, name), options)).codes;

/** Frames of one colour each; those with an opacity of 0 are transparent. */
async function gif(...opacities: readonly number[]): Promise<Buffer> {
  const [width, height] = [8, 8];
  const frames = opacities.map((opacity, index) =>
    Buffer.alloc(width * height * 4, Buffer.from([200, 60 * index, 40, opacity])),
  );
  const raw = { width, height: height * frames.length, channels: 4, pageHeight: height } as const;
  return sharp(Buffer.concat(frames), { raw }).gif({ keepDuplicateFrames: true }).toBuffer();
}

describe('transparency of a GIF that becomes a JPEG', () => {
  it('is said to be filled', async () => {
    expect(await codesOf(await gif(0), 'clear.gif', { format: 'jpeg' })).toEqual(['FLATTENED']);
    expect(await codesOf(await gif(0, 255), 'clear.gif', { format: 'jpeg' })).toEqual(['FIRST_FRAME', 'FLATTENED']);
  });

  it('is not spoken of where the first frame has none', async () => {
    expect(await codesOf(await gif(255), 'full.gif', { format: 'jpeg' })).toEqual([]);
    expect(await codesOf(await gif(255, 0), 'full.gif', { format: 'jpeg' })).toEqual(['FIRST_FRAME']);
    expect(await codesOf(await gif(0), 'clear.gif', { format: 'png' })).toEqual([]);
  });
});

describe('transparency of other pictures that become JPEGs', () => {
  it.for(['png', 'webp', 'avif', 'tiff'] as const)('is spoken of only where a %s has some', async (format) => {
    const all = fourFields().ensureAlpha();
    expect(await codesOf(await all.toFormat(format).toBuffer(), `full.${format}`, { format: 'jpeg' })).toEqual([]);
    const some = fourFields().ensureAlpha(0.9);
    const to = { format: 'jpeg', width: 20, height: 20 } as const;
    expect(
      await codesOf(
        await some.toFormat(format, format === 'tiff' ? { compression: 'deflate' } : {}).toBuffer(),
        `some.${format}`,
        to,
      ),
    ).toEqual(['FLATTENED']);
  });

  it('is spoken of where a drawing does not fill its place', async () => {
    const svg = (width: number) =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="${width}" height="9"/></svg>`,
      );
    expect(await codesOf(svg(9), 'full.svg', { format: 'jpeg' })).toEqual([]);
    expect(await codesOf(svg(5), 'some.svg', { format: 'jpeg' })).toEqual(['FLATTENED']);
  });
});

describe('density', () => {
  const dense = (density: number) => fourFields().withMetadata({ density });
  /** The density that a JFIF segment tells, without EXIF. */
  const jfif = async (x: number, y = x) => {
    const file = await fourFields().jpeg().toBuffer();
    const segment = Buffer.from([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 1, 0, x, 0, y, 0, 0]);
    segment.writeUInt16BE(x, 12);
    segment.writeUInt16BE(y, 14);
    const begins = file[3] === 0xe0 ? 4 + file.readUInt16BE(4) : 2;
    return Buffer.concat([file.subarray(0, 2), segment, file.subarray(begins)]);
  };
  const FORMATS = ['webp', 'avif'] as const;

  it.each(FORMATS)('is written as EXIF where %s has no place for it', async (format) => {
    for (const metadata of ['all', 'no-location', 'copyright'] as const) {
      const { output, codes } = await made(put(await jfif(300, 600), 'photo.jpg'), { format, metadata });
      expect(readMetadata(format, readFileSync(output)).density).toEqual({ x: 300, y: 600 });
      expect(codes).toEqual([]);
    }
  });

  it.each(FORMATS)(
    'of the file stands in the EXIF of %s, when the EXIF of the original tells another',
    async (format) => {
      const file = await jfif(300);
      const exif = await fourFields()
        .withExif({ IFD0: { Make: 'Dropmill', XResolution: '72/1', YResolution: '72/1', ResolutionUnit: '2' } })
        .jpeg()
        .toBuffer();
      const app1 = exif.subarray(exif.indexOf('Exif\0\0', 'latin1') - 4);
      const both = Buffer.concat([file.subarray(0, 20), app1.subarray(0, 2 + app1.readUInt16BE(2)), file.subarray(20)]);
      const { output } = await made(put(both, 'photo.jpg'), { format });
      const found = readMetadata(format, readFileSync(output));
      expect(found.density).toEqual({ x: 300, y: 300 });
      expect(found.exif?.includes('Dropmill')).toBe(true);
    },
  );

  it.for(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)(
    'lies on its side in %s, as the picture does',
    async (format) => {
      const xmp =
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ' +
        'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:XResolution="300/1" tiff:Make="Dropmill"/></rdf:RDF></x:xmpmeta>';
      const orientation = numberEntry({ little: true }, TAG.orientation, 3, 6);
      const density = { x: 300, y: 600 };
      const exif = withDensity(writeExifTree({ little: true, main: { entries: [orientation] } }), density);
      const picture = { data: await fourFields().jpeg().toBuffer(), width: 96, height: 64, alpha: false };
      const told = attachMetadata('jpeg', picture, { exif, xmp: Buffer.from(xmp), density });
      const { output } = await made(put(told, 'photo.jpg'), { format });
      const found = readMetadata(format, readFileSync(output));
      const tree = readExifTree(found.exif ?? Buffer.alloc(0));
      for (const told of [found.density, ...(format === 'tiff' ? [] : [densityOf(tree ?? NOTHING)])])
        expect([Math.round(told?.x ?? 0), Math.round(told?.y ?? 0)]).toEqual([600, 300]);
      expect(found.xmp?.includes('Dropmill')).toBe(true);
      expect(found.xmp?.includes('XResolution')).toBe(false);
    },
  );

  it.each(FORMATS)('is not written into %s where it says nothing, or all metadata should go', async (format) => {
    const file = await jfif(72);
    const { output } = await made(put(file, 'photo.jpg'), { format });
    expect(readMetadata(format, readFileSync(output)).exif).toBeUndefined();
    const none = await made(put(await jfif(300), 'photo.jpg'), { format, metadata: 'none' });
    expect(readMetadata(format, readFileSync(none.output)).exif).toBeUndefined();
    expect(none.codes).toEqual([]);
  });

  it('of a GIF is lost with a note, unless it goes with EXIF or says nothing', async () => {
    expect(await codesOf(await jfif(300), 'photo.jpg', { format: 'gif' })).toEqual(['DENSITY_DROPPED']);
    expect(await codesOf(await jfif(72), 'photo.jpg', { format: 'gif' })).toEqual([]);
    expect(await codesOf(await jfif(300), 'photo.jpg', { format: 'gif', metadata: 'none' })).toEqual([]);
    const tagged = await dense(300)
      .withExifMerge({ IFD0: { Make: 'Dropmill' } })
      .jpeg()
      .toBuffer();
    expect(await codesOf(tagged, 'photo.jpg', { format: 'gif' })).toEqual(['EXIF_DROPPED']);
  });

  it.skipIf(!hasExiftool())('is what exiftool reads: 300 for 11,811 pixels a metre', async () => {
    const file = put(await dense(300).png().toBuffer(), 'print.png');
    for (const format of ['webp', 'avif', 'tiff'] as const) {
      const [tags] = readTags([(await made(file, { format })).output]);
      expect([tags?.['IFD0:XResolution'], tags?.['IFD0:ResolutionUnit']]).toEqual([300, 2]);
    }
  });
});

describe('data behind the end', () => {
  const SECRET = Buffer.from('and then some words that no picture needs');
  const NOTE = ['UNKNOWN_DATA_DROPPED'];
  const tiff = () => fourFields().tiff({ compression: 'deflate' }).toBuffer();

  it('of a TIFF is lost with a note', async () => {
    const file = await tiff();
    expect(await codesOf(file, 'plain.tif', { width: 40 })).toEqual([]);
    expect(await codesOf(Buffer.concat([file, Buffer.alloc(9)]), 'filled.tif', { width: 40 })).toEqual([]);
    expect(await codesOf(Buffer.concat([file, SECRET]), 'more.tif', { width: 40 })).toEqual(NOTE);
    expect(await codesOf(Buffer.concat([file, SECRET]), 'more.tif', { format: 'png' })).toEqual(NOTE);
    const big = await sharp(await fourFields().png().toBuffer())
      .tiff({ bigtiff: true })
      .toBuffer();
    expect(await codesOf(Buffer.concat([big, SECRET]), 'big.tif', { width: 40 })).toEqual(NOTE);
    const pyramid = await fourFields(512, 512).tiff({ pyramid: true, tile: true, compression: 'lzw' }).toBuffer();
    expect(await codesOf(pyramid, 'pyramid.tif', { width: 40 })).not.toContain('UNKNOWN_DATA_DROPPED');
  });

  it.each([
    [24, 0],
    [8, 0],
    [8, 1],
  ])('of a BMP with %i bits and coding %i is lost with a note', async (bits, coding) => {
    const file = bmp(bits, coding);
    expect(await codesOf(file, 'plain.bmp', { format: 'png' })).toEqual([]);
    expect(await codesOf(Buffer.concat([file, Buffer.alloc(2)]), 'filled.bmp', { format: 'png' })).toEqual([]);
    const more = Buffer.concat([file, SECRET]);
    expect(await codesOf(more, 'more.bmp', { format: 'png' })).toEqual(NOTE);
    more.writeUInt32LE(more.length, 2);
    expect(await codesOf(more, 'counted.bmp', { format: 'png' })).toEqual(NOTE);
    expect(await codesOf(more, 'none.bmp', { format: 'png', metadata: 'none' })).toEqual([]);
  });
});

/** 4 × 2 pixels of one colour. @param coding 0 for rows, 1 for runs */
function bmp(bits: number, coding: number): Buffer {
  const pixels = coding === 1 ? Buffer.from([4, 0, 0, 0, 4, 0, 0, 1]) : Buffer.alloc(2 * ((4 * bits) / 8), 200);
  const palette = bits === 8 ? Buffer.alloc(1024, Buffer.from([40, 60, 200, 0])) : Buffer.alloc(0);
  const head = Buffer.alloc(54);
  head.write('BM', 'latin1');
  head.writeUInt32LE(54 + palette.length + pixels.length, 2);
  head.writeUInt32LE(54 + palette.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(4, 18);
  head.writeInt32LE(2, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(coding, 30);
  head.writeUInt32LE(coding === 1 ? pixels.length : 0, 34);
  return Buffer.concat([head, palette, pixels]);
}

describe('IPTC', () => {
  const dataset = (number: number, text: string) =>
    Buffer.concat([Buffer.from([0x1c, 2, number, 0, text.length]), Buffer.from(text)]);
  const RECORDS = Buffer.concat([dataset(5, 'Harbour'), dataset(90, 'London'), dataset(25, 'boats')]);
  const block = (records: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(records.length);
    return Buffer.concat([Buffer.from('8BIM\x04\x04\0\0', 'latin1'), size, records, Buffer.alloc(records.length % 2)]);
  };
  const jpeg = async () => {
    const file = await fourFields().jpeg().toBuffer();
    const content = Buffer.concat([Buffer.from('Photoshop 3.0\0'), block(RECORDS)]);
    const head = Buffer.from([0xff, 0xed, 0, content.length + 2]);
    return Buffer.concat([file.subarray(0, 2), head, content, file.subarray(2)]);
  };
  /** As ImageMagick writes it. */
  const png = async (type = 'iptc', bytes = block(RECORDS)) => {
    const file = await fourFields().png().toBuffer();
    const text = `\n${type}\n${String(bytes.length).padStart(8)}\n${bytes.toString('hex').replace(/.{72}/g, '$&\n')}\n`;
    const chunk = pngChunk('zTXt', Buffer.concat([Buffer.from(`Raw profile type ${type}\0\0`), deflateSync(text)]));
    return Buffer.concat([file.subarray(0, 33), chunk, file.subarray(33)]);
  };
  const iptcOf = (path: string) => {
    const { resources } = readMetadata('png', readFileSync(path));
    const records = readResources(resources ?? Buffer.alloc(0))?.find(({ id }) => id === IPTC_RESOURCE)?.data;
    return [5, 90, 25].map((number) => records && iptcText(records, number));
  };

  it('is kept in a PNG, from JPEG and from PNG, but for the place', async () => {
    for (const file of [put(await jpeg(), 'a.jpg'), put(await png(), 'a.png'), put(await png('8bim'), 'b.png')]) {
      const all = await made(file, { format: 'png', metadata: 'all', width: 40 });
      expect(iptcOf(all.output)).toEqual(['Harbour', 'London', 'boats']);
      const cleaned = await made(file, { format: 'png', width: 40 });
      expect(iptcOf(cleaned.output)).toEqual(['Harbour', undefined, 'boats']);
      expect([...all.codes, ...cleaned.codes]).toEqual([]);
      const none = await made(file, { format: 'png', metadata: 'none' });
      expect(readMetadata('png', readFileSync(none.output)).resources).toBeUndefined();
    }
  });

  it.skipIf(!hasExiftool())('of a PNG is what exiftool and ImageMagick read', async () => {
    const { output } = await made(put(await jpeg(), 'a.jpg'), { format: 'png' });
    const [tags] = readTags([output]);
    expect([tags?.['IPTC:ObjectName'], tags?.['IPTC:City'], tags?.['IPTC:Keywords']]).toEqual([
      'Harbour',
      undefined,
      'boats',
    ]);
    const back = join(temporaryFolder(), 'back.jpg');
    execFileSync('convert', [output, back]);
    expect(readTags([back])[0]?.['IPTC:ObjectName']).toBe('Harbour');
  });
});
