import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { CORNERS, fieldsOf, largestDeltaE } from '../../testing/pictures.ts';
import { errorOf, resizeOne, temporaryFolder } from '../../testing/run-resize.ts';
import { bmpToPng } from './bmp.ts';

interface Bmp {
  readonly width: number;
  /** Negative for rows from the top. */
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  /** Blue, green, red, and a byte that does not count. */
  readonly palette?: readonly (readonly [number, number, number, number])[];
  readonly masks?: readonly number[];
  readonly pixels: readonly number[];
}

/** A BMP with a header of 40 bytes, or of 56 with four masks. */
function bmp({ width, height, bits, compression = 0, palette = [], masks = [], pixels }: Bmp): Buffer {
  const header = Buffer.alloc(54);
  header.write('BM', 'latin1');
  const at = 54 + 4 * masks.length + 4 * palette.length;
  header.writeUInt32LE(at, 10);
  header.writeUInt32LE(masks.length === 4 ? 56 : 40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bits, 28);
  header.writeUInt32LE(compression, 30);
  header.writeUInt32LE(palette.length, 46);
  const words = Buffer.alloc(4 * masks.length);
  for (const [index, mask] of masks.entries()) words.writeUInt32LE(mask, index * 4);
  return Buffer.concat([header, words, Buffer.from(palette.flat()), Buffer.from(pixels)]);
}

/** Pixels from the top left, as `rrggbbaa`. */
async function pixelsOf(file: Buffer): Promise<string[]> {
  const data = await sharp(bmpToPng(file)).ensureAlpha().raw().toBuffer();
  return data.toString('hex').match(/.{8}/g) ?? [];
}

const PALETTE = [
  [0, 0, 255, 0],
  [0, 255, 0, 0],
  [255, 0, 0, 0],
] as const;
const [RED, GREEN, BLUE] = ['ff0000ff', '00ff00ff', '0000ffff'];

describe('headers of other lengths', () => {
  const file = bmp({ width: 2, height: 1, bits: 8, palette: PALETTE, pixels: [2, 0, 0, 0] });

  it('a bitmap of the clipboard, without the header of a file, is read', async () => {
    const dib = file.subarray(14);
    expect(await pixelsOf(dib)).toEqual(await pixelsOf(file));
    const path = join(temporaryFolder(), 'clipboard.dib');
    writeFileSync(path, dib);
    const made = await sharp(await resizeOne(path, { format: 'png' })).metadata();
    expect([made.width, made.height]).toEqual([2, 1]);
  });

  it('an OS/2 header that is cut short is read', async () => {
    const short = Buffer.concat([file.subarray(0, 30), file.subarray(54)]);
    short.writeUInt32LE(16, 14);
    const palette = Buffer.alloc(256 * 4);
    for (const [index, colour] of PALETTE.entries()) palette.set(colour, index * 4);
    const whole = Buffer.concat([short.subarray(0, 30), palette, Buffer.from([2, 0, 0, 0])]);
    whole.writeUInt32LE(30 + palette.length, 10);
    expect(await pixelsOf(whole)).toEqual(['0000ffff', 'ff0000ff']);
  });

  it('pixels that are said to be where the palette is come behind it', async () => {
    const early = Buffer.from(file);
    early.writeUInt32LE(54, 10);
    expect(await pixelsOf(early)).toEqual(await pixelsOf(file));
  });

  it('a header of a length that no program writes is read as far as it is known', async () => {
    const long = Buffer.concat([file.subarray(0, 54), Buffer.alloc(6), file.subarray(54)]);
    long.writeUInt32LE(46, 14);
    long.writeUInt32LE(60 + PALETTE.length * 4, 10);
    const path = join(temporaryFolder(), 'odd.bmp');
    writeFileSync(path, long);
    const made = await sharp(await resizeOne(path, { format: 'png' }))
      .removeAlpha()
      .raw()
      .toBuffer();
    expect([...made]).toEqual([0, 0, 255, 255, 0, 0]);
  });
});

describe('the density of a BMP', () => {
  it.each(['png', 'jpeg', 'tiff'] as const)('is that of a result in %s', async (format) => {
    const file = bmp({ width: 1, height: 1, bits: 24, pixels: [0, 0, 255, 0] });
    file.writeInt32LE(11_811, 38);
    file.writeInt32LE(11_811, 42);
    const path = join(temporaryFolder(), 'dense.bmp');
    writeFileSync(path, file);
    expect((await sharp(await resizeOne(path, { format })).metadata()).density).toBe(300);
  });
});

