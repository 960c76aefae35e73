// Randomly damaged files of every format: each ends in a result or a clear error, and nothing else is left behind.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { PictureFormat } from './formats.ts';
import { CAMERA_EXIF, fourFields } from './testing/pictures.ts';
import { filesIn, runResize, temporaryFolder, testExecutor } from './testing/run-resize.ts';

const FILES = 100;

const MAKERS: Readonly<Record<PictureFormat, () => Promise<Buffer>>> = {
  jpeg: () => fourFields().withExif(CAMERA_EXIF).jpeg().toBuffer(),
  png: () => fourFields().withExif(CAMERA_EXIF).png().toBuffer(),
  webp: () => fourFields().withExif(CAMERA_EXIF).webp().toBuffer(),
  avif: () => fourFields().avif({ effort: 1 }).toBuffer(),
  gif: () => fourFields().gif().toBuffer(),
  tiff: () => fourFields().tiff({ compression: 'lzw' }).toBuffer(),
  heic: async () => readFileSync(join(import.meta.dirname, 'testing/camera.heic')),
  bmp: async () => readFileSync(join(import.meta.dirname, 'testing/runs.bmp')),
  svg: async () =>
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64"><rect width="9" height="9"/></svg>'),
};

describe('damaged files', () => {
  it.each(Object.entries(MAKERS))(`of %s: ${FILES} end in a result or an error each`, async (format, make) => {
    const folder = temporaryFolder();
    const whole = await make();
    mkdirSync(join(folder, 'in'));
    const random = generator(format);
    for (let file = 0; file < FILES; file++) {
      writeFileSync(join(folder, `in/${String(file).padStart(3, '0')}.${format}`), damage(whole, file, random));
    }

    const job = await runResize(
      [join(folder, 'in')],
      { width: 48, height: null, format: 'webp', folder: join(folder, 'out') },
      // A decoder that a damaged file brings down takes its process along, and the picture is tried again alone.
      { executor: testExecutor('processes') },
    );

    const ends = job.items.map(({ state }) => state);
    expect(ends).toHaveLength(FILES);
    expect(ends.filter((state) => state === 'done')).toHaveLength(job.outcome.entries);
    expect(ends.filter((state) => state === 'failed')).toHaveLength(job.outcome.failed);
    expect(job.outcome.entries + job.outcome.failed).toBe(FILES);
    const failed = job.items.filter(({ state }) => state === 'failed');
    expect(failed.map(({ error }) => error).filter((error) => !EXPECTED.has(error?.code ?? ''))).toEqual([]);
    const results = await filesIn(folder).then((files) => files.filter((file) => !file.startsWith('in/')));
    expect(results).toHaveLength(job.outcome.entries);
    for (const result of results) expect((await sharp(join(folder, result)).metadata()).width).toBe(48);
  });
});

/** What a damaged file may be told to be. A TIFF whose directory was hit may say that it is of a kind that there is, and that is not read here. */
const EXPECTED: ReadonlySet<string> = new Set([
  'DAMAGED_PICTURE',
  'NOT_A_PICTURE',
  'EMPTY_FILE',
  'PICTURE_TOO_LARGE',
  'UNSUPPORTED_KIND',
  'UNSUPPORTED_SAMPLES',
  'UNSUPPORTED_FORMAT',
]);

/** Every third file is cut off, the others have up to four flipped bits. */
function damage(whole: Buffer, file: number, random: () => number): Buffer {
  if (file % 3 === 0) return whole.subarray(0, Math.floor(random() * whole.length));
  const damaged = Buffer.from(whole);
  for (let flips = 1 + Math.floor(random() * 4); flips > 0; flips--) {
    const at = Math.floor(random() * damaged.length);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  return damaged;
}

/** The same numbers in every run (mulberry32). */
function generator(seed: string): () => number {
  let state = Array.from(seed).reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
