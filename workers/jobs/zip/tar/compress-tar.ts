// Compresses pieces of a tar file independently of each other. Put together, the pieces are one file.
import { constants, zstdCompressSync } from 'node:zlib';
import { deflateBlock, ownBuffer } from '../pack/entries/compress.ts';
import type { ArchiveFormat } from '../pack/pack-settings.ts';

export type TarFormat = Exclude<ArchiveFormat, 'zip'>;

/** Bytes of a file or of small files per task. Pieces of zstd are larger, as they cannot refer to each other. */
export const TAR_PIECE: Readonly<Record<TarFormat, number>> = {
  tar: 1 << 20,
  'tar.gz': 512 << 10,
  'tar.zst': 4 << 20,
};

/** How a piece is compressed. */
export interface PieceOptions {
  readonly format: TarFormat;
  /** 0..9 */
  readonly level: number;
}

const NOTHING = Buffer.alloc(0);

/**
 * Compresses one piece, into memory of its own. With gzip it is a part of the one deflate stream, and ends at a byte boundary. With zstd it is
 * a frame of its own with a checksum, as `pzstd` writes it.
 * @param history what comes before it in the tar file, as far as that is known
 */
export function compressPiece(data: Buffer, { format, level }: PieceOptions, history: Buffer = NOTHING): Buffer {
  switch (format) {
    case 'tar':
      return Buffer.from(new Uint8Array(data).buffer);
    case 'tar.gz':
      return deflateBlock(data, history, level, false);
    case 'tar.zst':
      return ownBuffer(
        zstdCompressSync(data, {
          params: { [constants.ZSTD_c_compressionLevel]: zstdLevel(level), [constants.ZSTD_c_checksumFlag]: 1 },
          chunkSize: data.length + 4096,
        }),
      );
    default:
      return format satisfies never;
  }
}

/** Returns the bytes before all pieces. */
export function fileStart(format: TarFormat): Buffer {
  // RFC 1952: deflate, no flags, no time, written by Unix.
  return format === 'tar.gz' ? Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]) : NOTHING;
}

/**
 * Compresses the last piece, and adds the end of the file.
 * @param plain CRC and size of the whole tar file, the last piece included
 */
export function fileEnd(data: Buffer, options: PieceOptions, plain: { readonly crc: number; readonly size: number }) {
  if (options.format !== 'tar.gz') return compressPiece(data, options);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(plain.crc, 0);
  trailer.writeUInt32LE(plain.size % 2 ** 32, 4);
  return Buffer.concat([deflateBlock(data, NOTHING, options.level, true), trailer]);
}

/** Levels 1 to 9 become zstd's 1 to 19, whose balanced level is 3. */
function zstdLevel(level: number): number {
  return [1, 1, 1, 2, 2, 3, 3, 7, 11, 19][level] ?? 3;
}
