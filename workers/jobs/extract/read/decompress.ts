// Pours a compressed file out, whole and in order. What it is compressed by is known from its first bytes.
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createZstdDecompress } from 'node:zlib';
import { type OpenFile, readUpTo } from '../../../files/read-at.ts';
import { JobError } from '../../user-error.ts';
import { archiveFault } from '../faults.ts';
import { isZeros } from './sniff.ts';
import { zstdFrameAt } from './zstd-frames.ts';

const READ_BYTES = 256 << 10;
/** `zstd --long=31` needs a window of 2 GiB: the most that the format has. Others stay far below. */
const MAX_ZSTD_WINDOW_LOG = 27;

export interface Pour {
  readonly file: OpenFile;
  readonly size: number;
  /** Takes what comes out; good until it returns. */
  readonly take: (piece: Buffer) => void;
  /** Throws when the task is to stop. */
  readonly check: () => void;
  /** So many bytes of the file were read. */
  readonly onRead: (bytes: number) => void;
}

export type StreamKind = 'tar' | 'gz' | 'zst' | 'xz' | 'bz2' | 'z';

/** @throws {JobError} when the data is damaged or ends early */
export async function pour(kind: StreamKind, job: Pour): Promise<void> {
  switch (kind) {
    case 'tar':
      for (const piece of pieces(job)) job.take(piece);
      return;
    case 'gz':
      return gzip(job);
    case 'zst':
      return zstandard(job);
    case 'xz':
    case 'bz2':
    case 'z': {
      const { pourBySevenZip } = await import('../seven/seven-pour.ts');
      return pourBySevenZip(kind, job);
    }
    default:
      return kind satisfies never;
  }
}

/** Node's stream takes a zero behind a member for padding, and ignores whatever follows. */
async function gzip(job: Pour): Promise<void> {
  const stream = createGunzip({ chunkSize: READ_BYTES });
  await through(stream, job);
  for (const piece of pieces({ ...job, onRead: () => {} }, stream.bytesWritten)) {
    if (!isZeros(piece)) throw archiveFault('ARCHIVE_DAMAGED');
  }
}

/**
 * Tools that work in parallel write many frames, ours as well. Node's stream takes one and drops what stands behind it in the
 * same piece, so that each frame gets a stream and exactly its own bytes.
 */
async function zstandard(job: Pour): Promise<void> {
  const params = { [constants.ZSTD_d_windowLogMax]: MAX_ZSTD_WINDOW_LOG };
  for (let at = 0; at < job.size; ) {
    const frame = zstdFrameAt(job.file, at);
    if (!frame) throw archiveFault('ARCHIVE_DAMAGED');
    const end = Math.min(frame.end, job.size);
    if (frame.isSkippable && end < frame.end) throw archiveFault('END_MISSING');
    if (frame.isSkippable) job.onRead(end - at);
    else await through(createZstdDecompress({ chunkSize: READ_BYTES, params }), { ...job, size: end }, at);
    at = end;
  }
}

async function through(stream: Transform, job: Pour, start = 0): Promise<void> {
  let thrown: { readonly error: unknown } | undefined;
  try {
    await pipeline(pieces(job, start), stream, async (data: AsyncIterable<Buffer>) => {
      try {
        for await (const piece of data) {
          job.check();
          job.take(piece);
        }
      } catch (error) {
        // zlib's own errors come out of the stream, too.
        if (typeof (error as { errno?: unknown }).errno !== 'number' || !isZlibError(error)) thrown = { error };
        throw error;
      }
    });
  } catch (error) {
    if (thrown) throw thrown.error;
    if ((error as { code?: unknown }).code === 'ZSTD_error_frameParameter_windowTooLarge') {
      throw new JobError('WINDOW_TOO_LARGE', { size: 2 ** MAX_ZSTD_WINDOW_LOG }, { cause: error });
    }
    throw isZlibError(error)
      ? archiveFault(isEarlyEnd(error) ? 'END_MISSING' : 'ARCHIVE_DAMAGED', { cause: error })
      : error;
  }
}

function isZlibError(error: unknown): boolean {
  return /^(Z_|ZSTD_)/.test(String((error as { code?: unknown }).code));
}

function isEarlyEnd(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'Z_BUF_ERROR';
}

function* pieces({ file, size, check, onRead }: Pour, start = 0): Generator<Buffer> {
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
