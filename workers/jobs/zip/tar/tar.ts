// Packs a tar file in one task, with archiver. It is fed entry by entry, and never left to find or read files itself.

import { closeSync, createReadStream, createWriteStream, type Stats } from 'node:fs';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, crc32, createGunzip, createGzip, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { TarArchive } from 'archiver';
import { readUpTo } from '../../../files/read-at.ts';
import type { Skip } from '../../job-type.ts';
import { toUserError } from '../../user-error.ts';
import { type Chunk, type PlannedEntry, plannedEntries } from '../pack/plan.ts';
import { openFile, readFile, readLink } from '../pack/read-entry.ts';
import { makeFilter } from '../walk/filter.ts';
import { BIG_FILE, Walk, type WalkSlice } from '../walk/walk.ts';
import { tarHeader } from './tar-header.ts';
import type { TarProgress, TarRequest, TarResult } from './tar-request.ts';

const READ_SIZE = 256 << 10;
/** What archiver may hold of entries that are not yet written, in bytes and entries. */
const AHEAD_BYTES = 2 << 20;
const AHEAD_ENTRIES = 64;
const WALK_SLICE = 8192;

export interface TarContext {
  readonly progress: (progress: TarProgress) => void;
  /** Throws when the task is to stop. */
  readonly check: () => void;
}

/** @throws the system's error when the archive can't be written */
export async function packTar(request: TarRequest, context: TarContext): Promise<TarResult> {
  const chunks = await findAll(request, context);
  const archive = new TarArchive();
  const packed = new Checksum();
  const plain = new Checksum();
  const file = createWriteStream(request.path, { flags: 'r+' });
  const compressor = makeCompressor(request);
  const written = compressor
    ? pipeline(archive, plain.through(), compressor, packed.through(), file)
    : pipeline(archive, plain.through(), packed.through(), file);
  written.catch(() => {});
  const feeder = new Feeder(archive, request, context, written);
  try {
    for (const chunk of chunks) await feeder.addChunk(chunk);
    // It settles before all is written, or never: what counts is that the file is closed.
    archive.finalize().catch(() => {});
    await written;
  } catch (error) {
    archive.destroy();
    await written.catch(() => {});
    throw error;
  }
  return { ...feeder.result(), size: packed.size, crc: packed.crc, plainSize: plain.size, plainCrc: plain.crc };
}

/** Reads a tar file back. @returns size and CRC of it, unpacked when `full`, as it lies on the disk otherwise */
export async function readTar(
  { path, format }: Pick<TarRequest, 'path' | 'format'>,
  full: boolean,
  check: () => void,
): Promise<{ size: number; crc: number }> {
  const found = new Checksum();
  const file = createReadStream(path, { highWaterMark: READ_SIZE });
  const count = async (data: AsyncIterable<Buffer>) => {
    for await (const part of data) {
      check();
      found.add(part);
    }
  };
  if (full && format === 'tar.gz') await pipeline(file, createGunzip(), count);
  else if (full && format === 'tar.zst') await pipeline(file, createZstdDecompress(), count);
  else await pipeline(file, count);
  return found;
}

async function findAll({ roots, walkOptions }: TarRequest, { progress, check }: TarContext): Promise<Chunk[]> {
  const filter = await makeFilter(walkOptions);
  const chunks: Chunk[] = [];
  let rest: WalkSlice['rest'] = { roots, folders: [] };
  while (rest) {
    const { chunks: found, ...slice }: WalkSlice = new Walk(rest, walkOptions, filter).slice(WALK_SLICE, check);
    for (const chunk of found) chunks.push(chunk);
    progress({ kind: 'found', slice });
    rest = slice.rest;
  }
  return chunks;
}

function makeCompressor({ format, level }: TarRequest): Transform | undefined {
  switch (format) {
    case 'tar':
      return undefined;
    case 'tar.gz':
      return createGzip({ level });
    case 'tar.zst':
      return createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: zstdLevel(level) } });
    default:
      return format satisfies never;
  }
}

/** zstd's levels go from 1 to 19 for what deflate calls 1 to 9; 3 is its balanced one. */
function zstdLevel(level: number): number {
  return [1, 1, 1, 2, 2, 3, 3, 7, 11, 19][level] ?? 3;
}

/** Size and CRC of what passes. */
class Checksum {
  size = 0;
  crc = 0;

  add(data: Buffer): void {
    this.size += data.length;
    this.crc = crc32(data, this.crc);
  }

  through(): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
    const add = (data: Buffer) => this.add(data);
    return async function* pass(source) {
      for await (const data of source) {
        add(data);
        yield data;
      }
    };
  }
}

