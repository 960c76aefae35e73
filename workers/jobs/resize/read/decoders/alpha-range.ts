// Corrects transparency that is coded in the limited range, from 16 to 235: libheif takes it for the full range, so that opaque
// pictures become translucent. The header of the coded picture says which it is (AV1 specification, sections 5.3 and 5.5).
import { boxes, itemData, type Meta, readMeta } from '../../metadata/containers/heif-boxes.ts';
import { readReferences } from '../../metadata/containers/heif-properties.ts';
import { writePng } from '../../render/png-writer.ts';
import type { SharpModule } from '../load-sharp.ts';
import { alphasOf } from './heif-alpha.ts';

const SEQUENCE_HEADER = 1;
/** Of 8 bits; with more, the last bits hardly matter. */
const [BLACK, WHITE] = [16, 235];

/** Whether an AVIF's transparency is coded in the limited range. False if that cannot be found out. */
export function hasLimitedAlpha(file: Buffer): boolean {
  try {
    const box = [...boxes(file, 0, file.length)].find(({ type }) => type === 'meta');
    const meta = box && readMeta(file, box);
    const [alpha] = meta ? alphasOf(file, meta) : [];
    const data = meta && alpha !== undefined && codedPart(file, meta, alpha);
    const header = data && sequenceHeader(data);
    return header ? !rangeBit(header).isFull : false;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return false;
  }
}

/** Of a picture that is put together from others, the first of these. */
export function codedPart(file: Buffer, meta: Meta, id: number): Buffer | undefined {
  const parts = readReferences(file, meta).find(({ type, from }) => type === 'dimg' && from === id);
  return itemData(file, meta, parts?.to[0] ?? id);
}

/** Returns the picture as PNG of 8 bits, with its profile. */
export async function withFullAlpha(sharp: SharpModule, file: Buffer): Promise<Buffer> {
  const opened = sharp(file, { limitInputPixels: false, ignoreIcc: true });
  const { icc } = await sharp(file).metadata();
  const { data, info } = await opened
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const full = Uint8ClampedArray.from({ length: 256 }, (_, value) => ((value - BLACK) * 255) / (WHITE - BLACK));
  for (let at = 3; at < data.length; at += 4) data[at] = full[data[at] ?? 0] ?? 0;
  return writePng({ width: info.width, height: info.height, rgba: data, alpha: true, icc });
}

/** Within the units of a coded picture. */
export function sequenceHeader(data: Buffer): Buffer | undefined {
  for (let at = 0; at < data.length; ) {
    const head = data.readUInt8(at++);
    if ((head & 4) !== 0) at++;
    let length = (head & 2) === 0 ? data.length - at : 0;
    for (let shift = 0, more = (head & 2) !== 0; more; shift += 7) {
      const byte = data.readUInt8(at++);
      length += (byte & 0x7f) * 2 ** shift;
      more = byte >= 0x80;
    }
    if (head >> 3 === SEQUENCE_HEADER) return data.subarray(at, at + length);
    at += length;
  }
  return undefined;
}

/** The bit of a sequence header that tells the range. */
export function rangeBit(header: Buffer): { readonly at: number; readonly isFull: boolean } {
  const bits = new Bits(header);
  const profile = bits.take(3);
  bits.skip(1);
  const isReduced = bits.flag();
  if (isReduced) bits.skip(5);
  else skipOperation(bits);
  const [widthBits, heightBits] = [bits.take(4) + 1, bits.take(4) + 1];
  bits.skip(widthBits + heightBits);
  if (!isReduced && bits.flag()) bits.skip(7);
  bits.skip(3);
  if (!isReduced) skipTools(bits);
  bits.skip(3);
  if (bits.flag() && profile === 2) bits.skip(1);
  if (profile !== 1) bits.skip(1);
  if (bits.flag()) bits.skip(24);
  return { at: bits.at, isFull: bits.flag() };
}

/** Times, and the levels of each operating point. */
function skipOperation(bits: Bits): void {
  let delayBits = 0;
  if (bits.flag()) {
    bits.skip(64);
    if (bits.flag()) bits.skipExponential();
    if (bits.flag()) {
      delayBits = bits.take(5) + 1;
      bits.skip(42);
    }
  }
  const hasDelays = bits.flag();
  for (let left = bits.take(5); left >= 0; left--) {
    bits.skip(12);
    if (bits.take(5) > 7) bits.skip(1);
    if (delayBits > 0 && bits.flag()) bits.skip(2 * delayBits + 1);
    if (hasDelays && bits.flag()) bits.skip(4);
  }
}

/** What the frames of a film may use. */
function skipTools(bits: Bits): void {
  bits.skip(4);
  const hasOrder = bits.flag();
  if (hasOrder) bits.skip(2);
  const isForced = bits.flag() || bits.flag();
  if (isForced && !bits.flag()) bits.skip(1);
  if (hasOrder) bits.skip(3);
}

class Bits {
  readonly #bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  flag(): boolean {
    const byte = this.#bytes.readUInt8(this.at >> 3);
    return ((byte >> (7 - (this.at++ & 7))) & 1) === 1;
  }

  take(count: number): number {
    let number = 0;
    for (let left = count; left > 0; left--) number = number * 2 + (this.flag() ? 1 : 0);
    return number;
  }

  skip(count: number): void {
    this.at += count;
  }

  /** Zeros, and as many bits behind the one that follows. */
  skipExponential(): void {
    let zeros = 0;
    while (!this.flag()) zeros++;
    this.skip(zeros);
  }
}
