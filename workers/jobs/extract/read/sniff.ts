// Which kind of archive a file is, by its first bytes and not by its name.
import { statSync } from 'node:fs';
import { readUpTo } from '../../../files/read-at.ts';
import { systemPath } from '../../../files/system-path.ts';
import { JobError } from '../../user-error.ts';
import { type ArchiveSource, openArchive } from '../parts/open-archive.ts';
import { archiveName } from '../parts/part-names.ts';

export type ArchiveKind = 'zip' | 'tar' | 'gz' | 'zst' | 'xz' | 'bz2' | 'z' | '7z' | 'rar' | 'unknown';

const HEAD_BYTES = 512;

const SIGNATURES: readonly (readonly [ArchiveKind, number, readonly number[]])[] = [
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['zip', 0, [0x50, 0x4b, 0x07, 0x08]],
  ['gz', 0, [0x1f, 0x8b]],
  ['zst', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['z', 0, [0x1f, 0x9d]],
  ['7z', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', 0, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
];

export function kindOf(head: Buffer): ArchiveKind {
  for (const [kind, at, bytes] of SIGNATURES) {
    if (bytes.every((byte, index) => head[at + index] === byte)) return kind;
  }
  if (isBzip2(head)) return 'bz2';
  // A frame of zstd that readers skip may be first.
  if (head.length >= 4 && (head.readUInt32LE(0) & 0xfffffff0) >>> 0 === 0x184d2a50) return 'zst';
  return isTarHeader(head) ? 'tar' : 'unknown';
}

/** `BZh`, the size of blocks, and what begins a block or, in a file of nothing, the end: pi, and its square root. */
const BZIP2_BEGINNINGS = [Buffer.from('314159265359', 'hex'), Buffer.from('177245385090', 'hex')];

/** Text may begin with `BZh`, too. What is cut off within the first bytes is taken for bzip2. */
function isBzip2(head: Buffer): boolean {
  if (!/^BZh[1-9]$/.test(head.toString('latin1', 0, 4))) return false;
  const block = head.subarray(4, 10);
  return BZIP2_BEGINNINGS.some((begin) => begin.subarray(0, block.length).equals(block));
}

/** An archive of nothing starts with its end. Its name has to say so: a download that failed may be all zeros, too. */
export function isEmptyTar(head: Buffer, name: string): boolean {
  return head.length === HEAD_BYTES && isZeros(head) && /\.tar$/i.test(name);
}

export function isZeros(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}

/** By its checksum (POSIX.1-1988 and later): also in archives that are older than `ustar`. */
export function isTarHeader(head: Buffer): boolean {
  if (head.length < 512) return false;
  const stored = Number.parseInt(
    head
      .toString('latin1', 148, 156)
      .replace(/[\0 ]+/g, ' ')
      .trim(),
    8,
  );
  return Number.isInteger(stored) && checksums(head).includes(stored);
}

/** Unsigned, and signed as some old programs took it. The field itself counts as spaces. */
export function checksums(header: Buffer): readonly [number, number] {
  let unsigned = 0;
  let high = 0;
  for (let at = 0; at < 512; at++) {
    const byte = at >= 148 && at < 156 ? 0x20 : (header[at] ?? 0);
    unsigned += byte;
    if (byte >= 0x80) high++;
  }
  return [unsigned, unsigned - 256 * high];
}

/** @throws the system's error, and {JobError} for what is no file: to open a pipe would wait for somebody to write to it */
export function sniff(source: ArchiveSource): { readonly kind: ArchiveKind; readonly size: number } {
  const found = statSync(systemPath(source.path));
  if (found.isDirectory()) throw new JobError('FOLDER_NOT_ARCHIVE');
  if (!found.isFile()) throw new JobError('SPECIAL_FILE');
  using archive = openArchive(source);
  const head = Buffer.alloc(HEAD_BYTES);
  const length = readUpTo(archive.file, head, 0, HEAD_BYTES, 0);
  const kind = kindOf(head.subarray(0, length));
  const isTar = kind === 'unknown' && isEmptyTar(head.subarray(0, length), archiveName(source.path));
  return { kind: isTar ? 'tar' : kind, size: archive.size };
}
