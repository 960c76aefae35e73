// Unpacks 7z, rar, and zip files with methods that only 7-Zip reads. 7-Zip writes all files one after the other, and its table of contents
// says where each ends.
import type { OpenFile } from '../../../files/read-at.ts';
import type { PasswordFault } from '../faults.ts';
import { archiveFault, entryFault } from '../faults.ts';
import { linkBytes } from '../read/zip-name.ts';
import { readZip } from '../read/zip-plan.ts';
import type { StreamRequest } from '../requests.ts';
import type { EntryWriter } from '../write/entry-writer.ts';
import { MAX_LINK_BYTES } from '../write/safe-links.ts';
import { EntryWalk, hasData, type Portion } from './entry-walk.ts';
import { hasFaultyFile, listSevenZip, type SevenEntry, sevenFault } from './seven-list.ts';
import { ARCHIVE, runSevenZip } from './seven-zip.ts';
import { zipEntries } from './zip-entries.ts';

interface Source {
  readonly file: OpenFile;
  readonly size: number;
  readonly check: () => void;
  readonly onRead: (bytes: number) => void;
  /** Called with the number of bytes that will be extracted. May throw. */
  readonly admit: (bytes: number) => void;
}

/**
 * @returns for a plan, what is wrong with the passwords
 * @throws {JobError} if the whole archive is damaged, or no password fits
 */
export async function unpackSevenZip(
  request: StreamRequest,
  source: Source,
  writer: EntryWriter,
): Promise<PasswordFault> {
  const { file, size, check, onRead, admit } = source;
  const isZip = request.kind === 'zip';
  const type = isZip ? ['-tzip'] : [];
  const { entries: listed, passwords } = await listSevenZip(file, size, request.passwords, type);
  const encoding = request.encoding === 'auto' ? undefined : request.encoding;
  const directory = isZip ? readZip(file, size, encoding) : undefined;
  const entries = directory ? zipEntries(listed, directory) : listed;
  admit(entries.reduce((sum, entry) => sum + entry.size, 0));
  if (request.list) {
    for (const entry of entries) writer.list(entry);
    return null;
  }
  const isLocked = entries.some(({ encrypted }) => encrypted);
  const password = isLocked ? await fittingPassword(source, entries, passwords, type) : (passwords[0] ?? '');
  const fault = password !== undefined ? null : passwords.length > 0 ? 'PASSWORD_WRONG' : 'PASSWORD_NEEDED';
  if (request.isPlan) {
    for (const entry of entries) placeOnly(entry, writer);
    return fault;
  }
  if (fault !== null || password === undefined) throw archiveFault(fault ?? 'PASSWORD_NEEDED');
  const cursor = new Cursor(entries, writer, (target) => linkBytes(target, directory?.encoding ?? null));
  const { status, lines } = await runSevenZip({
    file,
    size,
    args: ['x', ...type, '-so', '-y', `-p${password}`, ARCHIVE],
    take: (piece) => {
      check();
      cursor.push(piece);
    },
    onRead,
    onLine: (line) => cursor.hear(line),
  });
  if (status !== 0 && cursor.complete === 0)
    throw sevenFault([...lines, ...(isLocked ? ['encrypted'] : [])], password !== '');
  cursor.finish();
  // Some entries have no checksum that is known here; 7-Zip checks those.
  if (status !== 0 && !cursor.hasFailed && hasFaultyFile(lines, entries)) throw sevenFault(lines, password !== '');
  return null;
}

/** Decides where an entry would go, without writing it. */
function placeOnly(entry: SevenEntry, writer: EntryWriter): void {
  writer.begin(entry);
  if (entry.kind === 'link' && entry.target !== undefined) writer.linkTarget(Buffer.from(entry.target));
  writer.end();
}

/** If so many bytes of an entry come without an error, its password is taken for right before its checksum is known. */
const TRIED_BYTES = 4 << 20;
/** How many entries are tried: one with an error may be damaged, and the password right. */
const TRIED_ENTRIES = 16;

/** Returns a password that fits. Names can often be read without it, so it is tried on the first entries that need it. */
async function fittingPassword(
  { file, size, check }: Source,
  entries: readonly SevenEntry[],
  passwords: readonly string[],
  type: readonly string[],
): Promise<string | undefined> {
  if (!entries.some((entry) => entry.encrypted && hasData(entry))) return passwords[0] ?? '';
  for (const password of passwords) {
    const trial = new Trial(entries);
    const take = (piece: Buffer) => {
      check();
      trial.push(piece);
    };
    const args = ['x', ...type, '-so', '-y', `-p${password}`, ARCHIVE];
    await runSevenZip({ file, size, args, take, onLine: (line) => trial.hear(line) }).catch((error: unknown) => {
      if (error !== trial) throw error;
    });
    if (trial.fits) return password;
  }
  return undefined;
}

