// Packs small entries into one piece of a zip file: headers and data, and their records for the directory.
import { crc32 } from 'node:zlib';
import { unescapeBytes } from '../../../../files/system-path.ts';
import type { Scratch } from '../../../../scratch.ts';
import type { Encryption } from '../../../../zip-format/encryption.ts';
import {
  AES_OVERHEAD,
  DEFLATED,
  type EntryRecord,
  headersBound,
  MAX_NAME_BYTES,
  STORED,
  writeCentralRecord,
  writeLocalHeader,
} from '../../../../zip-format/zip-records.ts';
import type { Skip } from '../../../job-report.ts';
import { JobError, toUserError } from '../../../user-error.ts';
import { leadsOutside } from '../leads-outside.ts';
import type { PackSettings } from '../pack-settings.ts';
import { type PlannedEntry, plannedEntries } from '../plan.ts';
import { deflateWhole, isIncompressible, isTried, SAMPLE, samplePositions } from './compress.ts';
import { ownerOf, readFile, readLink } from './read-entry.ts';

export interface PackedFiles {
  readonly kind: 'files';
  /** Local headers and data of the entries, ready to be written. */
  readonly data: Buffer;
  /** Their directory records, with offsets from the start of `data`. */
  readonly records: Buffer;
  readonly crc: number;
  readonly entries: number;
  /** Bytes read. */
  readonly bytesIn: number;
  readonly skips: readonly Skip[];
  /** How many files were not worth deflating, and their bytes. */
  readonly stored: { readonly files: number; readonly bytes: number };
  /** Links that lead to an absolute path or out of the archive. */
  readonly outsideLinks: number;
  /** Archive name of the last entry. */
  readonly last: string;
  /** For a piece of a tar file: size and CRC of the uncompressed tar. */
  readonly plain?: PlainPart;
}

/** Size and CRC of compressed bytes when they are uncompressed. */
export interface PlainPart {
  readonly size: number;
  readonly crc: number;
}

const NOTHING = Buffer.alloc(0);
/** The first entry of a document. */
export const MIMETYPE = 'mimetype';

/** What a worker provides for packing. */
export interface PackTools {
  /** Buffers for a file that is read, for the piece, and for its records. */
  readonly scratch: { readonly input: Scratch; readonly data: Scratch; readonly records: Scratch };
  /** Absent if nothing is encrypted. */
  readonly encryption: Encryption | undefined;
  /** Throws when the task is to stop. */
  readonly check: () => void;
}

export function packFiles(plan: string, settings: PackSettings, tools: PackTools): PackedFiles {
  const entries = [...plannedEntries(plan)];
  const packer = new FilesPacker(entries, settings, tools);
  for (const entry of entries) {
    tools.check();
    packer.add(entry);
  }
  return packer.result();
}

interface Content {
  readonly data: Buffer;
  readonly mtime: number;
  readonly mode: number;
}

/** @throws {JobError} for a name that is too long for the field of its length */
export function checkName(name: string): void {
  if (name.length > MAX_NAME_BYTES / 4 && Buffer.byteLength(name) > MAX_NAME_BYTES) throw new JobError('NAME_TOO_LONG');
}

class FilesPacker {
  readonly #settings: PackSettings;
  readonly #encryption: PackTools['encryption'];
  readonly #input: Buffer;
  #data: Buffer;
  readonly #records: Buffer;
  readonly #stored = { files: 0, bytes: 0 };
  readonly #skips: Skip[] = [];
  #dataEnd = 0;
  #recordsEnd = 0;
  #count = 0;
  #bytesIn = 0;
  #outsideLinks = 0;
  #last = '';

  constructor(entries: readonly PlannedEntry[], settings: PackSettings, { scratch, encryption }: PackTools) {
    this.#settings = settings;
    this.#encryption = encryption;
    const headers = entries.reduce((sum, entry) => sum + headersBound(entry.name), 0);
    const bytes = entries.reduce((sum, entry) => sum + (entry.kind === 'folder' ? 0 : entry.size), 0);
    const largest = entries.reduce((most, entry) => Math.max(most, entry.size), 4096);
    this.#input = scratch.input.take(largest + 1);
    // The target of a link can be longer than its size said.
    const length = headers + bytes + entries.length * AES_OVERHEAD + 4096;
    this.#data = scratch.data.take(length).subarray(0, length);
    this.#records = scratch.records.take(headers);
  }

