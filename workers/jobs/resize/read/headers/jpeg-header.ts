// Reads a JPEG's header in a tenth of the time that libvips takes, which tries all its decoders and parses EXIF.
// Markers: ITU-T T.81 annex B; what is in the application segments: as libvips tells them apart (its jpeg2vips.c).

export interface JpegHeader {
  /** Pixels, as stored: the orientation is not applied. */
  readonly width: number;
  readonly height: number;
  /** Grey, or colours. */
  readonly channels: 1 | 3;
  /** With its `Exif\0\0`. */
  readonly exif: Buffer | undefined;
  readonly profile: boolean;
  readonly xmp: boolean;
  readonly iptc: boolean;
}

/** So many bytes of a file hold the headers of most. */
export const JPEG_HEADER_BYTES = 96 * 1024;

const MARKER = { start: 0xd8, frames: [0xc0, 0xc1, 0xc2], scan: 0xda, app1: 0xe1, app2: 0xe2, app13: 0xed };

/**
 * @param file its beginning
 * @returns undefined for rare or damaged files, and if the header continues after these bytes: then libvips has to read it
 */
export function readJpegHeader(file: Buffer): JpegHeader | undefined {
  if (file.length < 4 || file[0] !== 0xff || file[1] !== MARKER.start) return undefined;
  let frame: Pick<JpegHeader, 'width' | 'height' | 'channels'> | undefined;
  const found = { exif: undefined as Buffer | undefined, profile: false, xmp: false, iptc: false };
  for (let at = 2; at + 4 <= file.length; ) {
    const marker = file[at + 1] ?? 0;
    const end = at + 2 + file.readUInt16BE(at + 2);
    const content = file.subarray(at + 4, end);
    if (file[at] !== 0xff || marker < 0xc0 || end > file.length) return undefined;
    if (marker === MARKER.scan) return frame && { ...frame, ...found };
    if (isFrame(marker)) {
      if (frame) return undefined;
      frame = readFrame(marker, content);
      if (!frame) return undefined;
    } else if (!noteSegment(marker, content, found)) return undefined;
    at = end;
  }
  return undefined;
}

/** Start of a frame of any kind; C4, C8 and CC are something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Only the common kinds (baseline, extended, progressive) of 8 bits, grey or in three colours. */
function readFrame(marker: number, content: Buffer): Pick<JpegHeader, 'width' | 'height' | 'channels'> | undefined {
  if (!MARKER.frames.includes(marker) || content.length < 6 || content[0] !== 8) return undefined;
  const [height, width, channels] = [content.readUInt16BE(1), content.readUInt16BE(3), content[5]];
  if (width === 0 || height === 0 || (channels !== 1 && channels !== 3)) return undefined;
  return { width, height, channels };
}

/** Baseline, extended and progressive, by Huffman's or by arithmetic coding. */
const READ_FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2, 0xc9, 0xca]);
/** ISO/IEC 14495-1. */
const JPEG_LS_FRAME = 0xf7;

/** Whether the decoder reads the kind of the first frame. It reads no lossless JPEGs and none with 12 bits. */
export function jpegKind(file: Buffer): 'read' | 'unread' | 'jpeg-ls' {
  for (let at = 2; at + 5 <= file.length && file[at] === 0xff; ) {
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === JPEG_LS_FRAME) return 'jpeg-ls';
    if (isFrame(marker)) return READ_FRAMES.has(marker) && file[at + 4] === 8 ? 'read' : 'unread';
    if (marker === MARKER.scan) break;
    at += 2 + file.readUInt16BE(at + 2);
  }
  return 'read';
}

/** Kinds whose pixels are all there after one pass over them. */
const SEQUENTIAL_FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc9]);
const END = Buffer.from([0xff, 0xd9]);

/**
 * Adds the end marker of two bytes, which some cameras omit. With it the decoder complains only if pixels are
 * missing, too.
 */
export function withEnd(file: Buffer): Buffer {
  if (endsAsJpeg(file)) return file;
  let isSequential = false;
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff; ) {
    const marker = file[at + 1] ?? 0;
    isSequential ||= SEQUENTIAL_FRAMES.has(marker);
    if (marker === MARKER.scan) return isSequential && file.indexOf(END, at) < 0 ? Buffer.concat([file, END]) : file;
    at += 2 + file.readUInt16BE(at + 2);
  }
  return file;
}

interface Segments {
  exif: Buffer | undefined;
  profile: boolean;
  xmp: boolean;
  iptc: boolean;
}

/** @returns false when it is not clear which of two counts */
function noteSegment(marker: number, content: Buffer, found: Segments): boolean {
  const begins = (text: string) => content.subarray(0, text.length).toString('latin1') === text;
  if (marker === MARKER.app1 && begins('Exif')) {
    if (found.exif || !begins('Exif\0\0')) return false;
    found.exif = content;
  }
  if (marker === MARKER.app1 && begins('http')) found.xmp = true;
  if (marker === MARKER.app2 && begins('ICC_PROFILE')) found.profile = true;
  if (marker === MARKER.app13 && begins('Photo')) found.iptc = true;
  return true;
}

/** Whether the last bytes are those of a complete file. */
export function endsAsJpeg(file: Buffer): boolean {
  return file.length > 4 && file.readUInt16BE(file.length - 2) === 0xffd9;
}
