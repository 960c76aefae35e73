// Unpacks a whole tar file and compares it with what was packed.

import { closeSync, createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32, createGunzip, zstdDecompressSync } from 'node:zlib';
import { readUpTo } from '../../../files/read-at.ts';
import { patientOpen } from '../../../files/system/patience.ts';
import { systemPath } from '../../../files/system-path.ts';
import type { WrittenPiece } from '../pack/archives/archive-writer.ts';
import type { PlainPart } from '../pack/entries/pack-files.ts';
import type { TarFormat } from './compress-tar.ts';

const READ_SIZE = 256 << 10;

export interface TarReadRequest {
  readonly path: string;
  readonly format: TarFormat;
  readonly pieces: readonly WrittenPiece[];
}

/** @param check throws when the task is to stop @returns size and CRC of the uncompressed tar */
export async function readTar({ path, format, pieces }: TarReadRequest, check: () => void): Promise<PlainPart> {
  const found = { size: 0, crc: 0 };
  const count = async (data: AsyncIterable<Buffer>) => {
    for await (const part of data) {
      check();
      found.size += part.length;
      found.crc = crc32(part, found.crc);
    }
  };
  if (format === 'tar.zst') await count(unpackFrames(path, pieces));
  else {
    const file = createReadStream(systemPath(path), { highWaterMark: READ_SIZE });
    if (format === 'tar.gz') await pipeline(file, createGunzip(), count);
    else await pipeline(file, count);
  }
  return found;
}

/** Each piece is a frame of its own, and Node's decoder stops after the first. */
async function* unpackFrames(path: string, pieces: readonly WrittenPiece[]): AsyncGenerator<Buffer> {
  const fd = patientOpen(systemPath(path), 'r');
  try {
    for (const { offset, length } of pieces) {
      const frame = Buffer.allocUnsafe(length);
      readUpTo(fd, frame, 0, length, offset);
      yield zstdDecompressSync(frame);
    }
  } finally {
    closeSync(fd);
  }
}
