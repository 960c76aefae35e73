// Writes one zip file in order from what the workers packed.
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { AesEncryption } from '../../../../zip-format/aes.ts';
import { crc32Combine } from '../../../../zip-format/crc32-combine.ts';
import type { DirectoryStore } from '../../../../zip-format/directory-store.ts';
import type { Encryption } from '../../../../zip-format/encryption.ts';
import { ZipContainer } from '../../../../zip-format/zip-container.ts';
import {
  AES_OVERHEAD,
  type EntryRecord,
  headersBound,
  relocateRecords,
  writeCentralRecord,
  writeLocalHeader,
} from '../../../../zip-format/zip-records.ts';
import type { PackedBlock } from '../entries/pack-block.ts';
import type { PackedFiles } from '../entries/pack-files.ts';
import type { PlannedEntry } from '../plan.ts';
import type { ArchiveWriter, WrittenPiece } from './archive-writer.ts';
import { PositionedSink } from './positioned-sink.ts';

/** The entry of a big file while its blocks are added. */
interface OpenEntry {
  readonly offset: number;
  readonly record: { -readonly [K in keyof EntryRecord]: EntryRecord[K] };
  /** How many pieces were written before it. */
  readonly piecesBefore: number;
  readonly encryption: AesEncryption | undefined;
}

export interface ZipWriterOptions {
  readonly level: number;
  readonly comment: string;
  /** The encryption of the entry. Absent if nothing is encrypted. */
  readonly encryption: Encryption | undefined;
}

export class ZipWriter implements ArchiveWriter {
  readonly #options: ZipWriterOptions;
  readonly #container = new ZipContainer();
  readonly #sink: PositionedSink;
  readonly #directory: DirectoryStore;
  readonly pieces: WrittenPiece[] = [];
  #entry: OpenEntry | undefined;
  /** The number of complete entries. */
  entries = 0;
  /** Where the directory starts; known when it is written. */
  directoryOffset = 0;

  constructor(handle: FileHandle, directory: DirectoryStore, options: ZipWriterOptions) {
    this.#sink = new PositionedSink(this.#container, handle);
    this.#directory = directory;
    this.#options = options;
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#container.offset;
  }

  /** Adds small entries that were packed together with their headers. */
  async addFiles(packed: PackedFiles): Promise<void> {
    await this.#directory.add(relocateRecords(toBuffer(packed.records), this.#container.offset));
    this.entries += packed.entries;
    await this.#writePiece(toBuffer(packed.data), packed.crc);
  }

  /** Adds a block of a big file; the first block opens the entry. */
  async addBlock(planned: PlannedEntry, block: PackedBlock): Promise<void> {
    this.#entry ??= await this.#openEntry(planned, block);
    const { record, encryption } = this.#entry;
    record.crc = crc32Combine(record.crc, block.crc, block.bytesIn);
    record.size += block.bytesIn;
    record.packedSize += block.data.length;
    const data = toBuffer(block.data);
    encryption?.update(data);
    await this.#writePiece(data, encryption ? crc32(data) : block.packedCrc);
  }

  /** Call this after the last block of an entry: it writes the sizes into the entry's header. */
  async closeEntry(): Promise<void> {
    const entry = this.#entry;
    if (!entry) return;
    if (entry.encryption) await this.#writeOwn(entry.encryption.final());
    this.#entry = undefined;
    const record = Buffer.alloc(headersBound(entry.record.name));
    await this.#directory.add(record.subarray(0, writeCentralRecord(record, 0, entry.record, entry.offset)));
    this.entries++;
    await this.#sink.patch(entry.offset, localHeader(entry.record));
  }

  /** Takes back the blocks of an entry that can't be completed. */
  async dropEntry(): Promise<void> {
    const entry = this.#entry;
    if (!entry) return;
    this.#entry = undefined;
    this.pieces.length = entry.piecesBefore;
    await this.#sink.rewind(entry.offset);
    this.#container.rewind(entry.offset);
  }

  /** Writes the directory, and waits until everything is in the file. */
  async finish(): Promise<void> {
    this.directoryOffset = this.#container.offset;
    this.#container.startDirectory(this.entries, this.#options.comment);
    for await (const records of this.#directory.records()) await this.#sink.write(records);
    this.#container.finish();
    await this.#sink.ended;
  }

  /** Stops writing. The file is left as it is. */
  async abandon(): Promise<void> {
    await this.#sink.abandon();
  }

  async #openEntry({ name, mtime, mode, size }: PlannedEntry, { method, owner }: PackedBlock): Promise<OpenEntry> {
    const { level } = this.#options;
    const encryption = this.#options.encryption?.();
    const packedSize = encryption ? AES_OVERHEAD : 0;
    const encrypted = encryption !== undefined;
    const record = { name, mtime, mode, method, level, crc: 0, size, packedSize, encrypted, owner };
    const entry = { offset: this.#container.offset, piecesBefore: this.pieces.length, encryption };
    // The size that is known now decides whether zip64 is used, so that the header keeps its length.
    await this.#sink.write(localHeader(record));
    if (encryption) await this.#writeOwn(encryption.header);
    return { ...entry, record: { ...record, size: 0 } };
  }

  async #writeOwn(data: Buffer): Promise<void> {
    await this.#writePiece(data, crc32(data));
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

/** Buffers that were sent by a thread arrive as plain Uint8Arrays. */
function toBuffer(data: Uint8Array): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