describe('a BMP', () => {
  it.for([
    ['1 bit', { width: 2, height: 1, bits: 1, pixels: [0b01000000, 0, 0, 0] }, [RED, GREEN]],
    ['2 bits', { width: 3, height: 1, bits: 2, pixels: [0b00011000, 0, 0, 0] }, [RED, GREEN, BLUE]],
    ['4 bits', { width: 3, height: 1, bits: 4, pixels: [0x01, 0x20, 0, 0] }, [RED, GREEN, BLUE]],
    ['8 bits, from the bottom', { width: 1, height: 2, bits: 8, pixels: [0, 9, 9, 9, 1, 9, 9, 9] }, [GREEN, RED]],
    ['8 bits, from the top', { width: 1, height: -2, bits: 8, pixels: [0, 9, 9, 9, 1, 9, 9, 9] }, [RED, GREEN]],
    ['runs', { width: 3, height: 1, bits: 8, compression: 1, pixels: [2, 1, 1, 2, 0, 1] }, [GREEN, GREEN, BLUE]],
    ['runs of 4 bits', { width: 3, height: 1, bits: 4, compression: 2, pixels: [3, 0x12, 0, 1] }, [GREEN, BLUE, GREEN]],
    [
      'literal runs, a jump, and colour 0 where nothing is said',
      { width: 3, height: 2, bits: 8, compression: 1, pixels: [0, 3, 1, 2, 1, 0, 0, 0, 0, 2, 1, 0, 1, 2, 0, 1] },
      [RED, BLUE, RED, GREEN, BLUE, GREEN],
    ],
  ] as const)('of %s has its colours', async ([, content, expected]) => {
    expect(await pixelsOf(bmp({ palette: PALETTE, ...content }))).toEqual(expected);
  });

  it('of 16, 24 and 32 bits has its colours, and opacity where there is a mask for it', async () => {
    expect(await pixelsOf(bmp({ width: 1, height: 1, bits: 16, pixels: [0, 0x7c, 0, 0] }))).toEqual([RED]);
    expect(await pixelsOf(bmp({ width: 1, height: 1, bits: 24, pixels: [1, 2, 3, 0] }))).toEqual(['030201ff']);
    expect(await pixelsOf(bmp({ width: 1, height: 1, bits: 32, pixels: [1, 2, 3, 0] }))).toEqual(['030201ff']);
    const masks = [0xff, 0xff00, 0xff0000, 0xff000000];
    const masked = bmp({ width: 1, height: 1, bits: 32, compression: 3, masks, pixels: [1, 2, 3, 128] });
    expect(await pixelsOf(masked)).toEqual(['01020380']);
    const narrow = bmp({
      width: 1,
      height: 1,
      bits: 16,
      compression: 3,
      masks: [0xf800, 0x7e0, 0x1f],
      pixels: [0xe0, 7],
    });
    expect(await pixelsOf(narrow)).toEqual([GREEN]);
  });

  it('that another program wrote becomes a picture of the asked size', async () => {
    // ImageMagick 6.9.11: convert fields.png -type palette -compress RLE BMP3:runs.bmp
    const file = join(import.meta.dirname, '../../testing/runs.bmp');

    const output = await resizeOne(file, { width: 48, height: null });

    expect(output).toMatch(/runs\.png$/);
    expect((await sharp(output).metadata()).width).toBe(48);
    expect(largestDeltaE(await fieldsOf(output), Object.values(CORNERS))).toBeLessThan(1);
  });

  it.for([
    ['that ends early', { width: 2, height: 2, bits: 24, pixels: [1, 2, 3] }, 'DAMAGED_PICTURE'],
    ['without a size', { width: 0, height: 2, bits: 24, pixels: [] }, 'DAMAGED_PICTURE'],
    [
      'whose runs end early',
      { width: 2, height: 2, bits: 8, compression: 1, palette: PALETTE, pixels: [] },
      'DAMAGED_PICTURE',
    ],
    ['with a JPEG in it', { width: 2, height: 2, bits: 24, compression: 4, pixels: [] }, 'UNSUPPORTED_KIND'],
    ['larger than memory', { width: 60_000, height: 60_000, bits: 24, pixels: [] }, 'PICTURE_TOO_LARGE'],
  ] as const)('%s fails on its row', async ([, content, code]) => {
    const path = join(temporaryFolder(), 'a.bmp');
    writeFileSync(path, bmp(content));
    expect((await errorOf(path))?.code).toBe(code);
  });
});
