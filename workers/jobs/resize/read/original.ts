// Reads originals into memory. Decoders never get their names, because libvips takes brackets at the end of a name as options:
// `photo[2]` would give the pixels of another file.
import { closeSync, constants, fstatSync, read, readSync, type Stats } from 'node:fs';
import { promisify } from 'node:util';
import { patientOpen } from '../../../files/system/patience.ts';
import { systemPath } from '../../../files/system-path.ts';
import { JobError } from '../../user-error.ts';
import type { PictureFormat } from '../formats.ts';
import { largestPicture } from './memory-gate.ts';

/** A larger drawing takes minutes, and more memory than there is. */
const MAX_SVG_BYTES = 64 * 2 ** 20;

/** Larger than any photo. libheif keeps it in memory twice, and has at most 4 GB, as it runs in WebAssembly. */
const MAX_HEIC_BYTES = 2 ** 29;

/** Most that one system call reads. */
const MAX_READ_BYTES = 2 ** 30;

/**
 * The open does not wait: if a pipe has taken the picture's name meanwhile, it is noticed. Windows has no such
 * flag and no such pipes.
 */
export const OPEN_ORIGINAL = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Smaller files are read in the caller's thread, as going to the thread pool and back would take longer. */
const MAX_DIRECT_BYTES = 256 * 1024;

/**
 * Reads the whole file into memory.
 * @throws {JobError} if it is too large for that; the system's error if it cannot be read
 */
export async function readOriginal(path: string, format: PictureFormat): Promise<Buffer> {
  const descriptor = patientOpen(systemPath(path), OPEN_ORIGINAL);
  try {
    const stats = fstatSync(descriptor);
    refuse(stats, format);
    const readPart = stats.size <= MAX_DIRECT_BYTES ? readDirectly : readInPool;
    return await readAll(stats.size, (into, at, length) => readPart(descriptor, into, at, length));
  } finally {
    closeSync(descriptor);
  }
}

type ReadPart = (into: Buffer, at: number, length: number) => number | Promise<number>;

function readDirectly(descriptor: number, into: Buffer, at: number, length: number): number {
  return readSync(descriptor, into, at, length, at);
}

const readAsync = promisify(read);

async function readInPool(descriptor: number, into: Buffer, at: number, length: number): Promise<number> {
  return (await readAsync(descriptor, into, at, length, at)).bytesRead;
}

function refuse(stats: Stats, format: PictureFormat): void {
  const { size } = stats;
  if (!stats.isFile()) throw new JobError('NOT_A_FILE');
  if (format === 'svg' && size > MAX_SVG_BYTES) throw new JobError('SVG_TOO_LARGE', { size, most: MAX_SVG_BYTES });
  if (size > largestPicture() || (format === 'heic' && size > MAX_HEIC_BYTES))
    throw new JobError('FILE_TOO_LARGE', { size });
}

/**
 * Releases the memory of a whole file at once. If it is left to the garbage collector, V8 searches all its memory
 * once for every ten photos, which takes 3 % of the time. Afterwards nothing may read the file, not even native code.
 */
export function release(file: Buffer): void {
  const { buffer, byteLength } = file;
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
}

/** Reads at most the size that the file had when it was opened, and less if it has become shorter. */
async function readAll(size: number, readPart: ReadPart): Promise<Buffer> {
  const data = Buffer.allocUnsafeSlow(size);
  let at = 0;
  while (at < size) {
    const length = await readPart(data, at, Math.min(size - at, MAX_READ_BYTES));
    if (length === 0) break;
    at += length;
  }
  return data.subarray(0, at);
}
