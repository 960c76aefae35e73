// `node scripts/packaging/make-icons.mjs`: makes the icons of all systems from icon.svg. They are kept in the repository, so
// that packaging needs no tool for it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const folder = import.meta.dirname;
const svg = await readFile(join(folder, 'icon.svg'));

/** @param {number} size in pixels */
function png(size) {
  // Drawn at its own size: a shrunken picture of 1024 pixels is blurred at 16.
  return sharp(svg, { density: (72 * size) / 1024 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();
}

/** Windows: a directory of PNG files. Sizes of 256 are written as 0. */
async function ico() {
  const sizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
  const pictures = await Promise.all(sizes.map(png));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  for (const [index, picture] of pictures.entries()) {
    const at = 6 + 16 * index;
    const size = Number(sizes[index]) % 256;
    head.writeUInt8(size, at);
    head.writeUInt8(size, at + 1);
    head.writeUInt16LE(1, at + 4); // planes
    head.writeUInt16LE(32, at + 6); // bits per pixel
    head.writeUInt32LE(picture.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += picture.length;
  }
  return Buffer.concat([head, ...pictures]);
}

/** macOS: blocks of a type and PNG data. */
async function icns() {
  const types = {
    icp4: 16,
    icp5: 32,
    ic11: 32,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  };
  const blocks = await Promise.all(
    Object.entries(types).map(async ([type, size]) => {
      const picture = await png(size);
      const head = Buffer.alloc(8);
      head.write(type, 'latin1');
      head.writeUInt32BE(picture.length + 8, 4);
      return Buffer.concat([head, picture]);
    }),
  );
  const body = Buffer.concat(blocks);
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

await writeFile(join(folder, 'icon.ico'), await ico());
await writeFile(join(folder, 'icon.icns'), await icns());
await mkdir(join(folder, 'icons'), { recursive: true });
for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
  await writeFile(join(folder, 'icons', `${size}x${size}.png`), await png(size));
}