  add(entry: PlannedEntry): void {
    try {
      checkName(entry.name);
      const content = this.#read(entry);
      this.#write(entry, content);
      this.#last = entry.name;
    } catch (error) {
      this.#skips.push({ path: entry.path, ...toUserError(error) });
    }
  }

  result(): PackedFiles {
    // Copies of exactly the right size, because they are transferred to another thread.
    const data = copyOf(this.#data, this.#dataEnd);
    return {
      kind: 'files',
      data,
      records: copyOf(this.#records, this.#recordsEnd),
      crc: crc32(data),
      entries: this.#count,
      bytesIn: this.#bytesIn,
      skips: this.#skips,
      stored: this.#stored,
      outsideLinks: this.#outsideLinks,
      last: this.#last,
    };
  }

  #read(entry: PlannedEntry): Content {
    const { mtime, mode } = entry;
    switch (entry.kind) {
      case 'folder':
        return { data: NOTHING, mtime, mode };
      case 'link': {
        const data = entry.target === undefined ? readLink(entry.path) : unescapeBytes(entry.target);
        if (leadsOutside(data, entry.name)) this.#outsideLinks++;
        return { data, mtime, mode };
      }
      case 'file': {
        const file = readFile(entry, this.#input, this.#settings.followLinks);
        this.#bytesIn += file.data.length;
        return file;
      }
      case 'hardlink':
        throw new TypeError('A zip file has no hard links.');
      default:
        return entry.kind satisfies never;
    }
  }

  #write(entry: PlannedEntry, { data, mtime, mode }: Content): void {
    const crc = crc32(data);
    const bare = this.#settings.isDocument && entry.name === MIMETYPE;
    const packed = entry.kind === 'file' && !bare ? this.#pack(entry.name, data, crc) : data;
    this.#makeRoom(packed.length + headersBound(entry.name) + AES_OVERHEAD);
    const method = packed === data ? STORED : DEFLATED;
    // An empty entry is not encrypted.
    const encryption = data.length > 0 ? this.#encryption?.() : undefined;
    const record: EntryRecord = {
      name: entry.name,
      method,
      level: this.#settings.level,
      mtime,
      mode,
      crc,
      size: data.length,
      packedSize: packed.length + (encryption ? AES_OVERHEAD : 0),
      encrypted: encryption !== undefined,
      bare,
      owner: bare ? undefined : ownerOf(entry, this.#settings),
    };
    this.#recordsEnd = writeCentralRecord(this.#records, this.#recordsEnd, record, this.#dataEnd);
    this.#dataEnd = writeLocalHeader(this.#data, this.#dataEnd, record);
    if (encryption) this.#append(encryption.header);
    const written = this.#append(packed);
    encryption?.update(written);
    if (encryption) this.#append(encryption.final());
    this.#count++;
  }

  /** A link, or a file of `/proc`, can be longer than the walk saw. */
  #makeRoom(bytes: number): void {
    if (this.#data.length - this.#dataEnd >= bytes) return;
    const larger = Buffer.allocUnsafeSlow((this.#dataEnd + bytes) * 2);
    this.#data.copy(larger, 0, 0, this.#dataEnd);
    this.#data = larger;
  }

  /** Returns the appended bytes in their new place. */
  #append(bytes: Buffer): Buffer {
    const start = this.#dataEnd;
    this.#dataEnd += bytes.copy(this.#data, start);
    return this.#data.subarray(start, this.#dataEnd);
  }

  /** Returns `data` itself if it is to be stored. */
  #pack(name: string, data: Buffer, crc: number): Buffer {
    const { level, storePacked, deflate } = this.#settings;
    if (level === 0 || data.length === 0) return data;
    if (storePacked && isTried(name, data.length) && isIncompressible(samplesOf(data))) {
      this.#stored.files++;
      this.#stored.bytes += data.length;
      return data;
    }
    return deflateWhole(data, level, crc, deflate) ?? data;
  }
}

function copyOf(buffer: Buffer, length: number): Buffer {
  const copy = Buffer.allocUnsafeSlow(length);
  buffer.copy(copy, 0, 0, length);
  return copy;
}

function samplesOf(data: Buffer): Buffer[] {
  return samplePositions(data.length).map((at) => data.subarray(at, at + SAMPLE));
}
