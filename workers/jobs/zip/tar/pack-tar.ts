// Packs small entries, or one block of a big file, into a piece of a tar file.

import { closeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { readUpTo } from '../../../files/read-at.ts';
import { unescapeBytes } from '../../../files/system-path.ts';
import { crc32Combine } from '../../../zip-format/crc32-combine.ts';
import { DEFLATED, STORED } from '../../../zip-format/zip-records.ts';
import type { Skip } from '../../job-report.ts';
import { JobError, toUserError } from '../../user-error.ts';
import { blockLevel, isIncompressible, SAMPLE, samplePositions, WINDOW } from '../pack/entries/compress.ts';
import { type BlockRequest, type BlockTools, mayHaveGrown, type PackedBlock } from '../pack/entries/pack-block.ts';
import type { PackedFiles, PackTools } from '../pack/entries/pack-files.ts';
import { checkUnchanged, openFile, readLink, readOpened } from '../pack/entries/read-entry.ts';
import { leadsOutside } from '../pack/leads-outside.ts';
import type { PackSettings } from '../pack/pack-settings.ts';
import { type PlannedEntry, plannedEntries } from '../pack/plan.ts';
import { compressPiece, type TarFormat } from './compress-tar.ts';
import { type Extent, storedSize, tarHeader } from './tar-header.ts';
import { statNamed, statOpened, tarMember } from './tar-member.ts';
import { TarPiece } from './tar-piece.ts';

const NOTHING = Buffer.alloc(0);
/** Roughly how many bytes the headers of an entry take. */
const HEADERS = 2048;
/** Shorter pieces, of a few small files, get no trial. In bytes. */
const TRIAL_FROM = 64 << 10;

export interface TarSettings extends PackSettings {
  readonly format: TarFormat;
}

export function packTarFiles(plan: string, settings: TarSettings, { scratch, check }: PackTools): PackedFiles {
  const entries = [...plannedEntries(plan)];
  const expected = entries.reduce((sum, { kind, size }) => sum + HEADERS + (kind === 'file' ? size : 0), 0);
  const largest = entries.reduce((most, { kind, size }) => (kind === 'file' ? Math.max(most, size) : most), 0);
  const piece = new TarPiece(scratch.data, expected);
  const input = scratch.input.take(largest + 1);
  const found = { entries: 0, bytesIn: 0, outsideLinks: 0, last: '' };
  const skips: Skip[] = [];
  for (const entry of entries) {
    check();
    const before = piece.length;
    try {
      found.bytesIn += addEntry(piece, entry, input, settings);
      found.entries++;
      found.last = entry.name;
      if (entry.kind === 'link' && leadsOutside(targetOf(entry), entry.name)) found.outsideLinks++;
    } catch (error) {
      piece.rewind(before);
      skips.push({ path: entry.path, ...toUserError(error) });
    }
  }
  const { bytes } = piece;
  const data = compressPiece(bytes, { ...settings, level: pieceLevel(bytes, settings) });
  const plain = { size: bytes.length, crc: crc32(bytes) };
  const stored = { files: 0, bytes: 0 };
  return {
    kind: 'files',
    data,
    records: Buffer.from(new ArrayBuffer(0)),
    crc: crc32(data),
    skips,
    stored,
    plain,
    ...found,
  };
}

/** Returns how many bytes were read. */
function addEntry(piece: TarPiece, entry: PlannedEntry, input: Buffer, { followLinks, owner }: TarSettings): number {
  if (entry.kind === 'file') return addFile(piece, entry, input, { followLinks, owner });
  piece.add(tarHeader(tarMember(entry, statNamed(entry), 0, owner, targetOf(entry))));
  return 0;
}

function targetOf({ kind, path, target }: PlannedEntry): Buffer {
  if (target !== undefined) return unescapeBytes(target);
  return kind === 'link' ? readLink(path) : NOTHING;
}

function addFile(
  piece: TarPiece,
  entry: PlannedEntry,
  input: Buffer,
  { followLinks, owner }: Pick<TarSettings, 'followLinks' | 'owner'>,
): number {
  const fd = openFile(entry.path, followLinks);
  try {
    const { data } = readOpened(fd, entry, input);
    piece.add(tarHeader(tarMember(entry, statOpened(fd), data.length, owner)));
    piece.add(data);
    piece.pad(data.length);
    return data.length;
  } finally {
    closeSync(fd);
  }
}

/** Returns 0 for data that is already compressed, so that gzip only stores it. */
function pieceLevel(bytes: Buffer, { format, level, storePacked }: TarSettings): number {
  if (format !== 'tar.gz' || !storePacked || bytes.length < TRIAL_FROM) return level;
  const samples = samplePositions(bytes.length).map((at) => bytes.subarray(at, at + SAMPLE));
  return isIncompressible(samples) ? 0 : level;
}

/** @throws {JobError} with code CHANGED if the file has changed since the walk */
export function packTarBlock(
  request: BlockRequest,
  settings: TarSettings,
  tools: BlockTools & { pieceBytes: number },
): PackedBlock {
  const { entry, offset, extents } = request;
  const fd = openFile(entry.path, settings.followLinks);
  try {
    const length = Math.min(tools.pieceBytes, storedSize({ size: entry.size, extents }) - offset);
    const isFirst = offset === 0;
    const isLast = offset + length >= storedSize({ size: entry.size, extents });
    const piece = new TarPiece(tools.scratch, length + HEADERS + WINDOW);
    const stored = settings.format === 'tar.gz' && settings.storePacked && tools.trials.isIncompressible(fd, entry);
    const history = readHistory(piece, fd, request, settings.format === 'tar.gz' && !stored);
    if (isFirst) piece.add(tarHeader({ ...tarMember(entry, statOpened(fd), entry.size, settings.owner), extents }));
    const header = piece.length;
    readParts(fd, piece.take(length), partsOf(offset, length, extents));
    const grown = checkUnchanged(fd, entry, mayHaveGrown(request));
    if (isLast) piece.pad(offset + length);
    const bytes = piece.bytes.subarray(history);
    const crc = crc32(piece.bytes.subarray(header, header + length));
    const level = stored ? 0 : blockLevel(settings.level, entry.size);
    const data = compressPiece(bytes, { ...settings, level }, piece.bytes.subarray(0, history));
    // The CRC of the rest (header and padding) continues that of the data, which is computed only once.
    const rest = crc32(piece.bytes.subarray(header + length), crc);
    const before = crc32(piece.bytes.subarray(history, header));
    const plain = { size: bytes.length, crc: crc32Combine(before, rest, piece.length - header) };
    const method = stored ? STORED : DEFLATED;
    return { kind: 'block', data, method, crc, packedCrc: crc32(data), bytesIn: length, grown, plain };
  } finally {
    closeSync(fd);
  }
}

/** Reads the data before the block into the piece, as deflate refers back to it. Returns how many bytes that are. */
function readHistory(piece: TarPiece, fd: number, { offset, extents }: BlockRequest, wanted: boolean): number {
  if (!wanted || extents) return 0;
  const length = Math.min(WINDOW, offset);
  readParts(fd, piece.take(length), [[offset - length, length]]);
  return length;
}

/** The parts of the file that begin at `offset` of its stored data. */
function partsOf(offset: number, length: number, extents: readonly Extent[] | undefined): Extent[] {
  if (!extents) return [[offset, length]];
  const parts: Extent[] = [];
  let at = 0;
  for (const [start, size] of extents) {
    const from = Math.max(offset, at);
    const to = Math.min(offset + length, at + size);
    if (from < to) parts.push([start + from - at, to - from]);
    at += size;
  }
  return parts;
}

function readParts(fd: number, target: Buffer, parts: readonly Extent[]): void {
  let at = 0;
  for (const [start, length] of parts) {
    if (readUpTo(fd, target, at, length, start) < length) throw new JobError('CHANGED');
    at += length;
  }
}
