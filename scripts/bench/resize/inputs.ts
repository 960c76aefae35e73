// The pictures of the resize bench, made once in .bench/: gradients, patches and noise, so that files are as large as
// those of cameras.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** Changes when the inputs do, so that old ones are not taken for them. */
const VERSION = 1;

/** 60 JPEGs of 3000 × 2000; one of 12000 × 8400; 500 PNGs of 64 to 256 pixels. */
export type BenchInput = 'photos' | 'huge' | 'icons';

const MAKERS: Readonly<Record<BenchInput, (folder: string) => Promise<void>>> = {
  async photos(folder) {
    for (let n = 0; n < 60; n++) await save(photo(3000, 2000, n), folder, `photo-${three(n)}.jpg`);
  },
  huge: (folder) => save(photo(12_000, 8400, 99), folder, 'huge.jpg'),
  async icons(folder) {
    for (let n = 0; n < 500; n++) await save(icon(64 + ((n * 37) % 193), n), folder, `icon-${three(n)}.png`);
  },
};

/**
 * Makes what is not there yet, which takes minutes.
 * @param root an ignored folder
 * @returns absolute paths
 */
export async function benchInput(root: string, name: BenchInput): Promise<readonly string[]> {
  const folder = join(root, `resize-${VERSION}`, name);
  if (!existsSync(`${folder}.made`)) {
    console.log(`Making ${folder} ...`);
    mkdirSync(folder, { recursive: true });
    await MAKERS[name](folder);
    writeFileSync(`${folder}.made`, '');
  }
  return readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
}

async function save(picture: Promise<Sharp>, folder: string, name: string): Promise<void> {
  const made = await picture;
  const encoded = name.endsWith('.jpg')
    ? made.withExif({ IFD0: { Make: 'Dropmill' } }).jpeg({ quality: 92 })
    : made.png();
  await encoded.toFile(join(folder, name));
}

/** Soft large shapes, a finer texture, and the noise of a sensor. */
async function photo(width: number, height: number, seed: number): Promise<Sharp> {
  const shapes = await patches(width, height, 60, seed, 255);
  const texture = await patches(width, height, 6, seed + 1, 60);
  const noise = await layer(
    sharp({
      create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 9 } },
    }),
  );
  return sharp(
    await layer(
      sharp(shapes, { limitInputPixels: false }).composite([
        { input: texture, blend: 'soft-light', limitInputPixels: false },
        { input: noise, blend: 'overlay', limitInputPixels: false },
      ]),
    ),
    { limitInputPixels: false },
  );
}

async function icon(edge: number, seed: number): Promise<Sharp> {
  return sharp(await patches(edge, edge, 12, seed, 255)).ensureAlpha(0.9);
}

/** Random colours around grey, drawn large and blended into each other. */
async function patches(width: number, height: number, size: number, seed: number, range: number): Promise<Buffer> {
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const random = generator(seed);
  const colours = Buffer.from(
    Array.from({ length: columns * rows * 3 }, () => Math.round(128 + (random() - 0.5) * range)),
  );
  const small = sharp(colours, { raw: { width: columns, height: rows, channels: 3 } });
  return layer(small.resize(width, height, { fit: 'fill', kernel: 'cubic' }));
}

function layer(picture: Sharp): Promise<Buffer> {
  return picture.png({ compressionLevel: 0 }).toBuffer();
}

function three(n: number): string {
  return String(n).padStart(3, '0');
}

/** The same numbers on every machine (mulberry32). */
function generator(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
