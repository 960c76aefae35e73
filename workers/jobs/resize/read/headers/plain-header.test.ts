import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngChunk } from '../../render/png-writer.ts';
import { inspectFile } from '../inspect.ts';
import { plainFacts, plainResult } from './plain-header.ts';
import { PNG_SIGNATURE } from './png-header.ts';
import { sniff } from './sniff.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropmill-headers-'));
});
afterAll(() => rm(folder, { recursive: true }));

const WIDTH = 37;
const HEIGHT = 23;
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>';

const made = (alpha = 1) =>
  sharp({
    create: { width: WIDTH, height: HEIGHT, channels: alpha < 1 ? 4 : 3, background: { r: 200, g: 130, b: 30, alpha } },
  });

async function animation() {
  const frames = await Promise.all([made().png().toBuffer(), made().negate().png().toBuffer()]);
  return sharp(frames, { join: { animated: true } })
    .webp({ loop: 0 })
    .toBuffer();
}

/** A PNG by the book, of any colour type and bit depth, with further chunks before the pixels. */
function png(colourType: number, bits: number, ...more: Buffer[]): Buffer {
  const samples = [1, 0, 3, 1, 2, 0, 4][colourType] ?? 0;
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(WIDTH, 0);
  ihdr.writeUInt32BE(HEIGHT, 4);
  ihdr.set([bits, colourType], 8);
  const rows = Buffer.alloc((1 + Math.ceil((WIDTH * samples * bits) / 8)) * HEIGHT);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', ihdr),
    ...(colourType === 3 ? [pngChunk('PLTE', Buffer.from([1, 2, 3, 4, 5, 6]))] : []),
    ...more,
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

const PNG_KINDS: Readonly<Record<string, Buffer>> = {
  ...Object.fromEntries(
    [
      [0, [1, 2, 4, 8, 16]],
      [2, [8, 16]],
      [3, [1, 2, 4, 8]],
      [4, [8, 16]],
      [6, [8, 16]],
    ].flatMap(([type, depths]) =>
      (depths as number[]).map((bits) => [`PNG of colour type ${type} and ${bits} bits`, png(type as number, bits)]),
    ),
  ),
  'PNG with a transparent palette': png(3, 8, pngChunk('tRNS', Buffer.from([0, 255]))),
  'PNG that tells its gamma, resolution and time': png(
    2,
    8,
    pngChunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f])),
    pngChunk('sRGB', Buffer.from([0])),
    pngChunk('pHYs', Buffer.from([0, 0, 0x0b, 0x13, 0, 0, 0x0b, 0x13, 1])),
    pngChunk('tIME', Buffer.from([7, 0xe8, 1, 2, 3, 4, 5])),
  ),
};

const OTHER_KINDS: Readonly<Record<string, () => Promise<Buffer>>> = {
  'lossy WebP': () => made().webp().toBuffer(),
  'lossy WebP with alpha': () => made(0.5).webp().toBuffer(),
  'lossless WebP': () => made().webp({ lossless: true }).toBuffer(),
  'lossless WebP with alpha': () => made(0.5).webp({ lossless: true }).toBuffer(),
  'WebP with a profile': () => made().withIccProfile('p3').webp().toBuffer(),
  JPEG: () => made().jpeg().toBuffer(),
};

async function fileOf(kind: string): Promise<Buffer> {
  return PNG_KINDS[kind] ?? (await OTHER_KINDS[kind]?.()) ?? Buffer.alloc(0);
}

describe('what is read from a plain file is what libvips reads', () => {
  it.for([...Object.keys(PNG_KINDS), ...Object.keys(OTHER_KINDS)])('%s', async (kind) => {
    const file = await fileOf(kind);
    const format = sniff(file);
    const found = await sharp(file).metadata();
    expect(plainFacts(format, file)).toEqual({
      format,
      width: WIDTH,
      height: HEIGHT,
      pages: 1,
      otherPages: 0,
      channels: found.channels,
      depth: found.depth === 'ushort' ? 2 : 1,
      alpha: found.hasAlpha,
      space: found.space,
      orientation: found.orientation ?? 1,
      profile: found.hasProfile,
      taken: null,
    });
  });
});

const METADATA = {
  EXIF: () => made().withExif({ IFD0: { Make: 'Dropmill' } }),
  XMP: () => made().withXmp(xmp),
  'EXIF and a profile': () =>
    made()
      .withIccProfile('p3')
      .withExif({ IFD0: { Make: 'Dropmill' } }),
};

describe('an original that may say more is left to libvips', () => {
  it.for([
    ['PNG with EXIF', () => METADATA.EXIF().png().toBuffer()],
    ['PNG with XMP', () => METADATA.XMP().png().toBuffer()],
    ['PNG with a profile', () => made().withIccProfile('p3').png().toBuffer()],
    ['PNG with one transparent colour', async () => png(2, 8, pngChunk('tRNS', Buffer.alloc(6)))],
    ['WebP with EXIF', () => METADATA.EXIF().webp().toBuffer()],
    ['WebP with XMP', () => METADATA.XMP().webp().toBuffer()],
    ['animated WebP', () => animation()],
    ['GIF', () => made().gif().toBuffer()],
  ] as const)('%s', async ([, make]) => {
    const file = await make();
    expect(plainFacts(sniff(file), file)).toBeUndefined();
    const path = join(folder, 'original');
    await writeFile(path, file);
    const facts = { format: sniff(file), width: WIDTH, height: HEIGHT };
    expect(await inspectFile(path)).toMatchObject({ kind: 'picture', facts });
  });

  it('so is one whose header is damaged or goes on after the bytes that were read', () => {
    const whole = png(2, 8);
    const flipped = Buffer.from(whole);
    flipped[19] = 1;
    for (const file of [whole.subarray(0, 40), flipped, Buffer.concat([whole.subarray(0, 33), whole.subarray(40)])]) {
      expect(plainFacts('png', file)).toBeUndefined();
    }
    expect(plainFacts('webp', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'))).toBeUndefined();
  });
});

describe('what is read of a result is what libvips reads', () => {
  it.for(
    Object.entries(METADATA).flatMap(([what, make]) => [
      [`JPEG with ${what}`, 'jpeg', () => make().jpeg().toBuffer()] as const,
      [`WebP with ${what}`, 'webp', () => make().webp().toBuffer()] as const,
    ]),
  )('%s', async ([, format, make]) => {
    const file = await make();
    const { width, height } = await sharp(file).metadata();
    expect(plainResult(format, file)).toEqual({ width, height });
  });

  it.for(['jpeg', 'png', 'webp'] as const)('%s that was cut short is none', async (format) => {
    const file = await made().toFormat(format).toBuffer();
    expect(plainResult(format, file)).toMatchObject({ width: WIDTH, height: HEIGHT });
    expect(plainResult(format, file.subarray(0, -1))).toBeUndefined();
  });
});
