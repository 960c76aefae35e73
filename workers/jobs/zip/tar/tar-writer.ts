// Writes one tar file in order from what the workers packed and compressed.
import type { FileHandle } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { crc32 } from 'node:zlib';
import { crc32Combine } from '../../../zip-format/crc32-combine.ts';
import type { ArchiveWriter, WrittenPiece } from '../pack/archives/archive-writer.ts';
import { PositionedSink } from '../pack/archives/positioned-sink.ts';
import type { PackedBlock } from '../pack/entries/pack-block.ts';
import type { PackedFiles, PlainPart } from '../pack/entries/pack-files.ts';
import type { PlannedEntry } from '../pack/plan.ts';
import { fileEnd, fileStart, type PieceOptions } from './compress-tar.ts';
import { TAR_BLOCK } from './tar-header.ts';

/** How many bytes are buffered before they are written to the file. */
const BUFFERED = 1 << 20;

/** Where the entry of a big file starts, while its blocks are added. */
interface OpenEntry {
  readonly size: number;
  readonly plain: PlainPart;
  readonly pieces: number;
}

export class TarWriter implements ArchiveWriter {
  readonly #options: PieceOptions;
  readonly #stream = new PassThrough({ highWaterMark: BUFFERED });
  readonly #sink: PositionedSink;
  readonly pieces: WrittenPiece[] = [];
  #entry: OpenEntry | undefined;
  entries = 0;
  size = 0;
  /** Size and CRC of the uncompressed tar. */
  plain: PlainPart = { size: 0, crc: 0 };
  #started = false;

  constructor(handle: FileHandle, options: PieceOptions) {
    this.#sink = new PositionedSink(this.#stream, handle);
    this.#options = options;
  }

  async addFiles(packed: PackedFiles): Promise<void> {
    this.entries += packed.entries;
    if (packed.plain) await this.#add(packed.data, packed.crc, packed.plain);
  }

  async addBlock(_: PlannedEntry, block: PackedBlock): Promise<void> {
    await this.#start();
    this.#entry ??= { size: this.size, plain: this.plain, pieces: this.pieces.length };
    if (block.plain) await this.#add(block.data, block.packedCrc, block.plain);
  }

  async closeEntry(): Promise<void> {
    this.#entry = undefined;
    this.entries++;
  }

  async dropEntry(): Promise<void> {
    const entry = this.#entry;
    if (!entry) return;
    this.#entry = undefined;
    this.pieces.length = entry.pieces;
    this.plain = entry.plain;
    this.size = entry.size;
    await this.#sink.rewind(entry.size);
  }

  /** Two blocks of zeros end a tar file. */
  async finish(): Promise<void> {
    await this.#start();
    const end = Buffer.alloc(2 * TAR_BLOCK);
    const plain = this.#plainWith({ size: end.length, crc: crc32(end) });
    await this.#write(fileEnd(end, this.#options, plain));
    this.plain = plain;
    this.#stream.end();
    await this.#sink.ended;
  }

  async abandon(): Promise<void> {
    await this.#sink.abandon();
  }

  async #start(): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    await this.#write(fileStart(this.#options.format));
  }

  async #add(data: Uint8Array, crc: number, part: PlainPart): Promise<void> {
    await this.#start();
    this.plain = this.#plainWith(part);
    // Buffers that were sent by a thread arrive as plain Uint8Arrays.
    await this.#write(Buffer.from(data.buffer, data.byteOffset, data.byteLength), crc);
  }

  async #write(data: Buffer, crc = crc32(data)): Promise<void> {
    if (data.length === 0) return;
    this.pieces.push({ offset: this.size, length: data.length, crc });
    this.size += data.length;
    await this.#sink.write(data);
  }

  #plainWith({ size, crc }: PlainPart): PlainPart {
    return { size: this.plain.size + size, crc: crc32Combine(this.plain.crc, crc, size) };
  }
}
