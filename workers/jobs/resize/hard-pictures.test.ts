// Pictures that came out wrong in other programs, each with its right value.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { attachMetadata } from './metadata/attach.ts';
import { TAG } from './metadata/exif-tree.ts';
import { numberEntry, writeExifTree } from './metadata/exif-writer.ts';
import { pngChunk } from './render/png-writer.ts';
import { animation, codes, linearGreyProfile, put, saved, withIccp, withNclx } from './testing/odd-files.ts';
import { CORNERS, fieldsOf, fourFields, largestDeltaE } from './testing/pictures.ts';
import { errorOf, resizeOne, runResize, temporaryFolder } from './testing/run-resize.ts';

describe('an animation', () => {
  const [red, blue] = [
    [200, 30, 30],
    [30, 30, 200],
  ] as const;

  it.each(['gif', 'webp'] as const)('with equal frames in a row keeps its time as %s', async (format) => {
    const path = put(
      await animation([red, red, red, blue, blue, red], [100, 100, 100, 100, 100, 100], 'gif'),
      'rec.gif',
    );
    for (const width of [null, 15]) {
      const made = await sharp(await resizeOne(path, { format, width }), { pages: -1 }).metadata();
      expect(made.delay?.reduce((sum, time) => sum + time)).toBe(600);
      expect(made.pageHeight).toBe(width === null ? 20 : 10);
    }
  });

  it.each([0, 10])('of times of %i ms, which libvips takes for a tenth of a second, is made', async (delay) => {
    const path = put(await animation([red, red, blue, blue], [delay, delay, delay, 70], 'gif'), 'fast.gif');
    for (const format of ['gif', 'webp'] as const) {
      const made = await sharp(await resizeOne(path, { format }), { pages: -1 }).metadata();
      const total = made.delay?.reduce((sum, time) => sum + time);
      expect(total).toBe(format === 'gif' ? 3 * delay + 70 : 370);
    }
  });

  it.each([3, 6])('with EXIF orientation %i is turned', async (orientation) => {
    const frames = await fourFields(32, 16).png().toBuffer();
    const raw = await sharp(frames).raw().toBuffer();
    const other = Buffer.from(raw).fill(90);
    const pair = sharp(Buffer.concat([raw, other]), { raw: { width: 32, height: 32, channels: 3, pageHeight: 16 } });
    const file = await pair.webp({ lossless: true, delay: [100, 200] }).toBuffer();
    const exif = writeExifTree({
      little: true,
      main: { entries: [numberEntry({ little: true }, 0x0112, 3, orientation)] },
    });
    const path = put(
      attachMetadata('webp', { data: file, width: 32, height: 16, alpha: false }, { exif }),
      'turned.webp',
    );

    const output = await resizeOne(path, { metadata: 'all' });

    const made = await sharp(output, { pages: -1 }).metadata();
    expect([made.width, made.pageHeight, made.pages, made.orientation ?? 1]).toEqual(
      orientation === 3 ? [32, 16, 2, 1] : [16, 32, 2, 1],
    );
    const { topLeft, topRight, bottomLeft, bottomRight } = CORNERS;
    const turned =
      orientation === 3 ? [bottomRight, bottomLeft, topRight, topLeft] : [bottomLeft, topLeft, bottomRight, topRight];
    expect(largestDeltaE(await fieldsOf(output), turned)).toBeLessThan(6);
  });
});

