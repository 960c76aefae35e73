import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { pngChunk } from '../render/png-writer.ts';
import { type Colour, save } from './pictures.ts';
import { temporaryFolder } from './run-resize.ts';

export const saved = (picture: Sharp, name: string) => save(picture, temporaryFolder(), name);
export const put = (file: Buffer, name: string) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, file);
  return path;
};
export const codes = (notes: readonly { readonly code: string }[]) => notes.map(({ code }) => code).sort();

/** Frames of one colour each, as an animation of these times. */
export async function animation(
  colours: readonly Colour[],
  delay: readonly number[],
  format: 'gif' | 'webp',
): Promise<Buffer> {
  const [width, height] = [30, 20];
  const raw = Buffer.concat(colours.map((colour) => Buffer.concat(Array(width * height).fill(Buffer.from(colour)))));
  return sharp(raw, { raw: { width, height: height * colours.length, channels: 3, pageHeight: height } })
    [format]({ delay: [...delay], loop: 0, ...(format === 'gif' ? { keepDuplicateFrames: true } : { lossless: true }) })
    .toBuffer();
}

/** A grey profile of gamma 1.0 (ICC.1:2022): a white point, a curve without a table, and nothing else. */
export function linearGreyProfile(): Buffer {
  const tags = [
    [
      'wtpt',
      Buffer.concat([Buffer.from('XYZ \0\0\0\0'), Buffer.from([0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d])]),
    ],
    ['kTRC', Buffer.concat([Buffer.from('curv\0\0\0\0'), Buffer.alloc(4)])],
  ] as const;
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  let at = 128 + table.length;
  for (const [index, [name, data]] of tags.entries()) {
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(at, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
    at += data.length;
  }
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.write('lcms\x02\x10\0\0mntrGRAYXYZ ', 4, 'latin1');
  header.write('acsp', 36, 'latin1');
  header.set([0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d], 68);
  return Buffer.concat([header, table, ...tags.map(([, data]) => data)]);
}

export function withIccp(png: Buffer, icc: Buffer): Buffer {
  const chunk = pngChunk('iCCP', Buffer.concat([Buffer.from('grey\0\0'), deflateSync(icc)]));
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

/** The colours of an AVIF's `colr` box by other numbers (ITU-T H.273). */
export function withNclx(avif: Buffer, primaries: number, transfer: number): Buffer {
  const file = Buffer.from(avif);
  const at = file.indexOf('colrnclx');
  if (at < 0) throw new Error('no colours by number');
  file.writeUInt16BE(primaries, at + 8);
  file.writeUInt16BE(transfer, at + 10);
  return file;
}