/** Checks what comes out of the first encrypted entries. It is thrown to stop 7-Zip when the result is clear. */
class Trial {
  readonly #walk: EntryWalk;
  #bytes = 0;
  #entries = 0;
  fits = false;

  constructor(entries: readonly SevenEntry[]) {
    this.#walk = new EntryWalk(entries);
  }

  push(piece: Buffer): void {
    this.#walk.push(piece, (portion) => this.#look(portion));
  }

  /** Called with each line that 7-Zip prints. An entry that ends early is wrong. */
  hear(line: string): void {
    if (this.#walk.endEarly(line)?.encrypted && ++this.#entries === TRIED_ENTRIES) throw this;
  }

  #look({ entry, data, crc, isEnd, size }: Portion): void {
    if (!entry.encrypted) return;
    this.#bytes += data.length;
    if (isEnd) {
      this.#entries++;
      this.fits = entry.crc === undefined || entry.crc === crc;
    } else this.fits = size >= TRIED_BYTES;
    if (this.fits || this.#entries === TRIED_ENTRIES || this.#bytes >= TRIED_BYTES * 2) throw this;
  }
}

/** Writes the files as their data comes. */
class Cursor {
  readonly #entries: readonly SevenEntry[];
  readonly #writer: EntryWriter;
  readonly #walk: EntryWalk;
  readonly #toTarget: (content: Buffer) => Buffer;
  #next = 0;
  #current: SevenEntry | undefined;
  #target: Buffer[] = [];
  /** Blocks that the password opens. */
  readonly #opened = new Set<string>();
  /** How many files came completely. */
  complete = 0;
  /** Whether any file did not. */
  hasFailed = false;

  /** @param toTarget turns a link's content into the bytes of its target */
  constructor(entries: readonly SevenEntry[], writer: EntryWriter, toTarget: (content: Buffer) => Buffer) {
    this.#entries = entries;
    this.#writer = writer;
    this.#toTarget = toTarget;
    this.#walk = new EntryWalk(entries);
    this.#advance();
  }

  push(piece: Buffer): void {
    this.#walk.push(piece, ({ entry, data, crc, isEnd }) => {
      if (entry.kind === 'link') this.#keepTarget(entry, data);
      else this.#writer.data(data);
      if (!isEnd) return;
      if (entry.crc !== undefined && entry.crc !== crc) this.#fail(entry, 'CRC_MISMATCH');
      else this.#succeed(entry);
      this.#advance();
    });
  }

  /** What is longer than any path is none: nothing of it is kept, and what is empty is refused as no path, too. */
  #keepTarget({ size }: SevenEntry, data: Buffer): void {
    if (size <= MAX_LINK_BYTES) this.#target.push(Buffer.from(data));
  }

  /** Called with each line that 7-Zip prints: an entry may end early, and then the next one begins. */
  hear(line: string): void {
    const entry = this.#walk.endEarly(line);
    if (!entry) return;
    this.#fail(entry, 'DATA_DAMAGED');
    this.#advance();
  }

  /** Reports files whose data has not come as missing. */
  finish(): void {
    while (this.#current) {
      this.#fail(this.#current, 'DATA_DAMAGED');
      this.#advance();
    }
  }

  #succeed(entry: SevenEntry): void {
    this.complete++;
    if (entry.block !== undefined) this.#opened.add(entry.block);
    if (entry.kind === 'link') this.#writer.linkTarget(this.#toTarget(Buffer.concat(this.#target)));
    this.#writer.end();
  }

  #fail(entry: SevenEntry, fault: 'CRC_MISMATCH' | 'DATA_DAMAGED'): void {
    this.hasFailed = true;
    const isOpened =
      (entry.block !== undefined && this.#opened.has(entry.block)) || (entry.compressed && fault === 'CRC_MISMATCH');
    this.#writer.end(entryFault(entry.encrypted && !isOpened ? 'PASSWORD_WRONG' : fault));
  }

  /** Begins the next file with data, and makes the entries without data before it. */
  #advance(): void {
    this.#current = undefined;
    while (this.#next < this.#entries.length) {
      const entry = this.#entries[this.#next++];
      if (!entry) return;
      this.#writer.begin(entry);
      if (entry.kind === 'link' && entry.target !== undefined) this.#writer.linkTarget(Buffer.from(entry.target));
      if (hasData(entry)) {
        this.#current = entry;
        this.#target = [];
        return;
      }
      this.#writer.end();
    }
  }
}
