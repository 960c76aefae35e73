// Where the frames of a zstd file lie (RFC 8878, section 3.1): found by the sizes that are in them, without unpacking.
import { type OpenFile, readUpTo } from '../../../files/read-at.ts';

const MAGIC = 0xfd2fb528;
/** Sixteen numbers, of frames that hold no data. */
const SKIPPABLE_MAGIC = 0x184d2a50;
const BLOCK_HEADER_BYTES = 3;
const RLE_BLOCK = 1;
const DICTIONARY_BYTES = [0, 1, 2, 4] as const;
const SIZE_BYTES = [0, 2, 4, 8] as const;

export interface ZstdFrame {
  readonly start: number;
  /** Where the next one starts. Beyond the end of a file that ends early. */
  readonly end: number;
  readonly isSkippable: boolean;
  /** Whether a dictionary is needed that is not in the file. */
  readonly needsDictionary: boolean;
}

/** @returns undefined where there is no frame */
export function zstdFrameAt(file: OpenFile, start: number): ZstdFrame | undefined {
  const head = Buffer.alloc(8);
  if (readUpTo(file, head, 0, head.length, start) < 5) return undefined;
  const magic = head.readUInt32LE(0);
  if ((magic & ~0xf) >>> 0 === SKIPPABLE_MAGIC)
    return { start, end: start + 8 + head.readUInt32LE(4), isSkippable: true, needsDictionary: false };
  if (magic !== MAGIC) return undefined;
  const descriptor = head[4] ?? 0;
  const blocks = start + 4 + headerBytes(descriptor);
  const checksum = (descriptor & 4) === 0 ? 0 : 4;
  const needsDictionary = dictionaryOf(file, start, descriptor) !== 0;
  return { start, end: endOfBlocks(file, blocks) + checksum, isSkippable: false, needsDictionary };
}

/** Its number; 0 where there is none (3.1.1.1.3). */
function dictionaryOf(file: OpenFile, start: number, descriptor: number): number {
  const length = DICTIONARY_BYTES[(descriptor & 3) as 0 | 1 | 2 | 3];
  if (length === 0) return 0;
  const number = Buffer.alloc(length);
  readUpTo(file, number, 0, length, start + 5 + windowBytes(descriptor));
  return number.readUIntLE(0, length);
}

/** There is no window where all of the content is one segment. */
function windowBytes(descriptor: number): number {
  return (descriptor & 0x20) === 0 ? 1 : 0;
}

/** Descriptor, window, dictionary and size of the content (3.1.1.1). */
function headerBytes(descriptor: number): number {
  const isSingle = (descriptor & 0x20) !== 0;
  const size = SIZE_BYTES[(descriptor >> 6) as 0 | 1 | 2 | 3] || (isSingle ? 1 : 0);
  return 1 + windowBytes(descriptor) + DICTIONARY_BYTES[(descriptor & 3) as 0 | 1 | 2 | 3] + size;
}

/** Each block says how long it is, and whether it is the last (3.1.1.2). */
function endOfBlocks(file: OpenFile, start: number): number {
  const header = Buffer.alloc(BLOCK_HEADER_BYTES);
  for (let at = start; ; ) {
    if (readUpTo(file, header, 0, BLOCK_HEADER_BYTES, at) < BLOCK_HEADER_BYTES) return Number.MAX_SAFE_INTEGER - 4;
    const value = header.readUIntLE(0, BLOCK_HEADER_BYTES);
    const type = (value >> 1) & 3;
    at += BLOCK_HEADER_BYTES + (type === RLE_BLOCK ? 1 : value >> 3);
    if ((value & 1) === 1) return at;
  }
}
