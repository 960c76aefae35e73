// Colours that a picture names without a profile come out as they are to be seen. The right values are those of ImageMagick
// (`gAMA`) and Little CMS (Display P3).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pngChunk } from '../../render/png-writer.ts';
import { codes, put, withNclx } from '../../testing/odd-files.ts';
import { type Colour, deltaE, fieldsOf, largestDeltaE } from '../../testing/pictures.ts';
import { resizeOne, runResize, temporaryFolder } from '../../testing/run-resize.ts';
import { PNG_SIGNATURE } from '../headers/png-header.ts';

const SIDE = 8;
const BROWN: Colour = [188, 100, 50];
const BROWN_OF_P3: Colour = [201, 93, 32];

/** Of one colour, with these chunks before the picture. */
function png(chunks: readonly Buffer[], samples: readonly number[] = BROWN, colourType = 2): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([8, colourType], 8);
  const line = Buffer.from([0, ...Array(SIDE).fill(samples).flat()]);
  const picture = pngChunk('IDAT', deflateSync(Buffer.concat(Array(SIDE).fill(line))));
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    ...chunks,
    picture,
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function numbers(...values: readonly number[]): Buffer {
  const data = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) data.writeUInt32BE(value, index * 4);
  return data;
}

const gamma = (value: number) => pngChunk('gAMA', numbers(value));
const P3 = pngChunk('cHRM', numbers(31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000));
const SRGB_ROUNDED = pngChunk('cHRM', numbers(31_269, 32_899, 63_999, 33_001, 30_000, 60_000, 15_000, 5_999));
const cicp = (primaries: number, transfer: number) => pngChunk('cICP', Buffer.from([primaries, transfer, 0, 1]));

const cases: readonly [string, Buffer, Colour][] = [
  ['gAMA of linear light', png([gamma(100_000)]), [222, 168, 122]],
  ['gAMA of linear light in grey', png([gamma(100_000)], [100], 0), [168, 168, 168]],
  ['gAMA of linear light in grey with alpha', png([gamma(100_000)], [100, 255], 4), [168, 168, 168]],
  ['gAMA of sRGB', png([gamma(45_455), SRGB_ROUNDED]), BROWN],
  ['gAMA and cHRM of Display P3', png([gamma(45_455), P3]), BROWN_OF_P3],
  ['cICP of Display P3', png([cicp(12, 13)]), BROWN_OF_P3],
  ['cICP of linear light', png([cicp(1, 8)]), [222, 168, 122]],
  ['cICP of linear light in grey', png([cicp(1, 8)], [100], 0), [168, 168, 168]],
  ['cICP of gamma 2.2', png([cicp(1, 4)]), [189, 100, 46]],
  ['cICP of SMPTE ST 428-1', png([cicp(1, 17)]), [186, 87, 34]],
  ['cICP of a logarithm', png([cicp(1, 9)]), [148, 70, 44]],
  ['cICP of Rec. 2020', png([cicp(9, 14)]), [226, 81, 31]],
  ['cICP of BT.470 BG', png([cicp(5, 6)]), [191, 100, 51]],
  ['sRGB, which counts before gAMA', png([pngChunk('sRGB', Buffer.from([0])), gamma(100_000)]), BROWN],
  ['cHRM without colours', png([gamma(45_455), pngChunk('cHRM', numbers(0, 0, 0, 0, 0, 0, 0, 0))]), BROWN],
  ['gAMA of nothing', png([gamma(0)]), BROWN],
];

describe('colours that a picture names without a profile', () => {
  it.each(cases)('%s', async (_, file, wanted) => {
    for (const colours of ['srgb', 'keep'] as const) {
      const output = await resizeOne(put(file, 'named.png'), { format: 'png', colours });
      for (const field of await fieldsOf(output)) expect(deltaE(field, wanted)).toBeLessThan(1.5);
      const { icc, depth } = await sharp(output).metadata();
      expect([icc, depth]).toEqual([undefined, 'uchar']);
    }
  });

  it('an AVIF of Display P3 by number is brought to sRGB when profiles are kept, too: it has none', async () => {
    const avif = await sharp(png([])).avif({ lossless: true, chromaSubsampling: '4:4:4' }).toBuffer();
    const path = put(withNclx(avif, 12, 13), 'p3.avif');
    for (const field of await fieldsOf(await resizeOne(path, { format: 'png', colours: 'keep' }))) {
      expect(deltaE(field, BROWN_OF_P3)).toBeLessThan(1.5);
    }
  });

  it('a HEIC of Display P3 by number is brought to sRGB', async () => {
    const file = readFileSync(join(import.meta.dirname, '../../testing/camera.heic'));
    const numbered = (primaries: number) => {
      const heic = Buffer.from(file);
      heic.write('nclx', heic.indexOf('colrprof') + 4, 'latin1');
      heic.set([0, primaries, 0, 13, 0, 6, 0x80], heic.indexOf('colrnclx') + 8);
      return put(heic, 'numbered.heic');
    };
    const [own, profile] = [
      await resizeOne(numbered(12), { format: 'png' }),
      await resizeOne(put(file, 'p3.heic'), { format: 'png' }),
    ];
    expect(largestDeltaE(await fieldsOf(own), await fieldsOf(profile))).toBeLessThan(2);
    const plain = await resizeOne(numbered(1), { format: 'png' });
    expect(largestDeltaE(await fieldsOf(plain), await fieldsOf(profile))).toBeGreaterThan(5);
  });

  it('a PNG of a high dynamic range is reported', async () => {
    const path = put(png([cicp(9, 16)]), 'pq.png');
    const { notes } = await runResize([path], { format: 'jpeg', folder: temporaryFolder() });
    expect(codes(notes)).toEqual(['HDR_COLOURS']);
  });
});
