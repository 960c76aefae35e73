// Unpacks 7z and rar: 7-Zip pours all files one behind the other, and its table of contents says where each ends.
import { crc32 } from 'node:zlib';
import type { EntryFault } from '../faults.ts';
import { archiveFault, entryFault } from '../faults.ts';
import type { StreamRequest } from '../requests.ts';
import type { EntryWriter } from '../write/entry-writer.ts';
import { listSevenZip, type SevenEntry, sevenFault } from './seven-list.ts';
import { ARCHIVE, runSevenZip } from './seven-zip.ts';

interface Source {
  readonly fd: number;
  readonly size: number;
  readonly check: () => void;
  readonly onRead: (bytes: number) => void;
  /** So many bytes will come out. */
  readonly admit: (bytes: number) => void;
}

/** @throws {JobError} when it is damaged as a whole, or no password fits */
export async function unpackSevenZip(request: StreamRequest, source: Source, writer: EntryWriter): Promise<void> {
  const { fd, size, check, onRead, admit } = source;
  const { entries, password } = await listSevenZip(fd, size, request.passwords);
  admit(entries.reduce((sum, entry) => sum + entry.size, 0));
  if (request.list) {
    for (const entry of entries) writer.list(entry);
    return;
  }
  const isLocked = entries.some(({ encrypted }) => encrypted);
  if (isLocked && password === '') throw archiveFault('PASSWORD_NEEDED');
  const cursor = new Cursor(entries, writer);
  const { status, lines } = await runSevenZip({
    fd,
    size,
    args: ['x', '-so', '-y', `-p${password}`, ARCHIVE],
    take: (piece) => {
      check();
      cursor.push(piece);
    },
    onRead,
  });
  if (status !== 0 && cursor.complete === 0)
    throw sevenFault([...lines, ...(isLocked ? ['encrypted'] : [])], password !== '');
  cursor.finish();
}

/** Walks through the files while their data comes. */
class Cursor {
  readonly #entries: readonly SevenEntry[];
  readonly #writer: EntryWriter;
  #next = 0;
  #current: SevenEntry | undefined;
  #left = 0;
  #crc = 0;
  #target: Buffer[] = [];
  /** Files whose data came whole. */
  complete = 0;

  constructor(entries: readonly SevenEntry[], writer: EntryWriter) {
    this.#entries = entries;
    this.#writer = writer;
    this.#advance();
  }

  push(piece: Buffer): void {
    let rest = piece;
    while (rest.length > 0 && this.#current) {
      const part = rest.subarray(0, this.#left);
      rest = rest.subarray(part.length);
      this.#left -= part.length;
      this.#crc = crc32(part, this.#crc);
      if (this.#current.kind === 'link') this.#target.push(Buffer.from(part));
      else this.#writer.data(part);
      if (this.#left === 0) {
        this.#endCurrent();
        this.#advance();
      }
    }
  }

  /** What has not come is missing. */
  finish(): void {
    while (this.#current) {
      this.#writer.end(entryFault('DATA_DAMAGED'));
      this.#advance();
    }
  }

  #endCurrent(): void {
    const entry = this.#current;
    if (!entry) return;
    const fault: EntryFault | undefined =
      entry.crc !== undefined && entry.crc !== this.#crc ? 'CRC_MISMATCH' : undefined;
    if (fault === undefined) this.complete++;
    if (entry.kind === 'link' && fault === undefined) this.#writer.linkTarget(Buffer.concat(this.#target));
    this.#writer.end(fault && entryFault(entry.encrypted ? 'PASSWORD_WRONG' : fault));
  }

  /** Begins the next file with data; what has none is made on the way. */
  #advance(): void {
    this.#current = undefined;
    while (this.#next < this.#entries.length) {
      const entry = this.#entries[this.#next++];
      if (!entry) return;
      this.#writer.begin(entry);
      if (entry.kind === 'link' && entry.target !== undefined) this.#writer.linkTarget(Buffer.from(entry.target));
      const hasData = 'file link'.includes(entry.kind) && entry.size > 0 && entry.target === undefined;
      if (!hasData) {
        this.#writer.end();
        continue;
      }
      this.#current = entry;
      this.#left = entry.size;
      this.#crc = 0;
      this.#target = [];
      return;
    }
  }
}