describe('colours', () => {
  it('behind grey with alpha are those of the background', async () => {
    for (const deep of [false, true]) {
      const grey = sharp(Buffer.alloc(32 * 32 * 2), { raw: { width: 32, height: 32, channels: 2 } });
      const path = await saved(grey.toColourspace(deep ? 'grey16' : 'b-w').png(), 'grey.png');
      const [colour] = await fieldsOf(await resizeOne(path, { format: 'jpeg', background: '#00ff00' }));
      expect(largestDeltaE([colour ?? [0, 0, 0]], [[0, 255, 0]])).toBeLessThan(6);
    }
  });

  it('of a border around a grey picture are those of the background', async () => {
    const path = await saved(
      sharp({ create: { width: 20, height: 40, channels: 3, background: '#888' } })
        .toColourspace('b-w')
        .png(),
      'grey.png',
    );
    const output = await resizeOne(path, { mode: 'pad', width: 80, height: 40, background: '#00ff00' });
    const [left] = await fieldsOf(output);
    expect(left).toEqual([0, 255, 0]);
  });

  it.each(['png', 'tiff'] as const)(
    'of a border around a picture of 16 bits are white and opaque, as %s',
    async (format) => {
      for (const alpha of [false, true]) {
        const deep = fourFields(20, 40).toColourspace('rgb16');
        const path = await saved((alpha ? deep.ensureAlpha() : deep).png(), 'deep.png');
        const output = await resizeOne(path, { mode: 'pad', width: 80, height: 40, background: '#ffffff', format });
        const raw = await sharp(output).toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer();
        expect([...new Uint16Array(raw.buffer, raw.byteOffset, alpha ? 4 : 3)].every((value) => value === 0xffff)).toBe(
          true,
        );
      }
    },
  );

  it.each([
    ['png', 'srgb'],
    ['webp', 'keep'],
    ['gif', 'keep'],
  ] as const)('of a linear grey profile come out as Little CMS has them, as %s with %s', async (format, colours) => {
    const sample = Buffer.alloc(32 * 32 * 2);
    for (let at = 0; at < sample.length; at += 2) sample.writeUInt16LE(32_896, at);
    const raw = new Uint16Array(sample.buffer, sample.byteOffset, sample.length / 2);
    const plain = await sharp(raw, { raw: { width: 32, height: 32, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    const path = put(withIccp(plain, linearGreyProfile()), 'linear.png');

    const [colour] = await fieldsOf(await resizeOne(path, { format, colours }));

    // transicc -i linear.icc -o '*sRGB': 188.
    expect(colour?.every((value) => Math.abs(value - 188) <= 1)).toBe(true);
  });

  it.each([
    ['webp', {}],
    ['avif', {}],
    ['gif', { colours: 'keep' }],
    ['png', { mode: 'pad', width: 64, height: 128, background: '#00ff00' }],
    ['tiff', { mode: 'pad', width: 64, height: 128, background: '#00ff00', colours: 'keep' }],
  ] as const)('of 8 bits with a linear grey profile are no other as %s with %o', async (format, options) => {
    const grey = sharp(Buffer.alloc(32 * 32, 128), { raw: { width: 32, height: 32, channels: 1 } });
    const plain = await grey.toColourspace('b-w').png().toBuffer();
    const path = put(withIccp(plain, linearGreyProfile()), 'linear.png');

    const output = await resizeOne(path, { format, enlarge: true, ...options });

    const { data, info } = await sharp(output).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const middle = data.subarray((Math.floor(info.height / 2) * info.width + info.width / 2) * info.channels);
    expect([...middle.subarray(0, 3)].every((value) => Math.abs(value - 188) <= 2)).toBe(true);
  });

  it.each([
    [8, 'png'],
    [8, 'webp'],
    [16, 'png'],
    [16, 'webp'],
  ] as const)('of a grey profile and %i bits are turned as EXIF says, as %s', async (bits, format) => {
    const grey = fourFields(64, 96).toColourspace(bits === 16 ? 'grey16' : 'b-w');
    const data = withIccp(await grey.png().toBuffer(), linearGreyProfile());
    const orientation = numberEntry({ little: true }, TAG.orientation, 3, 6);
    const exif = writeExifTree({ little: true, main: { entries: [orientation] } });
    const picture = { data, width: 64, height: 96, alpha: false };
    const path = put(attachMetadata('png', picture, { exif }), 'turned.png');

    const made = await sharp(await resizeOne(path, { format, width: 48 })).metadata();

    expect([made.width, made.height]).toEqual([48, 32]);
  });

  it.each([8, 16])('of a grey profile and %i bits are those of every page', async (bits) => {
    const pages = [40, 128, 200].map((grey) =>
      sharp({ create: { width: 32, height: 32, channels: 3, background: { r: grey, g: grey, b: grey } } })
        .png()
        .toBuffer(),
    );
    const film = sharp(await Promise.all(pages), { join: { animated: true } });
    const profile = join(temporaryFolder(), 'linear.icc');
    writeFileSync(profile, linearGreyProfile());
    const path = await saved(film.toColourspace(bits === 16 ? 'grey16' : 'b-w').tiff(), 'pages.tif');
    const tagged = join(temporaryFolder(), 'tagged.tif');
    execFileSync('vips', ['tiffsave', `${path}[n=-1]`, tagged, '--page-height', '32', '--profile', profile]);

    const output = await resizeOne(tagged, { width: 16, height: null });

    expect(await sharp(output).metadata()).toMatchObject({ pages: 3, width: 16, height: 16 });
    const [[first] = [0], [last] = [0]] = [(await fieldsOf(output, 0))[0], (await fieldsOf(output, 2))[0]];
    // transicc -i linear.icc -o '*sRGB': 40 becomes 110, and 200 becomes 229.
    expect(Math.abs(first - 110)).toBeLessThan(3);
    expect(Math.abs(last - 229)).toBeLessThan(3);
  });

  it.each([
    ['Display P3', 12, [255, 0, 0]],
    ['Rec. 2020', 9, [255, 0, 0]],
    ['sRGB', 1, [234, 51, 35]],
  ] as const)('of an AVIF in %s by number are brought to sRGB', async (_, primaries, right) => {
    // sRGB's nearest red to P3's (234, 51, 35) is at the edge of what it holds.
    const file = await sharp({ create: { width: 32, height: 32, channels: 3, background: { r: 234, g: 51, b: 35 } } })
      .avif({ lossless: true })
      .toBuffer();
    const path = put(withNclx(file, primaries, 13), 'wide.avif');

    const [colour = [0, 0, 0]] = await fieldsOf(await resizeOne(path, { format: 'png' }));

    expect(Math.abs(colour[0] - right[0])).toBeLessThan(3);
    if (primaries === 1) expect(largestDeltaE([colour], [right])).toBeLessThan(3);
    else expect(colour[1]).toBeLessThan(45);
  });

  it('of a high dynamic range are said to look paler', async () => {
    const file = await fourFields().avif({ lossless: true }).toBuffer();
    const { notes } = await runResize([put(withNclx(file, 9, 16), 'hdr.avif')], {
      folder: join(temporaryFolder(), 'out'),
    });
    expect(codes(notes)).toContain('HDR_COLOURS');
  });

  it.each(['float', 'double', 'uint', 'char'] as const)(
    'of samples of the kind %s are refused, not guessed',
    async (kind) => {
      const [path, odd] = [await saved(fourFields().png(), 'a.png'), join(temporaryFolder(), 'odd.tif')];
      execFileSync('vips', ['cast', path, odd, kind]);
      expect(await errorOf(odd)).toMatchObject({ code: 'UNSUPPORTED_SAMPLES' });
    },
  );

  it('of a Lab TIFF of 8 bits are those that ImageMagick has', async () => {
    const [path, lab] = [await saved(fourFields().png(), 'a.png'), join(temporaryFolder(), 'lab.tif')];
    execFileSync('convert', [path, '-colorspace', 'Lab', '-depth', '8', lab]);
    expect(largestDeltaE(await fieldsOf(await resizeOne(lab, { format: 'png' })), Object.values(CORNERS))).toBeLessThan(
      4,
    );
  });
});

describe('grey TIFFs', () => {
  it.each([2, 4] as const)('of %i bits where zero is white are no negatives', async (bits) => {
    const bytes = Buffer.alloc(((8 * bits) / 8) * 8, 0);
    const entries = [
      numberEntry({ little: true }, 0x0100, 3, 8),
      numberEntry({ little: true }, 0x0101, 3, 8),
      numberEntry({ little: true }, 0x0102, 3, bits),
      numberEntry({ little: true }, 0x0103, 3, 1),
      numberEntry({ little: true }, 0x0106, 3, 0),
      numberEntry({ little: true }, 0x0111, 4, 0),
      numberEntry({ little: true }, 0x0115, 3, 1),
      numberEntry({ little: true }, 0x0116, 3, 8),
      numberEntry({ little: true }, 0x0117, 4, bytes.length),
    ];
    const head = writeExifTree({ little: true, main: { entries } });
    const strips = entries.map((entry) =>
      entry.tag === 0x0111 ? numberEntry({ little: true }, 0x0111, 4, head.length) : entry,
    );
    const file = Buffer.concat([writeExifTree({ little: true, main: { entries: strips } }), bytes]);
    const [colour] = await fieldsOf(await resizeOne(put(file, 'fax.tif'), { format: 'png' }));
    expect(colour).toEqual([255, 255, 255]);
  });
});

describe('sound files', () => {
  it('that are animated AVIFs give their first frame, with a note', async () => {
    const file = await fourFields().avif().toBuffer();
    file.write('avis', 8, 'latin1');
    const path = put(file, 'moving.avif');
    expect(
      largestDeltaE(await fieldsOf(await resizeOne(path, { format: 'png' })), Object.values(CORNERS)),
    ).toBeLessThan(6);
  });

  const svg = (inner: string, size = 'width="40" height="20"') =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size} viewBox="0 0 40 20">${inner}<rect width="40" height="20" fill="#c03020"/></svg>`;

  it.each([
    ['after a comment of 5 KB', `<?xml version="1.0"?><!-- ${'x'.repeat(5000)} -->${svg('')}`, [40, 20]],
    ['after a comment of 50 KB', `<!-- ${'x'.repeat(50_000)} -->\n${svg('')}`, [40, 20]],
    ['in millimetres', svg('', 'width="40mm" height="20mm"'), [151, 76]],
    ['in per cent', svg('', 'width="100%" height="100%"'), [40, 20]],
  ] as const)('that are SVGs %s are drawn', async (_, text, size) => {
    const made = await sharp(await resizeOne(put(Buffer.from(text), 'drawing.svg'), {})).metadata();
    expect([made.width, made.height]).toEqual(size);
  });

  it('that are SVGs with a picture of 8 MB in them are drawn', async () => {
    const noise = Buffer.alloc(3 * 1500 * 1400);
    for (let at = 0; at < noise.length; at++) noise[at] = Math.imul(at, 2_654_435_761) >>> 24;
    const png = await sharp(noise, { raw: { width: 1500, height: 1400, channels: 3 } })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const image = `<image width="40" height="20" xlink:href="data:image/png;base64,${png.toString('base64')}"/>`;
    const made = await sharp(await resizeOne(put(Buffer.from(svg(image)), 'large.svg'), {})).metadata();
    expect(made.width).toBe(40);
  });

  it('that are animated PNGs give their first frame, with a note', async () => {
    const file = await fourFields().png().toBuffer();
    const control = pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]));
    const path = put(Buffer.concat([file.subarray(0, 33), control, file.subarray(33)]), 'moving.png');
    const { notes } = await runResize([path], { format: 'webp', folder: temporaryFolder() });
    expect(notes).toMatchObject([{ code: 'FIRST_FRAME', params: { count: 1 } }]);
  });

  it('that are GIFs with a damaged later frame give the others, and a note', async () => {
    const frames = [
      [200, 30, 30],
      [30, 30, 200],
    ] as const;
    const file = await animation(frames, [100, 100], 'gif');
    // An image descriptor, which the size of LZW's first codes follows (GIF89a, sections 20 and 22).
    const descriptor = Buffer.from([0x2c, 0, 0, 0, 0, 30, 0, 20, 0]);
    const second = file.indexOf(descriptor, file.indexOf(descriptor) + 1);
    const ownColours = file[second + 9] ?? 0;
    file[second + 10 + (ownColours & 0x80 ? 3 * 2 ** ((ownColours & 7) + 1) : 0)] = 0xc8;
    const { outcome, notes } = await runResize([put(file, 'cut.gif')], { format: 'png', folder: temporaryFolder() });
    expect([outcome.failed, codes(notes)]).toEqual([0, expect.arrayContaining(['READ_WITH_DAMAGE'])]);
  });

  it.each([
    ['TIFF', 'with old JPEG compression', 6],
    ['TIFF', 'with LZMA', 34_925],
    ['TIFF', 'with Zstandard', 50_000],
  ])('that are %ss %s are refused by name', async (format, _, compression) => {
    const file = await fourFields().tiff({ compression: 'none' }).toBuffer();
    const at = file.indexOf(Buffer.from([3, 1, 3, 0, 1, 0, 0, 0, 1, 0]));
    file.writeUInt16LE(compression, at + 8);
    expect(await errorOf(put(file, 'old.tif'))).toMatchObject({ code: 'UNSUPPORTED_KIND', params: { format } });
  });

  it.each([9, 10])(
    'that are TIFFs of an L*a*b* that libvips does not know (%i) are refused by name',
    async (colours) => {
      const file = await fourFields().tiff({ compression: 'none' }).toBuffer();
      file.writeUInt16LE(colours, file.indexOf(Buffer.from([6, 1, 3, 0, 1, 0, 0, 0, 2, 0])) + 8);
      const error = await errorOf(put(file, 'lab.tif'));
      expect(error).toMatchObject({ code: 'UNSUPPORTED_KIND', params: { format: 'TIFF' } });
    },
  );

  it('that are JPEGs without the mark of their end are whole, and neither those cut off nor those of several passes', async () => {
    const whole = await fourFields().jpeg({ quality: 95 }).toBuffer();
    const { outcome, notes } = await runResize([put(whole.subarray(0, -2), 'endless.jpg')], {
      format: 'png',
      folder: temporaryFolder(),
    });
    expect([outcome.failed, codes(notes)]).toEqual([0, []]);
    const pixels = (file: Buffer | string) => sharp(file).raw().toBuffer();
    expect((await pixels(outcome.outputs[0] ?? '')).equals(await pixels(whole))).toBe(true);
    const passes = await fourFields().jpeg({ progressive: true }).toBuffer();
    for (const file of [whole.subarray(0, -40), passes.subarray(0, -2)]) {
      const cut = await runResize([put(file, 'cut.jpg')], { format: 'png', folder: temporaryFolder() });
      expect(cut.items).toMatchObject([{ state: 'done', error: { code: 'PICTURE_INCOMPLETE' } }]);
    }
  });

  it('that are AVIF films without a still picture are refused by name', async () => {
    const file = await fourFields().avif().toBuffer();
    const brands = file.subarray(0, file.readUInt32BE(0));
    brands.fill('miaf', 16).write('avis', 8, 'latin1');
    brands.write('avis', 16, 'latin1');
    file.write('free', file.indexOf('pitm'), 'latin1');
    const error = await errorOf(put(file, 'film.avif'));
    expect(error).toMatchObject({ code: 'UNSUPPORTED_KIND', params: { format: 'AVIF' } });
  });

  it('that have only an extension for a name are read', async () => {
    const output = await resizeOne(await saved(fourFields().jpeg(), '.jpg'), {});
    expect((await sharp(output).metadata()).width).toBe(96);
    expect(basename(output)).toBe('.jpg.jpg');
  });
});
