// Deflates data, and recognises data that is not worth deflating.
import { extname } from 'node:path';
import { isMarkedAsUntransferable } from 'node:worker_threads';
import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { release } from '../../../../scratch.ts';
import type { ZipOptions } from '../../options.ts';
import { Libdeflate } from './libdeflate.ts';

/** How far back deflate looks, in bytes. A block needs so much of the block before it. */
export const WINDOW = 32 << 10;

/**
 * Node has Chromium's zlib, which is faster than others but finds no matches of three bytes. This costs 0.5 % of the size of text and
 * 2 to 3 % of machine code. Using level 7 instead of 6 regains 0.16 %, for 17 % more time. This is worth it only
 * for files of at least this many bytes.
 */
const LEVEL_7_FROM = 16 << 20;

/** Extensions of compressed files: they get a trial even if they are small. */
const PACKED_TYPES = new Set(
  (
    'jpg jpeg jpe jfif png gif webp avif heic heif jxl jp2 mp3 m4a aac ogg oga opus flac wma ape mp4 m4v mov mkv webm ' +
    'avi wmv flv mpg mpeg 3gp ts vob zip 7z rar gz tgz bz2 tbz xz txz zst lz lz4 lzma br cab arj ace jar war apk ipa ' +
    'aab docx xlsx pptx odt ods odp epub woff woff2 deb rpm dmg pkg msi crx xpi whl nupkg snap flatpak appimage'
  ).split(' '),
);
/** Smaller files are deflated without a trial: it would cost as much. In bytes. */
const TRIAL_FROM = 64 << 10;
const TRIAL_FROM_PACKED_TYPE = 4 << 10;
/** A trial takes this many bytes at the start, in the middle and at the end. */
export const SAMPLE = 16 << 10;
/** A smaller saving, as a fraction, is not worth the time. It is also the most that a wrong guess can cost in size. */
const WORTHWHILE = 0.004;

/** Whether a file is compressed already, judging by its name. */
export function isPackedType(name: string): boolean {
  return PACKED_TYPES.has(extname(name).slice(1).toLowerCase());
}

/** Whether files of this name and size get a trial before they are deflated. */
export function isTried(name: string, size: number): boolean {
  return size >= (isPackedType(name) ? TRIAL_FROM_PACKED_TYPE : TRIAL_FROM);
}

/** Positions of the samples in a file of this size. */
export function samplePositions(size: number): number[] {
  if (size <= 3 * SAMPLE) return [0];
  return [0, Math.floor((size - SAMPLE) / 2), size - SAMPLE];
}

/** Whether deflating these samples saves too little. For most files, the first sample shows that it saves enough. */
export function isIncompressible(samples: readonly Buffer[]): boolean {
  const worthwhile = samples.reduce((sum, sample) => sum + sample.length, 0) * WORTHWHILE;
  let saved = 0;
  for (const sample of samples) {
    saved += sample.length - deflateRawSync(sample, TRIAL).length;
    if (saved >= worthwhile + MAX_ADDED_BYTES) return false;
  }
  return saved < worthwhile;
}

const TRIAL = { level: 1, chunkSize: SAMPLE + 64 };
/** How many bytes deflating can add to the remaining samples at most. */
const MAX_ADDED_BYTES = 64;

/** The level for blocks of a file of `size` bytes. */
export function blockLevel(level: number, size: number): number {
  return level === 6 && size >= LEVEL_7_FROM ? 7 : level;
}

/**
 * libdeflate's level for each of our levels (see the curve in docs/performance.md). Each gives smaller results than the one before and takes
 * longer. libdeflate's 9 is hardly better than 8; its 11 and 12 save 0.2 % more and take half as long again.
 */
const LIBDEFLATE_LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10] as const;

/**
 * Below this many bytes, and below our highest level, zlib gives the same size in half the time: what libdeflate makes is inflated
 * again, and for small files setting that up takes longer than deflating.
 */
const LIBDEFLATE_FROM = 16 << 10;
const HIGHEST_LEVEL = 9;

/** Each worker has one, created when it is first needed; null if WebAssembly is not allowed. */
let libdeflate: Libdeflate | null | undefined;

/** @returns null if WebAssembly is not allowed: `node --jitless` has none, and others forbid compiling it */
export function ownLibdeflate(): Libdeflate | null {
  if (libdeflate === undefined) libdeflate = openLibdeflate();
  return libdeflate;
}

function openLibdeflate(): Libdeflate | null {
  try {
    return new Libdeflate();
  } catch (error) {
    if ('WebAssembly' in globalThis && (error as Error).name !== 'CompileError') throw error;
    return null;
  }
}

/**
 * Deflates a file in one piece, with libdeflate unless it is small. The result of libdeflate is inflated and compared at once, so that a
 * fault of this young dependency cannot get into an archive.
 * @param level 1..9
 * @param crc of `data`
 * @returns undefined if it would not become smaller; valid until the next call
 */
export function deflateWhole(
  data: Buffer,
  level: number,
  crc: number,
  by: ZipOptions['deflate'] = 'auto',
): Buffer | undefined {
  const isSmall = by === 'auto' && data.length < LIBDEFLATE_FROM && level < HIGHEST_LEVEL;
  const quick = by === 'zlib' || isSmall ? null : ownLibdeflate();
  if (quick) {
    const packed = quick.deflate(data, LIBDEFLATE_LEVELS[level] ?? 6);
    if (packed === undefined || inflatesTo(packed, data.length, crc)) return packed;
  }
  const packed = deflateByZlib(data, level);
  return packed.length < data.length ? packed : undefined;
}

function inflatesTo(packed: Buffer, length: number, crc: number): boolean {
  try {
    const inflated = inflateRawSync(packed, { chunkSize: Math.max(64, length), maxOutputLength: length });
    const same = inflated.length === length && crc32(inflated) === crc;
    release(inflated);
    return same;
  } catch {
    return false;
  }
}

/** Window and tables are made as small as the data allows: setting up large ones would take longer than deflating. */
function deflateByZlib(data: Buffer, level: number): Buffer {
  const bits = Math.min(15, Math.max(9, Math.ceil(Math.log2(data.length + 1))));
  return deflateRawSync(data, {
    level,
    windowBits: bits,
    memLevel: Math.min(8, Math.max(1, bits - 6)),
    chunkSize: Math.max(1024, data.length + 64),
  });
}

/**
 * Deflates one block of a larger stream. Put together, the blocks are one deflate stream.
 * @param history what came before the block, at most WINDOW bytes
 * @param last whether the stream ends with it; else it ends at a byte border
 */
export function deflateBlock(block: Buffer, history: Buffer, level: number, last: boolean): Buffer {
  const packed = deflateRawSync(block, {
    level,
    finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    memLevel: 9,
    chunkSize: 128 << 10,
    ...(history.length > 0 && { dictionary: history }),
  });
  return ownBuffer(packed);
}

/** A small result may be in Node's shared pool, which cannot be transferred to another thread. Then a copy is returned. */
export function ownBuffer(packed: Buffer): Buffer {
  return isMarkedAsUntransferable(packed.buffer) ? Buffer.from(new Uint8Array(packed).buffer) : packed;
}
