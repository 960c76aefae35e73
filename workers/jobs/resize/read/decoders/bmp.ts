// Decodes BMPs, which sharp cannot read, and passes them on as an uncompressed PNG with their profile.
import { writePng } from '../../render/png-writer.ts';
import { asBmp, type BmpHeader, damagedBmp, readBmpHeader } from '../headers/bmp-header.ts';

/** @throws {JobError} if it is damaged, incomplete, or of a kind that is not read */
export function bmpToPng(original: Buffer): Buffer {
  const header = readBmpHeader(original);
  const file = asBmp(original);
  const { width, height, alpha, profile } = header;
  const rgba = header.compression === 'none' ? decodeRows(file, header) : decodeRuns(file, header);
  const icc = profile && file.subarray(profile.at, profile.at + profile.bytes);
  return writePng({ width, height, rgba, alpha, icc: icc && icc.length === profile?.bytes ? icc : undefined });
}

/** Rows of whole 32-bit words, as they are. */
function decodeRows(file: Buffer, header: BmpHeader): Buffer {
  const { width, height, bits, topDown, pixelsAt } = header;
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (pixelsAt + stride * (height - 1) + Math.ceil((width * bits) / 8) > file.length) throw damagedBmp();
  const rgba = Buffer.alloc(width * height * 4);
  const putRow = rowWriter(file, header, rgba);
  for (let row = 0; row < height; row++) {
    putRow(pixelsAt + row * stride, (topDown ? row : height - 1 - row) * width * 4);
  }
  return rgba;
}

/** @returns writes the row that begins at `from` of the file to `to` of the pixels */
function rowWriter(file: Buffer, header: BmpHeader, rgba: Buffer): (from: number, to: number) => void {
  const { width, bits } = header;
  if (bits === 24) return (from, to) => put24(file, from, rgba, to, width);
  if (bits === 16 || bits === 32) return maskedWriter(file, header, rgba);
  const palette = readPalette(file, header);
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  return (from, to) => {
    for (let x = 0; x < width; x++) {
      const byte = file[from + Math.floor(x / perByte)] ?? 0;
      const index = (byte >> (8 - bits - (x % perByte) * bits)) & mask;
      rgba.writeUInt32BE(palette[index] ?? OPAQUE_BLACK, to + x * 4);
    }
  };
}

function put24(file: Buffer, from: number, rgba: Buffer, to: number, width: number): void {
  for (let x = 0; x < width; x++) {
    rgba[to + x * 4] = file[from + x * 3 + 2] ?? 0;
    rgba[to + x * 4 + 1] = file[from + x * 3 + 1] ?? 0;
    rgba[to + x * 4 + 2] = file[from + x * 3] ?? 0;
    rgba[to + x * 4 + 3] = 255;
  }
}

function maskedWriter(file: Buffer, { width, bits, masks, alpha }: BmpHeader, rgba: Buffer) {
  const [red, green, blue] = [channelOf(masks[0]), channelOf(masks[1]), channelOf(masks[2])];
  const opacity = alpha ? channelOf(masks[3]) : () => 255;
  const bytes = bits / 8;
  return (from: number, to: number): void => {
    for (let x = 0; x < width; x++) {
      const at = from + x * bytes;
      const pixel = bytes === 2 ? file.readUInt16LE(at) : file.readUInt32LE(at);
      const end = to + x * 4;
      rgba[end] = red(pixel);
      rgba[end + 1] = green(pixel);
      rgba[end + 2] = blue(pixel);
      rgba[end + 3] = opacity(pixel);
    }
  };
}

/** Takes the bits of a mask out of a pixel and stretches them to 0..255. */
function channelOf(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / most);
}

const OPAQUE_BLACK = 0x0000_00ff;

/** Colours as RGBA, in the order of bytes. */
function readPalette(file: Buffer, { palette }: BmpHeader): number[] {
  const { at, colours, entryBytes } = palette;
  if (at + colours * entryBytes > file.length) throw damagedBmp();
  return Array.from({ length: colours }, (_, index) => {
    const [blue = 0, green = 0, red = 0] = file.subarray(at + index * entryBytes);
    return ((red << 24) | (green << 16) | (blue << 8) | 255) >>> 0;
  });
}

/** Runs of one colour, and what is between them (Microsoft, "Bitmap Compression"). What no run covers is colour 0. */
function decodeRuns(file: Buffer, header: BmpHeader): Buffer {
  const { width, height, bits } = header;
  const palette = readPalette(file, header);
  const rgba = Buffer.alloc(width * height * 4);
  for (let at = 0; at < rgba.length; at += 4) rgba.writeUInt32BE(palette[0] ?? OPAQUE_BLACK, at);
  const put = (x: number, y: number, index: number) => {
    if (x >= width || y >= height) return;
    const row = header.topDown ? y : height - 1 - y;
    rgba.writeUInt32BE(palette[index] ?? OPAQUE_BLACK, (row * width + x) * 4);
  };
  let [at, x, y] = [header.pixelsAt, 0, 0];
  while (y < height) {
    const [count, value] = [file[at], file[at + 1]];
    if (count === undefined || value === undefined) throw damagedBmp();
    at += 2;
    if (count > 0) {
      for (let n = 0; n < count; n++) put(x++, y, bits === 8 ? value : nibble(value, n));
    } else if (value === END_OF_LINE) [x, y] = [0, y + 1];
    else if (value === END_OF_BITMAP) break;
    else if (value === DELTA) {
      [x, y] = [x + (file[at] ?? 0), y + (file[at + 1] ?? 0)];
      at += 2;
    } else {
      for (let n = 0; n < value; n++) {
        const byte = file[at + (bits === 8 ? n : n >> 1)] ?? 0;
        put(x++, y, bits === 8 ? byte : nibble(byte, n));
      }
      // Padded to 16 bits.
      at += 2 * Math.ceil(value / (bits === 8 ? 2 : 4));
    }
  }
  return rgba;
}

const END_OF_LINE = 0;
const END_OF_BITMAP = 1;
const DELTA = 2;

/** The first pixel is in the upper half of the byte. */
function nibble(byte: number, n: number): number {
  return n % 2 === 0 ? byte >> 4 : byte & 15;
}
