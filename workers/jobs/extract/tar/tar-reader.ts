// Reads a tar archive that comes in pieces of any size. It keeps no more than a header in memory.

import { archiveFault } from '../faults.ts';
import { keptModeBits } from '../kept-mode-bits.ts';
import { isZeros } from '../read/sniff.ts';
import type { Owner } from '../write/owners.ts';
import { isTime, parsePax, paxNumber, paxTime } from './pax-records.ts';
import { fits, MAX_STRETCHES, oldSparse, oldSparseExtension, paxSparse, SparseLines, type Stretch } from './sparse.ts';
import { BLOCK_BYTES, parseTarHeader, type TarHeader } from './tar-header.ts';

export interface TarEntry {
  /** As its bytes. */
  readonly name: Buffer;
  /** Whether the name is known to be UTF-8. */
  readonly isUtf8: boolean;
  readonly linkName: Buffer;
  readonly kind: 'file' | 'folder' | 'link' | 'hardlink' | 'special' | 'volume';
  /** Permission bits; -1 where there are none. */
  readonly mode: number;
  /** Milliseconds since 1970; NaN where there is none. */
  readonly mtime: number;
  /** Size of the file, including its holes; 0 for what is no file, but for folders that have content. */
  readonly size: number;
  /** Bytes of content behind a hard link. */
  readonly ownBytes: number;
  /** Undefined for a file without holes. */
  readonly stretches: readonly Stretch[] | undefined;
  readonly owner: Owner;
}

/** Takes what is read, in the order of the archive. */
export interface TarSink {
  /** An entry begins. */
  entry(entry: TarEntry): void;
  /** A part of its data, valid until the call returns. @param offset position in the file */
  data(piece: Buffer, offset: number): void;
  /** All of its data has come. */
  end(): void;
}

/** Extended headers and long names are kept in memory. A path has at most 4 KiB, and no genuine header is larger than this. */
const MAX_META_BYTES = 4 << 20;

type State =
  | { readonly kind: 'header' }
  | { readonly kind: 'meta'; readonly header: TarHeader }
  | {
      readonly kind: 'sparse-blocks';
      readonly header: TarHeader;
      readonly stretches: Stretch[];
      readonly realSize: number;
    }
  | { readonly kind: 'link-content'; readonly header: TarHeader }
  | { readonly kind: 'sparse-lines'; readonly header: TarHeader; readonly realSize: number; readonly map: SparseLines }
  | { readonly kind: 'data'; left: number; readonly stretches: readonly Stretch[]; stretch: number; at: number }
  | { readonly kind: 'padding' }
  | { readonly kind: 'end' };

export class TarReader {
  readonly #sink: TarSink;
  #state: State = { kind: 'header' };
  /** The beginning of a block or header that has not come completely. */
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #wanted = BLOCK_BYTES;
  /** Padding after the data of the current entry. */
  #padding = 0;
  #zeroBlocks = 0;
  #global = new Map<string, Buffer>();
  #pax: Map<string, Buffer> | undefined;
  #longName: Buffer | undefined;
  #longLink: Buffer | undefined;
  #entries = 0;
  /** Whether a header has come: then it is a tar, if a damaged one. */
  #hasHeader = false;
  /** Whether the blocks of zeros have come that mark the end. */
  hasEnd = false;
  /** Whether anything except zeros follows the end, as in concatenated archives. */
  hasMore = false;

  constructor(sink: TarSink) {
    this.#sink = sink;
  }

