// The least that resizing a list of pictures takes: a loop around sharp with the same options as the command line's.
// Arguments: pipelines at a time, longest edge or 0, format, output folder, files.
import { basename, extname, join } from 'node:path';
import sharp from 'sharp';

const [pipelines = '1', edge = '0', format = 'jpeg', out = '.', ...files] = process.argv.slice(2);
const encoders = {
  /** @param {import('sharp').Sharp} picture */
  jpeg: (picture) => picture.jpeg({ quality: 82, progressive: true }),
  /** @param {import('sharp').Sharp} picture */
  webp: (picture) => picture.webp({ quality: 80 }),
  /** @param {import('sharp').Sharp} picture */
  avif: (picture) => picture.avif({ quality: 55, effort: 3 }),
};
const encode = encoders[/** @type {keyof typeof encoders} */ (format)];
const extension = format === 'jpeg' ? 'jpg' : format;

sharp.concurrency(1);
sharp.cache(false);

async function work() {
  for (let file = files.pop(); file !== undefined; file = files.pop()) {
    const picture = sharp(file).autoOrient().keepExif();
    const size = Number(edge);
    const sized = size > 0 ? picture.resize(size, size, { fit: 'inside', withoutEnlargement: true }) : picture;
    await encode(sized).toFile(join(out, `${basename(file, extname(file))}.${extension}`));
  }
}

await Promise.all(Array.from({ length: Number(pipelines) }, work));
