// Reads the maps of files with holes, in the four forms that GNU tar has used.

import { paxNumber } from './pax-records.ts';
import { numberField } from './tar-header.ts';

/** A stretch of data, in bytes. The rest of the file is holes. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** The most stretches that a map may have: more than any disk makes of a file. */
export const MAX_STRETCHES = 1 << 20;
const OLD_ENTRY_BYTES = 24;

/** Old GNU format (type S): four stretches in the header, and more in the blocks after it. */
export function oldSparse(block: Buffer): { stretches: Stretch[]; isExtended: boolean; realSize: number | undefined } {
  return {
    stretches: oldStretches(block, 386, 4),
    isExtended: block[482] === 1,
    realSize: numberField(block, 483, 12),
  };
}

export function oldSparseExtension(block: Buffer): { stretches: Stretch[]; isExtended: boolean } {
  return { stretches: oldStretches(block, 0, 21), isExtended: block[504] === 1 };
}

function oldStretches(block: Buffer, start: number, count: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let index = 0; index < count; index++) {
    const at = start + index * OLD_ENTRY_BYTES;
    if (block[at] === 0) break;
    const offset = numberField(block, at, 12);
    const length = numberField(block, at + 12, 12);
    if (offset === undefined || length === undefined) return [];
    stretches.push({ offset, length });
  }
  return stretches;
}

/** Formats 0.0 (repeated keys) and 0.1 (one list) of pax headers; undefined without a map. */
export function paxSparse(records: ReadonlyMap<string, Buffer>): Stretch[] | undefined {
  const list = records.get('GNU.sparse.map')?.toString('latin1');
  if (list !== undefined) return pairs(list === '' ? [] : list.split(','));
  const offsets = records.get('GNU.sparse.offset')?.toString('latin1').split(',');
  const lengths = records.get('GNU.sparse.numbytes')?.toString('latin1').split(',');
  if (!offsets || !lengths || offsets.length !== lengths.length) return undefined;
  return pairs(offsets.flatMap((offset, index) => [offset, lengths[index] ?? '']));
}

/** A map of format 1.0 has at most so many bytes. */
const MAX_LINES_BYTES = 4 << 20;

/** Format 1.0: the map is before the data, in blocks, as lines of decimal numbers: their count, then pairs. */
export class SparseLines {
  readonly #blocks: string[] = [];
  #lines = 0;
  /** How many lines there are. */
  #expected: number | undefined;
  /** Bytes of the blocks that have come. */
  bytes = 0;

  /** @returns whether the map is complete; undefined if it is not valid */
  push(block: Buffer): boolean | undefined {
    const text = block.toString('latin1');
    this.#blocks.push(text);
    this.bytes += block.length;
    this.#expected ??= expectedLines(text);
    if (this.#expected === undefined || this.bytes > MAX_LINES_BYTES) return undefined;
    this.#lines += lineCount(text);
    return this.#lines >= this.#expected;
  }

  /** @returns undefined if a line is no number */
  stretches(): Stretch[] | undefined {
    return pairs(this.#blocks.join('').split('\n').slice(1, this.#expected));
  }
}

/** Read from the first line, which is in the first block. */
function expectedLines(text: string): number | undefined {
  const end = text.indexOf('\n');
  const count = end < 0 ? undefined : paxNumber(Buffer.from(text.slice(0, end)));
  return count === undefined || count > MAX_STRETCHES ? undefined : count * 2 + 1;
}

function lineCount(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function pairs(numbers: readonly string[]): Stretch[] | undefined {
  if (numbers.length % 2 !== 0 || numbers.length > MAX_STRETCHES * 2) return undefined;
  const stretches: Stretch[] = [];
  for (let index = 0; index < numbers.length; index += 2) {
    const offset = paxNumber(Buffer.from(numbers[index] ?? ''));
    const length = paxNumber(Buffer.from(numbers[index + 1] ?? ''));
    if (offset === undefined || length === undefined) return undefined;
    stretches.push({ offset, length });
  }
  return stretches;
}

/** Whether stretches follow each other within the file, and have as many bytes as the archive. */
export function fits(stretches: readonly Stretch[], realSize: number, packedSize: number): boolean {
  let end = 0;
  let bytes = 0;
  for (const { offset, length } of stretches) {
    if (offset < end) return false;
    end = offset + length;
    bytes += length;
  }
  return end <= realSize && bytes === packedSize;
}
