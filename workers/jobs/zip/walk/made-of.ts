// Recognises an archive that was made from a given folder, by the name of its first entry.
import { closeSync, existsSync } from 'node:fs';
import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { atPath } from '../../../files/long-path.ts';
import { readUpTo } from '../../../files/read-at.ts';
import { patientOpen } from '../../../files/system/patience.ts';
import { systemPath } from '../../../files/system-path.ts';
import { LOCAL_SIGNATURE, LOCAL_SIZE } from '../../../zip-format/zip-records.ts';
import { archiveOfPart, partPath } from '../pack/archives/part-names.ts';
import { TAR_BLOCK } from '../tar/tar-header.ts';

/** Enough for the first block of Zstandard, which has 128 KiB if the data cannot be compressed. */
const HEAD_BYTES = 132 << 10;

/** Whether the first entry of an archive is one of these, or in one of them. False for a file that is no archive of ours. */
export function isMadeOf(path: string, names: readonly string[]): boolean {
  const first = firstEntry(path);
  return first !== undefined && names.some((name) => first === name || first.startsWith(`${name}/`));
}

function firstEntry(path: string): string | undefined {
  try {
    const head = readHead(path);
    return zipEntry(head) ?? tarEntry(head) ?? tarEntry(decompressed(head));
  } catch {
    return undefined;
  }
}

/** Reads the beginning of a file. For a split archive, it reads on in the next parts if a part is too short. */
function readHead(path: string): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  const archive = archiveOfPart(path);
  let length = readInto(head, path);
  for (let index = 1; archive !== undefined && length < head.length; index++) {
    const next = partPath(archive, index);
    if (!existsSync(systemPath(next))) break;
    length += readInto(head.subarray(length), next);
  }
  return head.subarray(0, length);
}

function readInto(target: Buffer, path: string): number {
  const descriptor = atPath(path, (real) => patientOpen(real, 'r'));
  try {
    return readUpTo(descriptor, target, 0, target.length, 0);
  } finally {
    closeSync(descriptor);
  }
}

/** The local file header: APPNOTE.TXT section 4.3.7. */
function zipEntry(head: Buffer): string | undefined {
  if (head.length < LOCAL_SIZE || head.readUInt32LE(0) !== LOCAL_SIGNATURE) return undefined;
  return head.toString('utf8', LOCAL_SIZE, LOCAL_SIZE + head.readUInt16LE(26));
}

/** The first byte of a gzip file. */
const GZIP = 0x1f;

/** The header of ustar, after one with what ustar has no room for: POSIX.1-2017, pax, "ustar Interchange Format". */
function tarEntry(head: Buffer): string | undefined {
  if (head.toString('latin1', 257, 262) !== 'ustar') return undefined;
  const size = Number.parseInt(head.toString('latin1', 124, 136), 8);
  const isExtended = /[xgLK]/.test(head.toString('latin1', 156, 157));
  if (isExtended) return tarEntry(head.subarray(TAR_BLOCK * (1 + Math.ceil(size / TAR_BLOCK))));
  return head.toString('utf8', 0, 100).split('\0', 1)[0];
}

/** Decompresses as much as possible, as the end is missing. @throws the system's error for other formats */
function decompressed(head: Buffer): Buffer {
  return head[0] === GZIP
    ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH })
    : zstdDecompressSync(head, { finishFlush: constants.ZSTD_e_flush });
}
