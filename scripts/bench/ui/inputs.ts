// Inputs by the ten thousand, made in seconds: hard links to a few files.
import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { prose } from '../../../e2e/files.ts';

/** ext4 allows 65,000 links to a file. */
const MAX_LINKS = 50_000;

/** Fills a new folder with `count` links to the contents in turn. */
export async function linkedFolder(folder: string, count: number, extension: string, contents: readonly Buffer[]) {
  const pool = `${folder}.originals`;
  await mkdir(folder, { recursive: true });
  await mkdir(pool);
  const copies = Math.ceil(count / MAX_LINKS / contents.length);
  const originals: string[] = [];
  for (const content of contents) {
    for (let copy = 0; copy < copies; copy++) {
      const original = join(pool, `${originals.length}${extension}`);
      await writeFile(original, content);
      originals.push(original);
    }
  }
  const digits = String(count).length;
  for (let n = 0; n < count; n++) {
    const original = originals[n % originals.length] ?? '';
    await link(original, join(folder, `file ${String(n).padStart(digits, '0')}${extension}`));
  }
}

/** Photos with some noise in them, as JPEG, of about two megapixels if nothing else is given. */
export async function photos(width = 1600): Promise<Buffer[]> {
  const hues = ['#3a7', '#a37', '#73a', '#7a3'];
  return Promise.all(
    hues.map((background) =>
      sharp({
        create: {
          width,
          height: (width * 3) / 4,
          channels: 3,
          background,
          noise: { type: 'gaussian', mean: 120, sigma: 20 },
        },
      })
        .jpeg({ quality: 85 })
        .toBuffer(),
    ),
  );
}

export function texts(length: number): Buffer[] {
  return [1, 2, 3, 4].map((seed) => prose(length, seed));
}
