import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { attachMetadata } from './metadata/attach.ts';
import { readMetadata } from './metadata/blocks.ts';
import { densityOf } from './metadata/density.ts';
import { findEntry, readExifTree, readPages, textOf } from './metadata/exif-tree.ts';
import { bytesEntry, numberEntry, pointerEntry, textEntry, writeExifTree } from './metadata/exif-writer.ts';
import { sourceCoding } from './read/source-coding.ts';
import { hasExiftool, readTags } from './testing/exiftool.ts';
import { codes, put, saved } from './testing/odd-files.ts';
import { CORNERS, fieldsOf, fourFields, largestDeltaE, save } from './testing/pictures.ts';
import { errorOf, resizeOne, runResize, temporaryFolder } from './testing/run-resize.ts';

describe('what speaks of the pixels', () => {
  const XMP = (inner: string) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" ${inner}/></rdf:RDF></x:xmpmeta>`;
  const withXmp = async (inner: string, exif?: Buffer) =>
    put(
      attachMetadata(
        'jpeg',
        { data: await fourFields().jpeg().toBuffer(), width: 96, height: 64, alpha: false },
        { xmp: Buffer.from(XMP(inner)), exif },
      ),
      'photo.jpg',
    );

  it.each(['jpeg', 'webp', 'avif', 'png', 'tiff'] as const)(
    'is true in %s: orientation and size in EXIF and XMP',
    async (format) => {
      const entry = (tag: number, value: number) => numberEntry({ little: true }, tag, 4, value);
      const detail = { entries: [entry(0xa002, 96), entry(0xa003, 64)] };
      const exif = writeExifTree({
        little: true,
        main: { entries: [numberEntry({ little: true }, 0x0112, 3, 6), pointerEntry(0x8769, detail)] },
      });
      const path = await withXmp('tiff:Orientation="6" exif:PixelXDimension="96" exif:PixelYDimension="64"', exif);

      const output = await resizeOne(path, { format, width: 32 });

      const { exif: made, xmp } = readMetadata(format, readFileSync(output));
      expect(xmp?.toString()).toContain('tiff:Orientation="1" exif:PixelXDimension="32" exif:PixelYDimension="48"');
      expect((await sharp(output).metadata()).orientation ?? 1).toBe(1);
      expect(made?.includes(Buffer.from([0x02, 0xa0, 4, 0, 1, 0, 0, 0, 32, 0, 0, 0]))).toBe(true);
    },
  );

  it.each([
    [
      'a motion photo',
      'GCamera:MotionPhoto="1" GCamera:MotionPhotoVersion="1" Container:Version="1"',
      'MOTION_DROPPED',
    ],
    ['an HDR gain map', 'hdrgm:Version="1.0"', 'GAIN_MAP_DROPPED'],
  ])('does not promise %s that is gone, and a note says so', async (_, inner, code) => {
    const { outcome, notes } = await runResize([await withXmp(inner)], {
      format: 'webp',
      folder: join(temporaryFolder(), 'out'),
    });
    const { xmp } = readMetadata('webp', readFileSync(outcome.outputs[0] ?? ''));
    expect(xmp?.toString()).not.toMatch(/="1/);
    expect(codes(notes)).toEqual([code]);
  });

  it('scales a panorama with its picture, and drops it when it is cropped', async () => {
    const path = await withXmp('GPano:FullPanoWidthPixels="96" GPano:CroppedAreaTopPixels="16"');
    const { xmp } = readMetadata('jpeg', readFileSync(await resizeOne(path, { width: 48 })));
    expect(xmp?.toString()).toContain('GPano:FullPanoWidthPixels="48" GPano:CroppedAreaTopPixels="8"');
    const { outcome, notes } = await runResize([path], {
      mode: 'fill',
      width: 20,
      height: 60,
      folder: join(temporaryFolder(), 'out'),
    });
    expect(readMetadata('jpeg', readFileSync(outcome.outputs[0] ?? '')).xmp?.toString()).not.toContain('Pixels=');
    expect(codes(notes)).toEqual(['PANORAMA_DROPPED']);
  });

  it('shows no thumbnail of what was cropped away', async () => {
    const resource = Buffer.concat([Buffer.from('8BIM\x04\x0c\0\0\0\0\0\x08', 'latin1'), Buffer.from('THUMBSUP')]);
    const jpeg = await fourFields().jpeg().toBuffer();
    // A JPEG begins with /9j/ in base64.
    const own = `<a:Preview xmlns:a="urn:a">/9j/${'THUMBOWN'.repeat(20)}</a:Preview>`;
    const thumbnails = `<xmp:Thumbnails><rdf:Alt><rdf:li>THUMBXMP</rdf:li></rdf:Alt></xmp:Thumbnails>${own}`;
    const xmp = Buffer.from(XMP('').replace('/></rdf:RDF>', `>${thumbnails}</rdf:Description></rdf:RDF>`));
    const path = put(
      attachMetadata('jpeg', { data: jpeg, width: 96, height: 64, alpha: false }, { resources: resource, xmp }),
      'a.jpg',
    );
    const output = readFileSync(await resizeOne(path, { mode: 'fill', width: 20, height: 20, metadata: 'all' }));
    expect(output.includes('THUMB')).toBe(false);
  });

  it.each([
    ['jpeg', 'jpeg'],
    ['jpeg', 'png'],
    ['jpeg', 'tiff'],
    ['png', 'jpeg'],
    ['png', 'png'],
    ['png', 'tiff'],
    ['tiff', 'jpeg'],
    ['tiff', 'png'],
    ['tiff', 'tiff'],
  ] as const)('keeps the density from %s to %s', async (from, to) => {
    const path = await saved(fourFields().withDensity(300).toFormat(from), `a.${from}`);
    for (const metadata of ['no-location', 'none'] as const) {
      const { density } = await sharp(await resizeOne(path, { format: to, width: 48, metadata })).metadata();
      expect(density).toBe(300);
    }
  });

  it.each(['jpeg', 'png', 'tiff'] as const)('makes up no density in %s', async (format) => {
    const path = put(await fourFields().webp().toBuffer(), 'plain.webp');
    const file = readFileSync(await resizeOne(path, { format }));
    expect(readMetadata(format, file).density).toBeUndefined();
  });

  it('keeps the density of all pages of a TIFF', async () => {
    const pages = { width: 20, height: 30, channels: 3, pageHeight: 10 } as const;
    const raw = sharp(Buffer.alloc(20 * 30 * 3, 90), { raw: pages });
    const path = put(await raw.tiff({ xres: 300 / 25.4, yres: 300 / 25.4 }).toBuffer(), 'pages.tif');
    const file = readFileSync(await resizeOne(path, { width: 10 }));
    const found = readPages(file);
    expect(found?.pages.map((main) => Math.round(densityOf({ little: found.little, main })?.x ?? 0))).toEqual([
      300, 300, 300,
    ]);
  });
});

describe('an HDR gain map', () => {
  /** As ISO 21496-1 and CIPA DC-007 have it: a picture, a list of pictures, and the map behind it. */
  async function ultraHdr(): Promise<Buffer> {
    const segment = (hex: string) => Buffer.from(hex, 'hex');
    const map = await sharp({ create: { width: 48, height: 32, channels: 3, background: '#888' } })
      .toColourspace('b-w')
      .jpeg()
      .toBuffer();
    const meta = segment(
      'ffe2004375726e3a69736f3a7374643a69736f3a74733a32313439363a2d310000000000480000000100000000000000030000000000000003000000010000000000000000',
    );
    const second = Buffer.concat([map.subarray(0, 2), meta, map.subarray(2)]);
    const mark = segment('ffe2002275726e3a69736f3a7374643a69736f3a74733a32313439363a2d310000000000');
    const list = segment(
      'ffe200584d5046004d4d002a000000080003b00000070000000430313030b00100040000000100000002b002000700000020000000320000000000030000000023910000000000000000000000000000051000001dfa00000000',
    );
    const base = await fourFields().jpeg().toBuffer();
    const first = Buffer.concat([base.subarray(0, 2), mark, list, base.subarray(2)]);
    const listAt = 2 + mark.length;
    first.writeUInt32BE(first.length, listAt + 62);
    first.writeUInt32BE(second.length, listAt + 78);
    first.writeUInt32BE(first.length - listAt - 8, listAt + 82);
    return Buffer.concat([first, second]);
  }

  it('is kept when a JPEG is scaled to a JPEG, with the metadata', async () => {
    const file = await ultraHdr();
    expect((await sharp(file).metadata()).gainMap).toBeDefined();
    const exif = writeExifTree({
      little: true,
      main: { entries: [numberEntry({ little: true }, 0x0112, 3, 1), textEntry(0x013b, 'A. Maker')] },
    });
    const path = put(
      attachMetadata('jpeg', { data: file, width: 96, height: 64, alpha: false, hasGainMap: true }, { exif }),
      'hdr.jpg',
    );

    const { items, outcome, notes } = await runResize([path], { width: 32, folder: join(temporaryFolder(), 'out') });

    expect(items[0]?.error).toBeUndefined();
    const made = await sharp(outcome.outputs[0]).metadata();
    expect([made.width, made.height, made.gainMap !== undefined]).toEqual([32, 21, true]);
    expect(textOf(findEntry(readExifTree(made.exif ?? Buffer.alloc(0))?.main, 0x013b))).toBe('A. Maker');
    expect(codes(notes)).toEqual([]);
    const [tags] = hasExiftool() ? readTags([outcome.outputs[0] ?? '']) : [];
    if (tags) expect(tags['MPImage1:MPImageLength']).toBe(tags['MPImage2:MPImageStart']);
  });

  it('is reported as dropped when the picture is cropped or gets another format', async () => {
    const path = put(await ultraHdr(), 'hdr.jpg');
    for (const options of [{ format: 'webp' }, { mode: 'fill', width: 20, height: 60 }] as const) {
      const { notes } = await runResize([path], { ...options, folder: join(temporaryFolder(), 'out') });
      expect(codes(notes)).toEqual(['GAIN_MAP_DROPPED']);
    }
  });
});

describe('a limit of bytes', () => {
  const commented = async (bytes: number) => {
    const comment = bytesEntry(0x9286, Buffer.alloc(bytes, 'A'));
    const exif = writeExifTree({ little: true, main: { entries: [pointerEntry(0x8769, { entries: [comment] })] } });
    return put(
      attachMetadata(
        'jpeg',
        { data: await fourFields(400, 300).jpeg().toBuffer(), width: 400, height: 300, alpha: false },
        { exif },
      ),
      'a.jpg',
    );
  };

  it('drops metadata before it costs quality or pixels', async () => {
    const { outcome, notes } = await runResize([await commented(60_000)], {
      maxBytes: 50_000,
      folder: join(temporaryFolder(), 'out'),
    });
    const output = outcome.outputs[0] ?? '';
    expect(statSync(output).size).toBeLessThan(50_000);
    expect((await sharp(output).metadata()).width).toBe(400);
    expect(codes(notes)).toEqual(['METADATA_DROPPED_FOR_SIZE']);
  });

  it('that no quality meets is reported, and met with fewer pixels only if that is allowed', async () => {
    const noise = Buffer.alloc(300 * 300 * 3);
    for (let at = 0; at < noise.length; at++) noise[at] = Math.imul(at, 2_654_435_761) >>> 24;
    const path = await saved(sharp(noise, { raw: { width: 300, height: 300, channels: 3 } }).png(), 'noise.png');
    expect(await errorOf(path, { format: 'jpeg', maxBytes: 3000 })).toMatchObject({
      code: 'DOES_NOT_FIT',
      params: { most: 3000 },
    });
    const output = await resizeOne(path, { format: 'jpeg', maxBytes: 3000, mayShrink: true });
    expect(statSync(output).size).toBeLessThanOrEqual(3000);
  });
});

describe('nothing is more than it was', () => {
  it('a copy of the original has a name that is true', async () => {
    const flat = sharp({ create: { width: 1200, height: 100, channels: 3, background: '#c83' } });
    const path = await saved(flat.png({ palette: true, colours: 2 }), 'pal.png');
    const noisy = { width: 1000, extraSizes: [500], keepSmaller: true, quality: 1, template: '{name}-{width}w' };
    const { outcome } = await runResize([path], {
      ...noisy,
      format: 'png',
      quality: null,
      folder: join(temporaryFolder(), 'out'),
    });
    for (const output of outcome.outputs) {
      expect(basename(output)).toBe(`pal-${(await sharp(output).metadata()).width}w.png`);
    }
  });

  it('a copy of the original lacks nothing, and no note says so', async () => {
    const still = await fourFields().jpeg({ quality: 10 }).toBuffer();
    const path = put(Buffer.concat([still, Buffer.from('MotionPhoto_Data')]), 'moving.jpg');
    const run = (keepSmaller: boolean) =>
      runResize([path], { quality: 100, keepSmaller, metadata: 'all', folder: join(temporaryFolder(), 'out') });
    const copied = await run(true);
    expect(readFileSync(copied.outcome.outputs[0] ?? '')).toEqual(readFileSync(path));
    expect(codes(copied.notes)).toEqual([]);
    expect(codes((await run(false)).notes)).toEqual(['MOTION_DROPPED']);
  });

  it.each([1, 2, 4, 8])('a palette of %i bits stays one, with its pixels', async (bits) => {
    const path = await saved(fourFields().png({ palette: true, colours: 2 ** bits, dither: 0 }), 'pal.png');
    const before = await sharp(path).ensureAlpha().raw().toBuffer();
    const same = await resizeOne(path, {});
    expect((await sharp(same).metadata()).isPalette).toBe(true);
    const bitsOf = (file: string) => readFileSync(file)[24];
    expect(bitsOf(same)).toBe(bitsOf(path));
    expect((await sharp(same).ensureAlpha().raw().toBuffer()).equals(before)).toBe(true);
    expect((await sharp(await resizeOne(path, { width: 40 })).metadata()).isPalette).toBe(true);
  });

  it('a WebP without loss stays so, and one with loss does, too', async () => {
    for (const lossless of [true, false]) {
      const path = await saved(fourFields().webp({ lossless }), 'a.webp');
      const output = readFileSync(await resizeOne(path, { width: 48 }));
      expect(sourceCoding('webp', output).lossless).toBe(lossless);
    }
  });

  it.each([30, 60, 95])('a JPEG of quality %i is not encoded better than that, nor than is needed', async (quality) => {
    const path = await saved(fourFields().jpeg({ quality }), 'a.jpg');
    const made = sourceCoding('jpeg', readFileSync(await resizeOne(path, { width: 48 }))).jpegQuality ?? 0;
    expect(made).toBeLessThanOrEqual(Math.min(quality, 82) + 3);
    expect(made).toBeGreaterThan(Math.min(quality, 82) - 8);
  });

  it('a quality above 90 keeps colours at full size', async () => {
    const path = await saved(fourFields().png(), 'a.png');
    for (const [quality, sampling] of [
      [82, '4:2:0'],
      [90, '4:2:0'],
      [91, '4:4:4'],
      [100, '4:4:4'],
    ] as const) {
      const made = await sharp(await resizeOne(path, { format: 'jpeg', quality })).metadata();
      expect(made.chromaSubsampling).toBe(sampling);
    }
  });

  it.each([
    ['webp', 'WebP', 16_383],
    ['avif', 'AVIF', 16_384],
    ['jpeg', 'JPEG', 65_500],
    ['gif', 'GIF', 65_535],
  ] as const)(
    'the longest side of %s is written, and a longer one refused by its number',
    async (format, label, most) => {
      const long = (width: number) =>
        saved(sharp({ create: { width, height: 2, channels: 3, background: '#c83' } }).png(), 'long.png');
      expect((await sharp(await resizeOne(await long(most), { format })).metadata()).width).toBe(most);
      expect(await errorOf(await long(most + 1), { format })).toMatchObject({
        code: 'SIDE_TOO_LONG',
        params: { format: label, most },
      });
    },
  );
});

describe('a second run', () => {
  it.each(['overwrite', 'skip'] as const)('with "%s" makes no further files of names that clash', async (collision) => {
    const folder = temporaryFolder();
    const inputs = [await save(fourFields().jpeg(), folder, 'a.jpg'), await save(fourFields().png(), folder, 'a.png')];
    const out = join(temporaryFolder(), 'out');
    const names = async () =>
      (await runResize(inputs, { format: 'webp', folder: out, collision })).outcome.outputs.map((path) =>
        basename(path),
      );

    expect(await names()).toEqual(['a.webp', 'a (2).webp']);
    expect(await names()).toEqual(collision === 'skip' ? [] : ['a.webp', 'a (2).webp']);
    expect(readdirSync(out).sort()).toEqual(['a (2).webp', 'a.webp']);
  });
});

describe('several formats and widths', () => {
  it('are made of one picture, each under its name', async () => {
    const path = await saved(fourFields(1400, 800).jpeg({ quality: 95 }), 'photo.jpg');
    const { outcome } = await runResize([path], {
      format: 'webp',
      extraFormats: ['avif', 'png'],
      width: 700,
      extraSizes: [1280, 350],
      template: '{name}-{width}w',
      folder: join(temporaryFolder(), 'out'),
    });
    const names = ['avif', 'png', 'webp'].flatMap((format) =>
      [700, 1280, 350].map((width) => `photo-${width}w.${format}`),
    );
    expect(outcome.outputs.map((output) => basename(output)).sort()).toEqual(names.sort());
    for (const output of outcome.outputs) {
      expect(largestDeltaE(await fieldsOf(output), Object.values(CORNERS))).toBeLessThan(4);
    }
  });
});
