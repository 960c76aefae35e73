// Unpacks 7z and rar: 7-Zip pours all files one behind the other, and its table of contents says where each ends.

import { crc32 } from 'node:zlib';
import type { OpenFile } from '../../../files/read-at.ts';
import type { EntryFault, PasswordFault } from '../faults.ts';
import { archiveFault, entryFault } from '../faults.ts';
import type { StreamRequest } from '../requests.ts';
import type { EntryWriter } from '../write/entry-writer.ts';
import { hasFaultyFile, listSevenZip, type SevenEntry, sevenFault } from './seven-list.ts';
import { ARCHIVE, runSevenZip } from './seven-zip.ts';

interface Source {
  readonly file: OpenFile;
  readonly size: number;
  readonly check: () => void;
  readonly onRead: (bytes: number) => void;
  /** So many bytes will come out. */
  readonly admit: (bytes: number) => void;
}

/**
 * @returns of a plan, what is wrong with the passwords
 * @throws {JobError} when it is damaged as a whole, or no password fits
 */
export async function unpackSevenZip(
  request: StreamRequest,
  source: Source,
  writer: EntryWriter,
): Promise<PasswordFault> {
  const { file, size, check, onRead, admit } = source;
  const { entries, passwords } = await listSevenZip(file, size, request.passwords);
  admit(entries.reduce((sum, entry) => sum + entry.size, 0));
  if (request.list) {
    for (const entry of entries) writer.list(entry);
    return null;
  }
  const isLocked = entries.some(({ encrypted }) => encrypted);
  const password = isLocked ? await fittingPassword(source, entries, passwords) : (passwords[0] ?? '');
  const fault = password !== undefined ? null : passwords.length > 0 ? 'PASSWORD_WRONG' : 'PASSWORD_NEEDED';
  if (request.isPlan) {
    for (const entry of entries) placeOnly(entry, writer);
    return fault;
  }
  if (fault !== null || password === undefined) throw archiveFault(fault ?? 'PASSWORD_NEEDED');
  const cursor = new Cursor(entries, writer);
  const { status, lines } = await runSevenZip({
    file,
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
  // Not all entries have a checksum that is known here: 7-Zip compares others.
  if (status !== 0 && !cursor.hasFailed && hasFaultyFile(lines, entries)) throw sevenFault(lines, password !== '');
  return null;
}

/** Where it would go. */
function placeOnly(entry: SevenEntry, writer: EntryWriter): void {
  writer.begin(entry);
  if (entry.kind === 'link' && entry.target !== undefined) writer.linkTarget(Buffer.from(entry.target));
  writer.end();
}

/** So much of an entry that comes out without an error is taken for right before its checksum is known. */
const TRIED_BYTES = 4 << 20;

/** Names can often be read without the password: whether one fits is seen at the first entry that needs it. */
async function fittingPassword(
  { file, size, check }: Source,
  entries: readonly SevenEntry[],
  passwords: readonly string[],
): Promise<string | undefined> {
  const isFile = ({ kind, size: bytes, target }: SevenEntry) => kind === 'file' && bytes > 0 && target === undefined;
  const files = entries.filter((entry) => isFile(entry) || (entry.kind === 'link' && entry.target === undefined));
  const at = files.findIndex(({ encrypted }) => encrypted);
  const tried = files[at];
  if (!tried) return passwords[0] ?? '';
  const before = files.slice(0, at).reduce((sum, entry) => sum + entry.size, 0);
  for (const password of passwords) {
    const trial = new Trial(before, tried);
    const run = { file, size, args: ['x', '-so', '-y', `-p${password}`, ARCHIVE] };
    const take = (piece: Buffer) => {
      check();
      trial.push(piece);
    };
    await runSevenZip({ ...run, take }).catch((error: unknown) => {
      if (error !== trial) throw error;
    });
    if (trial.fits) return password;
  }
  return undefined;
}

/** Looks at what comes out of one entry. Is thrown when it has seen enough. */
class Trial {
  readonly #entry: SevenEntry;
  #skip: number;
  #seen = 0;
  #crc = 0;
  fits = false;

  /** @param before bytes of the entries before it */
  constructor(before: number, entry: SevenEntry) {
    this.#skip = before;
    this.#entry = entry;
  }

  push(piece: Buffer): void {
    const rest = piece.subarray(this.#skip);
    this.#skip -= piece.length - rest.length;
    const part = rest.subarray(0, this.#entry.size - this.#seen);
    this.#seen += part.length;
    this.#crc = crc32(part, this.#crc);
    const { size, crc } = this.#entry;
    if (this.#seen === size) this.fits = crc === undefined || crc === this.#crc;
    else if (this.#seen < TRIED_BYTES) return;
    else this.fits = true;
    throw this;
  }
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
  /** Whether any did not. */
  hasFailed = false;

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
      this.hasFailed = true;
      this.#writer.end(entryFault(this.#current.encrypted ? 'PASSWORD_WRONG' : 'DATA_DAMAGED'));
      this.#advance();
    }
  }

  #endCurrent(): void {
    const entry = this.#current;
    if (!entry) return;
    const fault: EntryFault | undefined =
      entry.crc !== undefined && entry.crc !== this.#crc ? 'CRC_MISMATCH' : undefined;
    if (fault === undefined) this.complete++;
    else this.hasFailed = true;
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
