// Reads a WebP's header. libvips takes ten times as long, as it tries all its decoders.
// Container: RFC 9649 section 2; sizes of its two kinds of pictures: RFC 6386 section 9.1, RFC 9649 section 3.4.

export interface WebpHeader {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
  readonly profile: boolean;
  /** Whether it says that it has EXIF or XMP, which come after the picture. */
  readonly exif: boolean;
  readonly xmp: boolean;
  /** Bytes of the whole file. */
  readonly bytes: number;
}

/** Flags of an extended file (RFC 9649 section 2.7.1). */
const FLAG = { animation: 0x02, xmp: 0x04, exif: 0x08, alpha: 0x10, profile: 0x20 };
const RIFF_BYTES = 12;

/**
 * @param file its beginning
 * @returns undefined for animations, damaged files, and if the header continues after these bytes: then libvips has to read it
 */
export function readWebpHeader(file: Buffer): WebpHeader | undefined {
  if (file.length < 30 || textAt(file, 0) !== 'RIFF' || textAt(file, 8) !== 'WEBP') return undefined;
  const rest = { profile: false, exif: false, xmp: false, bytes: file.readUInt32LE(4) + 8 };
  const content = file.subarray(RIFF_BYTES + 8);
  switch (textAt(file, RIFF_BYTES)) {
    case 'VP8 ': {
      const size = lossySize(content);
      return size && { ...size, alpha: false, ...rest };
    }
    case 'VP8L': {
      const size = losslessSize(content);
      return size && { ...size, ...rest };
    }
    case 'VP8X':
      return readExtended(content, rest.bytes);
    default:
      return undefined;
  }
}

function readExtended(content: Buffer, bytes: number): WebpHeader | undefined {
  const flags = content[0] ?? 0;
  if (flags & FLAG.animation) return undefined;
  return {
    width: content.readUIntLE(4, 3) + 1,
    height: content.readUIntLE(7, 3) + 1,
    alpha: (flags & FLAG.alpha) !== 0,
    profile: (flags & FLAG.profile) !== 0,
    exif: (flags & FLAG.exif) !== 0,
    xmp: (flags & FLAG.xmp) !== 0,
    bytes,
  };
}

/** A key frame begins with its tag and three fixed bytes. Scaling, in the upper two bits, is not heard of. */
function lossySize(content: Buffer): { width: number; height: number } | undefined {
  if (((content[0] ?? 1) & 1) !== 0 || content.readUIntBE(3, 3) !== 0x9d012a) return undefined;
  const size = { width: content.readUInt16LE(6), height: content.readUInt16LE(8) };
  return size.width > 0 && size.width < 2 ** 14 && size.height > 0 && size.height < 2 ** 14 ? size : undefined;
}

function losslessSize(content: Buffer): { width: number; height: number; alpha: boolean } | undefined {
  if (content[0] !== 0x2f) return undefined;
  const bits = content.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, alpha: ((bits >> 28) & 1) === 1 };
}

function textAt(file: Buffer, at: number): string {
  return file.toString('latin1', at, at + 4);
}
