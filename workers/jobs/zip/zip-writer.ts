// Writes one zip file in order, from what the workers packed.
import type { FileHandle } from 'node:fs/promises';
import { crc32Combine } from './crc32-combine.ts';
import type { PackedBlock } from './pack-block.ts';
import type { PackedFiles } from './pack-files.ts';
import type { PlannedEntry } from './plan.ts';
import { PositionedSink } from './positioned-sink.ts';
import { ZipContainer } from './zip-container.ts';
import {
  type EntryRecord,
  headersBound,
  relocateRecords,
  writeCentralRecord,
  writeLocalHeader,
} from './zip-records.ts';

/** A piece of the archive that is as it was packed: what reading back is compared with. */
export interface WrittenPiece {
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

interface OpenEntry {
  readonly offset: number;
  readonly record: { -readonly [K in keyof EntryRecord]: EntryRecord[K] };
  readonly pieces: number;
}

export class ZipWriter {
  readonly #container = new ZipContainer();
  readonly #sink: PositionedSink;
  readonly #level: number;
  readonly #directory: Buffer[] = [];
  readonly pieces: WrittenPiece[] = [];
  #entry: OpenEntry | undefined;
  entries = 0;

  constructor(handle: FileHandle, level: number) {
    this.#sink = new PositionedSink(this.#container, handle);
    this.#level = level;
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#container.offset;
  }

  /** Small entries, packed with their headers. */
  async addFiles(packed: PackedFiles): Promise<void> {
    const base = this.#container.offset;
    this.#directory.push(relocateRecords(toBuffer(packed.records), base));
    this.entries += packed.entries;
    await this.#writePiece(toBuffer(packed.data), packed.crc);
  }

  /** A block of a big file; the first opens the entry. */
  async addBlock(planned: PlannedEntry, block: PackedBlock): Promise<void> {
    if (!this.#entry) await this.#openEntry(planned, block);
    const { record } = this.#entry ?? {};
    if (!record) return;
    record.crc = crc32Combine(record.crc, block.crc, block.bytesIn);
    record.size += block.bytesIn;
    record.packedSize += block.data.length;
    await this.#writePiece(toBuffer(block.data), block.packedCrc);
  }

  /** The last block has been added: the entry's header gets its sizes. */
  async closeEntry(): Promise<void> {
    const entry = this.#entry;
    if (!entry) return;
    this.#entry = undefined;
    const header = localHeader(entry.record);
    const record = Buffer.alloc(headersBound(entry.record.name));
    this.#directory.push(record.subarray(0, writeCentralRecord(record, 0, entry.record, entry.offset)));
    this.entries++;
    await this.#sink.patch(entry.offset, header);
  }

  /** Takes back the blocks of an entry that can't be completed. */
  async dropEntry(): Promise<void> {
    const entry = this.#entry;
    if (!entry) return;
    this.#entry = undefined;
    this.pieces.length = entry.pieces;
    await this.#sink.rewind(entry.offset);
    this.#container.rewind(entry.offset);
  }

  /** Writes the directory and waits until all is in the file. */
  async finish(comment: string): Promise<void> {
    this.#container.startDirectory(this.entries, comment);
    for (const records of this.#directory) await this.#sink.write(records);
    this.#container.finish();
    await this.#sink.ended;
  }

  /** Stops writing. The file is left as it is. */
  async abandon(): Promise<void> {
    await this.#sink.abandon();
  }

  async #openEntry(planned: PlannedEntry, { method }: PackedBlock): Promise<void> {
    const { name, mtime, mode, size } = planned;
    const record = { name, mtime, mode, method, level: this.#level, crc: 0, size, packedSize: 0, encrypted: false };
    const offset = this.#container.offset;
    // The size that is known by now decides on zip64, so the header keeps its length.
    await this.#sink.write(localHeader(record));
    this.#entry = { offset, record: { ...record, size: 0 }, pieces: this.pieces.length };
  }

  async #writePiece(data: Buffer, crc: number): Promise<void> {
    if (data.length === 0) return;
    this.pieces.push({ offset: this.#container.offset, length: data.length, crc });
    await this.#sink.write(data);
  }
}

function localHeader(record: EntryRecord): Buffer {
  const header = Buffer.alloc(headersBound(record.name));
  return header.subarray(0, writeLocalHeader(header, 0, record));
}

/** What came through a thread border is a plain Uint8Array. */
function toBuffer(data: Uint8Array): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
