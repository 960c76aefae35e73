// Sends a file, or a part of it, through one of Node's streams that decompress.
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readUpTo } from '../../../files/read-at.ts';
import { releaseFull } from '../../../scratch.ts';
import { JobError } from '../../user-error.ts';
import { archiveFault } from '../faults.ts';
import type { Pour } from './pour.ts';

export const READ_BYTES = 128 << 10;
/** `zstd --long=31` needs a window of 2 GiB: the most that the format has. Others stay far below. */
export const MAX_ZSTD_WINDOW_LOG = 27;
/** Of a piece with an error in it nothing comes out: what it begins with is read again in smaller ones. In bytes. */
const SMALLER_PIECES = [256, 1];

type ZlibStream = Transform & { readonly bytesWritten: number };

/** Makes such a stream. @param end `flush`: it takes data that ends early for what it is */
type Open = (end?: 'flush') => ZlibStream;

/**
 * @param start where the data begins
 * @returns how many bytes the stream has read
 * @throws {JobError} when the data is damaged or ends early
 */
export async function through(open: Open, job: Pour, start = 0): Promise<number> {
  const stream = open();
  const out = { bytes: 0 };
  const failure = await attempt(stream, pieces(job, start), taker(job, 0, out));
  if (failure === undefined) return stream.bytesWritten;
  if (job.toDamage && isZlibError(failure)) await readToDamage(open, job, { start, good: stream.bytesWritten, out });
  throw faultOf(failure);
}

interface Reached {
  readonly start: number;
  /** So many bytes from the start on are right. */
  readonly good: number;
  /** So many have come out of them. */
  readonly out: { bytes: number };
}

async function readToDamage(open: Open, job: Pour, reached: Reached): Promise<void> {
  let { good } = reached;
  const quiet = { ...job, onRead: () => {} };
  for (const size of SMALLER_PIECES) {
    const stream = open('flush');
    const failure = await attempt(
      stream,
      piecesTo(quiet, reached.start, good, size),
      taker(job, reached.out.bytes, reached.out),
    );
    if (failure === undefined) return;
    if (!isZlibError(failure)) throw failure;
    good = stream.bytesWritten;
  }
}

/** The good ones as they are, and what follows in small ones. */
function* piecesTo(job: Pour, start: number, good: number, size: number): Generator<Buffer> {
  yield* pieces({ ...job, size: start + good }, start);
  for (const piece of pieces(job, start + good)) {
    for (let at = 0; at < piece.length; at += size) yield piece.subarray(at, at + size);
  }
}

/** Hands on what comes out, without the first bytes, which were handed on before. */
function taker({ check, take }: Pour, known: number, out: { bytes: number }): (piece: Buffer) => void {
  let bytes = 0;
  return (piece) => {
    check();
    const before = bytes;
    bytes += piece.length;
    if (bytes <= known) return;
    out.bytes = bytes;
    take(before < known ? piece.subarray(known - before) : piece);
  };
}

/** @returns what is wrong with the data @throws what `take` throws */
async function attempt(stream: ZlibStream, source: Iterable<Buffer>, take: (piece: Buffer) => void): Promise<unknown> {
  let thrown: { readonly error: unknown } | undefined;
  try {
    await pipeline(source, stream, async (data: AsyncIterable<Buffer>) => {
      try {
        for await (const piece of data) {
          take(piece);
          releaseFull(piece);
        }
      } catch (error) {
        // zlib's own errors come out of the stream, too.
        if (typeof (error as { errno?: unknown }).errno !== 'number' || !isZlibError(error)) thrown = { error };
        throw error;
      }
    });
    return undefined;
  } catch (error) {
    if (thrown) throw thrown.error;
    return error;
  }
}

function faultOf(error: unknown): unknown {
  if ((error as { code?: unknown }).code === 'ZSTD_error_frameParameter_windowTooLarge')
    return new JobError('WINDOW_TOO_LARGE', { size: 2 ** MAX_ZSTD_WINDOW_LOG }, { cause: error });
  if (!isZlibError(error)) return error;
  // The first member began as it should, or it would not have been taken for gzip.
  if ((error as Error).message === 'incorrect header check') return archiveFault('DATA_APPENDED', { cause: error });
  return archiveFault(isEarlyEnd(error) ? 'END_MISSING' : 'ARCHIVE_DAMAGED', { cause: error });
}

function isZlibError(error: unknown): boolean {
  return /^(Z_|ZSTD_)/.test(String((error as { code?: unknown }).code));
}

function isEarlyEnd(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'Z_BUF_ERROR';
}

export function* pieces({ file, size, check, onRead }: Pour, start = 0): Generator<Buffer> {
  for (let at = start; at < size; ) {
    check();
    // zlib's stream still holds what it was given when the next piece is read.
    const piece = Buffer.allocUnsafeSlow(Math.min(READ_BYTES, size - at));
    const count = readUpTo(file, piece, 0, piece.length, at);
    if (count === 0) return;
    at += count;
    onRead(count);
    yield piece.subarray(0, count);
  }
}
