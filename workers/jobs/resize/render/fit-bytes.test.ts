import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { resizeOne, temporaryFolder } from '../testing/run-resize.ts';
import { fitBytes } from './fit-bytes.ts';

describe('fitting into bytes', () => {
  it('takes the first attempt when it fits', async () => {
    const tried: (number | null)[] = [];
    const encode = async ({ quality }: { quality: number | null }) => {
      tried.push(quality);
      return { length: 10, quality };
    };

    expect((await fitBytes({ limit: 10, quality: 82, mayShrink: true, encode })).quality).toBe(82);
    expect(tried).toEqual([82]);
  });

  it('finds a quality near the best in at most six encodings', async () => {
    let encodings = 0;
    const encode = async ({ quality }: { quality: number | null }) => {
      encodings++;
      return { length: (quality ?? 0) * 100, quality: quality ?? 0 };
    };

    const { quality } = await fitBytes({ limit: 5555, quality: 90, mayShrink: true, encode });

    expect(quality).toBeLessThanOrEqual(55);
    expect(quality).toBeGreaterThan(50);
    expect(encodings).toBeLessThanOrEqual(6);
  });

  it('uses most of the room when the picture must get smaller', async () => {
    // Bytes fall faster than the area, so that the first step down is too careful.
    const encode = async ({ quality, scale }: { quality: number | null; scale: number }) => ({
      length: Math.round(100_000 * scale ** 2.2 * (1 + (quality ?? 0) / 1000)),
    });

    const { length } = await fitBytes({ limit: 20_000, quality: 82, mayShrink: true, encode });

    expect(length).toBeLessThanOrEqual(20_000);
    expect(length).toBeGreaterThan(17_000);
  });

  it.each(['jpeg', 'webp', 'avif', 'png', 'gif'] as const)('holds for real pictures as %s', async (format) => {
    const path = await noisyPicture();

    const output = await resizeOne(path, { format, maxBytes: 9000, mayShrink: true });

    expect(statSync(output).size).toBeLessThanOrEqual(9000);
    expect(statSync(output).size).toBeGreaterThan(3000);
  });

  it('makes the picture smaller where it must be lossless and may shrink', async () => {
    const output = await resizeOne(await noisyPicture(), {
      format: 'webp',
      lossless: true,
      mayShrink: true,
      maxBytes: 20_000,
    });

    const { size } = statSync(output);
    expect(size).toBeLessThanOrEqual(20_000);
    expect((await sharp(output).metadata()).width).toBeLessThan(240);
  });
});

async function noisyPicture(): Promise<string> {
  const noise = { type: 'gaussian', mean: 128, sigma: 25 } as const;
  const path = join(temporaryFolder(), 'noisy.png');
  const picture = sharp({ create: { width: 240, height: 160, channels: 3, background: '#808080', noise } });
  writeFileSync(path, await picture.png().toBuffer());
  return path;
}
