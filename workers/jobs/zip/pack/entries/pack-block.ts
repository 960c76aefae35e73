// Packs one block of a big file. Blocks are independent of each other, so that all workers can share one file.

import { closeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { readUpTo } from '../../../../files/read-at.ts';
import type { Scratch } from '../../../../scratch.ts';
import { DEFLATED, type Method, STORED } from '../../../../zip-format/zip-records.ts';
import { JobError } from '../../../user-error.ts';
import type { Extent } from '../../tar/tar-header.ts';
import type { PackSettings } from '../pack-settings.ts';
import type { PlannedEntry } from '../plan.ts';
import { blockLevel, deflateBlock, isIncompressible, isTried, SAMPLE, samplePositions, WINDOW } from './compress.ts';
import { checkName, type PlainPart } from './pack-files.ts';
import { checkUnchanged, openFile, ownerOf } from './read-entry.ts';

/** Bytes of a file per task. Cutting costs 0.02 % in size, as each block starts new Huffman tables and ends at a byte boundary. */
export const BLOCK = 512 << 10;

export interface BlockRequest {
  readonly entry: PlannedEntry;
  /** Where the block starts in the file, or in what is stored of a file with holes. */
  readonly offset: number;
  /** Absent for a file without holes, and in a zip file, which cannot have any. */
  readonly extents?: readonly Extent[];
  /** Whether the file is read for the second time, because it had changed at the first: it may be a log that grows all the time. */
  readonly again?: boolean;
}

/** The first block tells whether the file is still the one that the walk found. Later ones may find that it has grown meanwhile. */
export function mayHaveGrown({ offset, again = false }: BlockRequest): boolean {
  return offset > 0 || again;
}

export interface PackedBlock {
  readonly kind: 'block';
  readonly data: Buffer;
  readonly method: Method;
  /** CRC of the file's bytes, and of the packed bytes. */
  readonly crc: number;
  readonly packedCrc: number;
  readonly bytesIn: number;
  /** Whether the file has grown since the walk. */
  readonly grown: boolean;
  /** Set for the first block in a zip file, if the owner is kept. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  /** For a block of a tar file: size and CRC of the uncompressed tar, with header and padding. */
  readonly plain?: PlainPart;
}

/** What a worker provides for packing. */
export interface BlockTools {
  readonly scratch: Scratch;
  readonly trials: Trials;
}

/** @throws {JobError} with code CHANGED if the file has changed since the walk */
export function packBlock(request: BlockRequest, settings: PackSettings, tools: BlockTools): PackedBlock {
  const { entry, offset } = request;
  checkName(entry.name);
  const fd = openFile(entry.path, settings.followLinks);
  try {
    const stored = settings.level === 0 || (settings.storePacked && tools.trials.isIncompressible(fd, entry));
    const historyLength = stored ? 0 : Math.min(WINDOW, offset);
    const length = Math.min(BLOCK, entry.size - offset);
    const total = historyLength + length;
    // Data that is only stored is returned as it was read.
    const buffer = stored ? Buffer.allocUnsafeSlow(total) : tools.scratch.take(total).subarray(0, total);
    const count = readUpTo(fd, buffer, 0, buffer.length, offset - historyLength);
    if (count < buffer.length) throw new JobError('CHANGED');
    const grown = checkUnchanged(fd, entry, mayHaveGrown(request));
    const block = buffer.subarray(historyLength);
    const last = offset + length >= entry.size;
    const level = blockLevel(settings.level, entry.size);
    const data = stored ? block : deflateBlock(block, buffer.subarray(0, historyLength), level, last);
    const crc = crc32(block);
    return {
      kind: 'block',
      data,
      method: stored ? STORED : DEFLATED,
      crc,
      packedCrc: stored ? crc : crc32(data),
      bytesIn: length,
      grown,
      owner: ownerOf(entry, settings),
    };
  } finally {
    closeSync(fd);
  }
}

/** Remembers the last trials, so that each worker needs only one for all blocks of a file, and all decide the same. */
export class Trials {
  readonly #answers = new Map<string, boolean>();

  isIncompressible(fd: number, { path, name, size, mtime }: PlannedEntry): boolean {
    if (!isTried(name, size)) return false;
    const key = `${path}\0${size}\0${mtime}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const samples = samplePositions(size).map((position) => {
      const sample = Buffer.allocUnsafe(SAMPLE);
      return sample.subarray(0, readUpTo(fd, sample, 0, SAMPLE, position));
    });
    const answer = isIncompressible(samples);
    if (this.#answers.size >= 32) this.#answers.clear();
    this.#answers.set(key, answer);
    return answer;
  }
}