class Feeder {
  readonly #archive: TarArchive;
  readonly #request: TarRequest;
  readonly #context: TarContext;
  readonly #failed: Promise<never>;
  readonly #skips: Skip[] = [];
  #aheadBytes = 0;
  #aheadEntries = 0;
  #wake = Promise.withResolvers<void>();
  #entries = 0;
  #bytesIn = 0;
  #last = '';

  constructor(archive: TarArchive, request: TarRequest, context: TarContext, written: Promise<void>) {
    this.#archive = archive;
    this.#request = request;
    this.#context = context;
    this.#failed = written.then(() => Promise.reject(new Error('The archive ended early.')));
    this.#failed.catch(() => {});
    archive.on('entry', (entry) => {
      this.#aheadEntries--;
      this.#aheadBytes -= (entry as { size?: number }).size ?? 0;
      this.#wake.resolve();
      this.#wake = Promise.withResolvers();
    });
    archive.on('error', (error: Error) => archive.destroy(error));
  }

  async addChunk(chunk: Chunk): Promise<void> {
    if (chunk.kind === 'big') await this.#add(chunk.entry);
    else for (const entry of plannedEntries(chunk.plan)) await this.#add(entry);
    const files = chunk.kind === 'big' ? 1 : chunk.files;
    this.#context.progress({
      kind: 'packed',
      bytes: chunk.kind === 'big' ? 0 : chunk.bytes,
      files,
      current: this.#last,
    });
  }

  result(): Pick<TarResult, 'entries' | 'bytesIn' | 'skips'> {
    return { entries: this.#entries, bytesIn: this.#bytesIn, skips: this.#skips };
  }

  async #add(entry: PlannedEntry): Promise<void> {
    this.#context.check();
    try {
      await this.#append(entry);
      this.#entries++;
      this.#last = entry.name;
    } catch (error) {
      this.#context.check();
      if (this.#archive.destroyed) throw error;
      this.#skips.push({ path: entry.path, reason: toUserError(error).message });
    }
  }

  async #append(entry: PlannedEntry): Promise<void> {
    switch (entry.kind) {
      case 'folder':
        return this.#push(Buffer.alloc(0), 0, tarHeader(entry));
      case 'link':
        return this.#push(Buffer.alloc(0), 0, tarHeader(entry, readLink(entry.path).toString('utf8')));
      case 'file': {
        if (entry.size > BIG_FILE) return this.#appendBig(entry);
        const file = readFile(entry, Buffer.allocUnsafe(entry.size + 1), this.#request.walkOptions.links === 'follow');
        this.#bytesIn += file.data.length;
        return this.#push(file.data, file.data.length, tarHeader({ ...entry, mtime: file.mtime, mode: file.mode }));
      }
      default:
        return entry.kind satisfies never;
    }
  }

  async #appendBig(entry: PlannedEntry): Promise<void> {
    const fd = openFile(entry.path, this.#request.walkOptions.links === 'follow');
    try {
      const source = Readable.from(this.#read(fd, entry), { objectMode: false });
      // archiver reads the size alone of it.
      const header = { ...tarHeader(entry), stats: { size: entry.size } as Stats };
      await this.#push(source, entry.size, header);
      while (this.#aheadEntries > 0) await Promise.race([this.#wake.promise, this.#failed]);
    } finally {
      closeSync(fd);
    }
  }

  /** Exactly as many bytes as the header says: it is written already when the file turns out to be shorter. */
  async *#read(fd: number, entry: PlannedEntry): AsyncGenerator<Buffer> {
    let read = 0;
    for (let done = 0; done < entry.size; ) {
      const buffer = Buffer.alloc(Math.min(READ_SIZE, entry.size - done));
      // A file that can't be read on becomes zeros: the archive stays sound, and the file is named.
      const count = this.#readOrNothing(fd, buffer, done);
      if (read === done && count < buffer.length) {
        this.#skips.push({ path: entry.path, reason: 'It became shorter while it was read; the rest is zeros.' });
      }
      if (read === done) read += count;
      done += buffer.length;
      this.#bytesIn += count;
      this.#context.progress({ kind: 'packed', bytes: buffer.length, files: 0, current: entry.name });
      yield buffer;
    }
  }

  #readOrNothing(fd: number, buffer: Buffer, position: number): number {
    try {
      return readUpTo(fd, buffer, 0, buffer.length, position);
    } catch {
      return 0;
    }
  }

  async #push(source: Buffer | Readable, size: number, header: ReturnType<typeof tarHeader>): Promise<void> {
    while (this.#aheadBytes > AHEAD_BYTES || this.#aheadEntries >= AHEAD_ENTRIES) {
      await Promise.race([this.#wake.promise, this.#failed]);
    }
    this.#aheadEntries++;
    this.#aheadBytes += size;
    this.#archive.append(source, header);
  }
}
