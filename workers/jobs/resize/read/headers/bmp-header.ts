// Reads the headers of a BMP: those of Windows, versions 2 to 5, and those of OS/2.
// Source: Microsoft, "Bitmap Storage" and BITMAPINFOHEADER, BITMAPV4HEADER, BITMAPV5HEADER.
import { JobError } from '../../../user-error.ts';

export type BmpCompression = 'none' | 'rle8' | 'rle4';

export interface BmpHeader {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The first row is the top one. */
  readonly topDown: boolean;
  /** Bits of a pixel. */
  readonly bits: 1 | 2 | 4 | 8 | 16 | 24 | 32;
  readonly compression: BmpCompression;
  /** Bytes of the pixels as the header tells them; 0 where it does not. */
  readonly pixelBytes: number;
  /** Which bits are red, green, blue and alpha; for pixels of 16 and 32 bits. */
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number];
  readonly alpha: boolean;
  readonly palette: { readonly at: number; readonly colours: number; readonly entryBytes: 3 | 4 };
  /** Where the pixels begin. */
  readonly pixelsAt: number;
  /** Where an embedded colour profile is. */
  readonly profile: { readonly at: number; readonly bytes: number } | undefined;
}

const FILE_HEADER_BYTES = 14;
const OS2_BYTES = 12;
const OS2_SHORT_BYTES = 16;
const INFO_BYTES = 40;
const BITS = [1, 2, 4, 8, 16, 24, 32] as const;
/** The header's words: BI_RGB, BI_RLE8, BI_RLE4, BI_BITFIELDS, BI_ALPHABITFIELDS. */
const RGB = 0;
const RLE8 = 1;
const RLE4 = 2;
const BITFIELDS = 3;
const ALPHA_BITFIELDS = 6;
/** `MBED`: the profile is in the file. */
const EMBEDDED = 0x4d42_4544;

/**
 * @param file its beginning, at least its headers
 * @throws {JobError} if it is damaged, or of a kind that is not read
 */
export function readBmpHeader(file: Buffer): BmpHeader {
  if (file.toString('latin1', 0, 2) === 'BM') return readWhole(file);
  const { palette, ...header } = readWhole(asBmp(file));
  return { ...header, palette, pixelsAt: palette.at + palette.colours * palette.entryBytes };
}

/** Adds an empty file header to a bitmap without one, so that all offsets count from the same place. */
export function asBmp(file: Buffer): Buffer {
  return file.toString('latin1', 0, 2) === 'BM' ? file : Buffer.concat([Buffer.alloc(FILE_HEADER_BYTES), file]);
}

function readWhole(file: Buffer): BmpHeader {
  if (file.length < FILE_HEADER_BYTES + OS2_BYTES) throw damagedBmp();
  const bytes = file.readUInt32LE(FILE_HEADER_BYTES);
  if (file.length < FILE_HEADER_BYTES + bytes) throw damagedBmp();
  const header = bytes === OS2_BYTES ? readOs2(file) : readInfo(file, bytes);
  if (header.width === 0 || header.height === 0) throw damagedBmp();
  const { palette, pixelsAt } = header;
  // Some programs forget that a palette comes first.
  const isForgotten = pixelsAt === palette.at && palette.colours > 0;
  return isForgotten ? { ...header, pixelsAt: palette.at + palette.colours * palette.entryBytes } : header;
}

function readOs2(file: Buffer): BmpHeader {
  const bits = bitsOf(file.readUInt16LE(24));
  return {
    width: file.readUInt16LE(18),
    height: file.readUInt16LE(20),
    topDown: false,
    bits,
    compression: 'none',
    pixelBytes: 0,
    masks: plainMasks(bits),
    alpha: false,
    palette: { at: FILE_HEADER_BYTES + OS2_BYTES, colours: bits <= 8 ? 2 ** bits : 0, entryBytes: 3 },
    pixelsAt: file.readUInt32LE(10),
    profile: undefined,
  };
}

/** OS/2's second header may be cut short: what is not there is zero. */
function readInfo(file: Buffer, bytes: number): BmpHeader {
  if (bytes < OS2_SHORT_BYTES) throw unreadableBmp();
  const u32 = (at: number) => (at + 4 <= FILE_HEADER_BYTES + bytes ? file.readUInt32LE(at) : 0);
  const height = file.readInt32LE(22);
  const bits = bitsOf(file.readUInt16LE(28));
  const word = u32(30);
  const fields = word === BITFIELDS || word === ALPHA_BITFIELDS;
  const masks = fields ? readMasks(file, bytes, word) : plainMasks(bits);
  const used = u32(46);
  const extra = fields && bytes === INFO_BYTES ? (word === BITFIELDS ? 12 : 16) : 0;
  return {
    width: Math.max(0, file.readInt32LE(18)),
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    compression: compressionOf(word, bits),
    pixelBytes: u32(34),
    masks,
    alpha: masks[3] !== 0,
    palette: {
      at: FILE_HEADER_BYTES + bytes + extra,
      colours: bits > 8 ? 0 : used === 0 ? 2 ** bits : Math.min(used, 2 ** bits),
      entryBytes: 4,
    },
    pixelsAt: file.readUInt32LE(10),
    profile: profileOf(file, bytes),
  };
}

/** Where the picture and its profile end; undefined if that is not told. */
export function bmpEnd({
  width,
  height,
  bits,
  compression,
  pixelBytes,
  pixelsAt,
  profile,
}: BmpHeader): number | undefined {
  const bytes = compression === 'none' ? Math.ceil((width * bits) / 32) * 4 * height : pixelBytes;
  return bytes === 0 ? undefined : Math.max(pixelsAt + bytes, profile ? profile.at + profile.bytes : 0);
}

function compressionOf(word: number, bits: number): BmpCompression {
  if (word === RGB) return 'none';
  if ((word === BITFIELDS || word === ALPHA_BITFIELDS) && (bits === 16 || bits === 32)) return 'none';
  if (word === RLE8 && bits === 8) return 'rle8';
  if (word === RLE4 && bits === 4) return 'rle4';
  throw unreadableBmp();
}

/** They follow a header of 40 bytes and are part of a longer one, at the same place. */
function readMasks(file: Buffer, bytes: number, word: number): BmpHeader['masks'] {
  const at = FILE_HEADER_BYTES + INFO_BYTES;
  const withAlpha = bytes >= 56 || word === ALPHA_BITFIELDS;
  if (file.length < at + (withAlpha ? 16 : 12)) throw damagedBmp();
  const mask = (index: number) => file.readUInt32LE(at + 4 * index);
  return [mask(0), mask(1), mask(2), withAlpha ? mask(3) : 0];
}

/** 5 bits a colour in 16, 8 in 32. */
function plainMasks(bits: number): BmpHeader['masks'] {
  return bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff_0000, 0xff00, 0xff, 0];
}

function profileOf(file: Buffer, bytes: number): BmpHeader['profile'] {
  if (bytes < 124 || file.readUInt32LE(FILE_HEADER_BYTES + 56) !== EMBEDDED) return undefined;
  const at = FILE_HEADER_BYTES + file.readUInt32LE(FILE_HEADER_BYTES + 112);
  return { at, bytes: file.readUInt32LE(FILE_HEADER_BYTES + 116) };
}

function bitsOf(bits: number): BmpHeader['bits'] {
  const known = BITS.find((one) => one === bits);
  if (known === undefined) throw unreadableBmp();
  return known;
}

export function damagedBmp(): JobError {
  return new JobError('DAMAGED_PICTURE');
}

function unreadableBmp(): JobError {
  return new JobError('UNSUPPORTED_KIND', { format: 'BMP' });
}