  /** @throws {JobError} if it is no tar archive, or damaged */
  push(piece: Buffer): void {
    let rest = piece;
    while (rest.length > 0 && this.#state.kind !== 'end') rest = this.#step(rest);
    this.hasMore ||= !isZeros(rest);
  }

  /** Call this at the end of the data. @throws {JobError} if the archive ends early */
  finish(): void {
    if (this.#state.kind === 'end') return;
    if (this.#state.kind === 'link-content' && this.#keptBytes === 0) this.#start(this.#state.header, undefined, 0);
    // Old and careless writers omit the two blocks of zeros.
    const isWhole = this.#state.kind === 'header' && this.#keptBytes === 0 && !this.#pax && !this.#longName;
    if (!isWhole || this.#entries === 0) throw archiveFault(this.#hasHeader ? 'END_MISSING' : 'NOT_AN_ARCHIVE');
  }

  /** Processes a part of the piece, and returns the rest. */
  #step(piece: Buffer): Buffer {
    if (this.#state.kind === 'data') return this.#takeData(this.#state, piece);
    const missing = this.#wanted - this.#keptBytes;
    const part = piece.subarray(0, missing);
    if (this.#state.kind !== 'padding') this.#kept.push(part.length === piece.length ? Buffer.from(part) : part);
    this.#keptBytes += part.length;
    if (this.#keptBytes === this.#wanted) this.#whole();
    return piece.subarray(part.length);
  }

  #whole(): void {
    const state = this.#state;
    const block = this.#kept.length === 1 ? (this.#kept[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#kept);
    this.#kept = [];
    this.#keptBytes = 0;
    switch (state.kind) {
      case 'header':
        this.#header(block);
        return;
      case 'meta':
        this.#meta(state.header, block.subarray(0, state.header.size));
        return;
      case 'sparse-blocks':
        this.#sparseBlock(state, block);
        return;
      case 'sparse-lines':
        this.#sparseLines(state, block);
        return;
      case 'link-content':
        this.#linkContent(state.header, block);
        return;
      case 'padding':
        this.#await({ kind: 'header' });
        return;
      case 'data':
      case 'end':
        return;
      default:
        state satisfies never;
        return;
    }
  }

  #await(state: State, wanted = BLOCK_BYTES): void {
    this.#state = state;
    this.#wanted = wanted;
  }

  #header(block: Buffer): void {
    if (isZeros(block)) {
      // An extended header or a long name must be followed by its entry.
      if (this.#pax || this.#longName || this.#longLink) throw archiveFault('DIRECTORY_DAMAGED');
      this.#zeroBlocks++;
      this.hasEnd = true;
      // An archive with nothing but its end is valid.
      this.#entries ||= Number.MIN_VALUE;
      this.#await(this.#zeroBlocks === 2 ? { kind: 'end' } : { kind: 'header' });
      return;
    }
    const header = parseTarHeader(block);
    // Some writers end with one block of zeros, followed by something that is no header.
    if (!header && this.#zeroBlocks > 0) {
      this.hasMore = true;
      this.#await({ kind: 'end' });
      return;
    }
    this.#zeroBlocks = 0;
    if (!header) throw archiveFault(this.#hasHeader ? 'DIRECTORY_DAMAGED' : 'NOT_AN_ARCHIVE');
    this.#hasHeader = true;
    if (!(header.size >= 0)) throw archiveFault('DIRECTORY_DAMAGED');
    if ('xgLKX'.includes(header.type)) {
      if (header.size > MAX_META_BYTES) throw archiveFault('DIRECTORY_DAMAGED');
      if (header.size === 0) {
        this.#meta(header, Buffer.alloc(0));
        return;
      }
      this.#await({ kind: 'meta', header }, padded(header.size));
      return;
    }
    this.#begin(header);
  }

  #meta({ type }: TarHeader, data: Buffer): void {
    if (type === 'L') this.#longName = untilNul(data);
    else if (type === 'K') this.#longLink = untilNul(data);
    else {
      const records = parsePax(data);
      if (!records) throw archiveFault('DIRECTORY_DAMAGED');
      if (type === 'g') for (const [key, value] of records) this.#global.set(key, value);
      else this.#pax = new Map([...(this.#pax ?? []), ...records]);
    }
    this.#await({ kind: 'header' });
  }

  #begin(header: TarHeader): void {
    if (header.type === 'M') throw archiveFault('VOLUMES_MISSING');
    const size = this.#number('size');
    const whole = size === undefined ? header : { ...header, size };
    if (header.type === '1' && whole.size > 0 && !header.isGnu) {
      this.#await({ kind: 'link-content', header: whole });
      return;
    }
    if (header.type === 'S') {
      const { stretches, isExtended, realSize } = oldSparse(header.block);
      if (realSize === undefined) throw archiveFault('DIRECTORY_DAMAGED');
      const state = { kind: 'sparse-blocks', header: whole, stretches, realSize } as const;
      isExtended ? this.#await(state) : this.#start(whole, stretches, realSize);
      return;
    }
    const realSize = this.#number('GNU.sparse.realsize') ?? this.#number('GNU.sparse.size');
    if (realSize === undefined || !hasData(header.type)) {
      this.#start(whole, undefined, whole.size);
      return;
    }
    if (this.#record('GNU.sparse.major')?.toString() === '1') {
      this.#await({ kind: 'sparse-lines', header: whole, realSize, map: new SparseLines() });
      return;
    }
    const stretches = paxSparse(new Map([...this.#global, ...(this.#pax ?? [])]));
    if (!stretches) throw archiveFault('DIRECTORY_DAMAGED');
    this.#start(whole, stretches, realSize);
  }

  /**
   * Only in some pax archives is content behind a hard link, whatever size it has (POSIX.1-2001, "linkdata" of `pax`). Then no
   * header follows.
   */
  #linkContent(header: TarHeader, next: Buffer): void {
    const hasContent = !isZeros(next) && !parseTarHeader(next);
    this.#start(header, undefined, 0, hasContent ? header.size : 0);
    for (let rest = next; rest.length > 0; ) rest = this.#step(rest);
  }

  #sparseBlock({ header, stretches, realSize }: State & { kind: 'sparse-blocks' }, block: Buffer): void {
    const more = oldSparseExtension(block);
    for (const stretch of more.stretches) stretches.push(stretch);
    if (stretches.length > MAX_STRETCHES) throw archiveFault('DIRECTORY_DAMAGED');
    if (more.isExtended) {
      this.#await({ kind: 'sparse-blocks', header, stretches, realSize });
      return;
    }
    this.#start(header, stretches, realSize);
  }

  #sparseLines(state: State & { kind: 'sparse-lines' }, block: Buffer): void {
    const { header, realSize, map } = state;
    const isComplete = map.push(block);
    if (isComplete === undefined || map.bytes > header.size) throw archiveFault('DIRECTORY_DAMAGED');
    if (!isComplete) {
      this.#await(state);
      return;
    }
    const stretches = map.stretches();
    if (!stretches) throw archiveFault('DIRECTORY_DAMAGED');
    this.#start({ ...header, size: header.size - map.bytes }, stretches, realSize);
  }

  /** @param linkBytes content behind a hard link */
  #start(header: TarHeader, stretches: Stretch[] | undefined, realSize: number, linkBytes = 0): void {
    // The name in the header may be cut at a slash; the full one is in an extended header.
    const kind = kindOf(header.type, this.#name() ?? header.name);
    const size = hasData(header.type) ? header.size : linkBytes;
    if (stretches && !fits(stretches, realSize, size)) throw archiveFault('DIRECTORY_DAMAGED');
    this.#entries++;
    const isFile = kind === 'file' || (kind === 'folder' && header.type === '0');
    this.#sink.entry({ ...this.#toEntry(header, kind, stretches, isFile ? realSize : 0), ownBytes: linkBytes });
    this.#pax = undefined;
    this.#longName = undefined;
    this.#longLink = undefined;
    this.#padding = padded(size) - size;
    if (size === 0) {
      this.#end();
      return;
    }
    this.#state = {
      kind: 'data',
      left: size,
      stretches: stretches ?? [{ offset: 0, length: size }],
      stretch: 0,
      at: 0,
    };
  }

  #toEntry(
    header: TarHeader,
    kind: TarEntry['kind'],
    stretches: Stretch[] | undefined,
    size: number,
  ): Omit<TarEntry, 'ownBytes'> {
    const path = this.#paxName();
    // A folder by its name alone may have the permissions of a file: nobody could enter it.
    const entered = kind === 'folder' && header.type === '0' ? (header.mode & 0o444) >> 2 : 0;
    const charset = this.#record('hdrcharset')?.toString();
    const mtime = paxTime(this.#record('mtime')) ?? header.mtime;
    return {
      name: this.#name() ?? header.name,
      isUtf8: path !== undefined && charset !== 'BINARY',
      linkName: this.#record('linkpath') ?? this.#longLink ?? header.linkName,
      kind,
      mode: header.mode < 0 ? -1 : (header.mode & keptModeBits(kind === 'folder')) | entered,
      mtime: isTime(mtime) ? mtime * 1000 : Number.NaN,
      size,
      stretches,
      owner: {
        uid: paxNumber(this.#record('uid')) ?? header.uid,
        gid: paxNumber(this.#record('gid')) ?? header.gid,
        user: this.#record('uname')?.toString() ?? header.user,
        group: this.#record('gname')?.toString() ?? header.group,
      },
    };
  }

  #takeData(state: State & { kind: 'data' }, piece: Buffer): Buffer {
    let rest = piece.subarray(0, state.left);
    const after = piece.subarray(rest.length);
    state.left -= rest.length;
    while (rest.length > 0) {
      const stretch = state.stretches[state.stretch];
      if (!stretch) break;
      const part = rest.subarray(0, stretch.length - state.at);
      if (part.length > 0) this.#sink.data(part, stretch.offset + state.at);
      state.at += part.length;
      rest = rest.subarray(part.length);
      if (state.at < stretch.length) continue;
      state.stretch++;
      state.at = 0;
    }
    if (state.left === 0) this.#end();
    return after;
  }

  #end(): void {
    this.#sink.end();
    if (this.#padding > 0) this.#await({ kind: 'padding' }, this.#padding);
    else this.#await({ kind: 'header' });
  }

  #paxName(): Buffer | undefined {
    return this.#record('GNU.sparse.name') ?? this.#record('path');
  }

  /** The name from the extended headers before the entry's own header. */
  #name(): Buffer | undefined {
    return this.#paxName() ?? this.#longName;
  }

  /** A size that is no number is refused: other programs could read it as another size. */
  #number(key: string): number | undefined {
    const record = this.#record(key);
    const number = paxNumber(record);
    if (record && number === undefined) throw archiveFault('DIRECTORY_DAMAGED');
    return number;
  }

  #record(key: string): Buffer | undefined {
    const value = this.#pax?.get(key) ?? this.#global.get(key);
    // An empty value cancels a global one.
    return value && value.length > 0 ? value : undefined;
  }
}

/** Links, folders and devices have no data, whatever their header says; hard links may, in pax archives. */
function hasData(type: string): boolean {
  return !'123456'.includes(type);
}

function kindOf(type: string, name: Buffer): TarEntry['kind'] {
  switch (type) {
    case '1':
      return 'hardlink';
    case '2':
      return 'link';
    case '3':
    case '4':
    case '6':
      return 'special';
    case '5':
    case 'D':
      return 'folder';
    case 'V':
      return 'volume';
    default:
      // Before tar had a type for folders, a slash at the end marked them.
      return name.at(-1) === 0x2f ? 'folder' : 'file';
  }
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
}

function untilNul(data: Buffer): Buffer {
  const end = data.indexOf(0);
  return Buffer.from(end < 0 ? data : data.subarray(0, end));
}
