import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fourFields } from '../../testing/pictures.ts';
import { errorOf, runResize, temporaryFolder } from '../../testing/run-resize.ts';

/** A TIFF of one directory with the given entries, each a long. */
function tiff(tags: Readonly<Record<number, number>>): Buffer {
  const entries = Object.entries(tags);
  const file = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(entries.length, 8);
  for (const [index, [tag, value]] of entries.entries()) {
    const at = 10 + index * 12;
    file.writeUInt16LE(Number(tag), at);
    file.writeUInt16LE(4, at + 2);
    file.writeUInt32LE(1, at + 4);
    file.writeUInt32LE(value, at + 8);
  }
  return file;
}

const JP2 = Buffer.from('\0\0\0\x0cjP  \r\n\x87\n', 'latin1');

it.for([
  ['a.psd', Buffer.from('8BPS\0\x01'), 'PSD'],
  ['a.jp2', JP2, 'JPEG 2000'],
  ['renamed.jpg', JP2, 'JPEG 2000'],
  ['a.ico', Buffer.from([0, 0, 1, 0, 1, 0]), 'ICO'],
  ['a.ppm', Buffer.from('P6\n1 1\n255\nabc'), 'Netpbm'],
  ['a.TGA', Buffer.from([0, 0, 2]), 'TGA'],
  ['a.pcx', Buffer.from([10, 5, 1, 8]), 'PCX'],
  ['renamed.png', Buffer.from('qoif\0\0\0\x01'), 'QOI'],
  ['renamed.gif', Buffer.from('II\xbc\x01', 'latin1'), 'JPEG XR'],
  ['a.emf', Buffer.from([1, 0, 0, 0]), 'EMF'],
  ['a.fits', Buffer.from('SIMPLE  =                    T'), 'FITS'],
  ['a.jxl', Buffer.from([0xff, 0x0a]), 'JPEG XL'],
  ['a.raf', Buffer.from('FUJIFILMCCD-RAW 0201'), 'Camera RAW'],
  ['a.cr2', Buffer.from('II*\0\x10\0\0\0CR\x02\0', 'latin1'), 'Camera RAW'],
  ['older.jpg', Buffer.from('II\x1a\0\0\0HEAPCCDR', 'latin1'), 'Camera RAW'],
  ['renamed.tif', tiff({ 50706: 0x0401 }), 'Camera RAW'],
  ['icon.png', Buffer.from([0, 0, 1, 0, 1, 0, 16, 16]), 'ICO'],
  ['paint.bmp', Buffer.from([10, 5, 1, 8, 0, 0]), 'PCX'],
  ['bitmap.jpg', Buffer.from('P6\n1 1\n255\nabc'), 'Netpbm'],
  ['page.jpg', Buffer.from('%PDF-1.7'), 'PDF'],
  ['codestream.png', Buffer.from([0xff, 0x0a, 0x41]), 'JPEG XL'],
  ['film.png', Buffer.from('\x8aMNG\r\n\x1a\n', 'latin1'), 'MNG'],
  ['burst.heif', Buffer.from('\0\0\0\x18ftypavci\0\0\0\0mif1avci'), 'HEIF'],
  ['small.heif', Buffer.from('\0\0\0\x10ftypmif3heic\0\0\0\x10mini'), 'HEIF'],
  ['small.avif', Buffer.from('\0\0\0\x10ftypmif3avif\0\0\0\x10mini'), 'HEIF'],
  ['later.heic', Buffer.from('\0\0\0\x14ftypmif2\0\0\0\0mif2'), 'HEIF'],
  ['grey.bw', Buffer.from([1, 0xda, 1, 1, 0, 2, 0, 8]), 'SGI'],
  ['drawing.eps', Buffer.from('%!PS-Adobe-3.0 EPSF-3.0'), 'PostScript'],
  ['film.fli', Buffer.from([0, 1, 2, 3]), 'FLIC'],
  ['lossless.jpg', Buffer.from('ffd8fff7000b080001000101011100ffda', 'hex'), 'JPEG-LS'],
  ['texture.ftu', Buffer.from('FTEX\x04\0\0\0'), 'FTEX'],
  ['renamed.bmp', Buffer.from('DanM\x20\0\x20\0'), 'MS Paint'],
  ['brush.gbr', Buffer.from(`${'\0'.repeat(20)}GIMP`), 'GIMP brush'],
  ['film.pxr', Buffer.from('\x80\xe8\0\0', 'latin1'), 'Pixar'],
  ['tiles.fpx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FlashPix'],
  ['another.tif', tiff({ 254: 1, 271: 4, 330: 100 }), 'Camera RAW'],
] as const)('%s is refused by name', async ([name, content, format]) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  expect(await errorOf(path)).toMatchObject({ code: 'UNSUPPORTED_FORMAT', params: { format } });
});

it('a small TIFF under the name of a camera’s raw picture is refused, and not taken for the picture', async () => {
  const path = join(temporaryFolder(), 'a.nef');
  writeFileSync(path, await fourFields().tiff().toBuffer());
  expect(await errorOf(path)).toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
});

it('a JPEG is read whatever it is called, and a text of that name is no picture', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.dng'), await fourFields().jpeg().toBuffer());
  writeFileSync(join(folder, 'notes.txt'), 'P6 is a street.');
  const { outcome, skips } = await runResize([folder], { destination: 'beside', template: '{name}-small' });
  expect(outcome.outputs).toEqual([join(folder, 'a-small.jpg')]);
  expect(skips).toHaveLength(1);
});

it.for([
  ['without loss', 'ffd8ffc3000b080001000101011100ffda'],
  ['of 12 bits', 'ffd8ffc1000b0c0001000101011100ffda'],
] as const)('a JPEG %s is refused as a kind that is not read, and not as damaged', async ([, hex]) => {
  const path = join(temporaryFolder(), 'rare.jpg');
  writeFileSync(path, Buffer.from(hex, 'hex'));
  expect(await errorOf(path)).toMatchObject({ code: 'UNSUPPORTED_KIND', params: { format: 'JPEG' } });
});

it('a PDF and a text that are no pictures by their names are skipped', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.jpg'), await fourFields().jpeg().toBuffer());
  writeFileSync(join(folder, 'paper.pdf'), '%PDF-1.7');
  const { skips } = await runResize([folder], { folder: temporaryFolder() });
  expect(skips.map(({ code }) => code)).toEqual(['NO_PICTURE']);
});
