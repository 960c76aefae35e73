// Pours a compressed file out, whole and in order. What it is compressed by is known from its first bytes.
import { constants, createGunzip, createZstdDecompress } from 'node:zlib';
import { JobError } from '../../user-error.ts';
import { archiveFault } from '../faults.ts';
import type { Pour } from './pour.ts';
import { isZeros } from './sniff.ts';
import { MAX_ZSTD_WINDOW_LOG, pieces, READ_BYTES, through } from './zlib-stream.ts';
import { zstdFrameAt } from './zstd-frames.ts';

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
  const open = (finishFlush?: 'flush') =>
    createGunzip({ chunkSize: READ_BYTES, ...(finishFlush && { finishFlush: constants.Z_SYNC_FLUSH }) });
  const read = await through(open, job);
  for (const piece of pieces({ ...job, onRead: () => {} }, read)) {
    if (!isZeros(piece)) throw archiveFault('DATA_APPENDED');
  }
}

/**
 * Tools that work in parallel write many frames, ours as well. Node's stream takes one and drops what is behind it in the
 * same piece, so that each frame gets a stream and exactly its own bytes.
 */
async function zstandard(job: Pour): Promise<void> {
  const params = { [constants.ZSTD_d_windowLogMax]: MAX_ZSTD_WINDOW_LOG };
  const open = (finishFlush?: 'flush') =>
    createZstdDecompress({
      chunkSize: READ_BYTES,
      params,
      ...(finishFlush && { finishFlush: constants.ZSTD_e_flush }),
    });
  for (let at = 0; at < job.size; ) {
    const frame = zstdFrameAt(job.file, at);
    if (!frame) throw archiveFault(at > 0 ? 'DATA_APPENDED' : 'ARCHIVE_DAMAGED');
    const end = Math.min(frame.end, job.size);
    if (frame.needsDictionary) throw new JobError('DICTIONARY_NEEDED');
    if (frame.isSkippable && end < frame.end) throw archiveFault('END_MISSING');
    if (frame.isSkippable) job.onRead(end - at);
    else await through(open, { ...job, size: end }, at);
    at = end;
  }
}
