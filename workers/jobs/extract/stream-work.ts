// The task for archives that are read from start to end: tar with any compression, single compressed files, 7z and rar.
import { basename } from 'node:path';
import { parseRanges } from '../entry-ranges.ts';
import { JobError } from '../user-error.ts';
import { archiveFault } from './faults.ts';
import { chooser } from './names/choose.ts';
import { type OpenArchive, openArchive } from './parts/open-archive.ts';
import { pour, type StreamKind } from './read/decompress.ts';
import { isEmptyTar, isTarHeader } from './read/sniff.ts';
import type { ListedEntry, StreamProgress, StreamRequest, StreamResult } from './requests.ts';
import { TarReader } from './tar/tar-reader.ts';
import { TarUnpacker } from './tar/unpack-tar.ts';
import { EntryWriter } from './write/entry-writer.ts';
import { NewTree } from './write/new-tree.ts';
import { emptyUnfinished } from './write/remove-tree.ts';

export interface StreamContext {
  check(): void;
  progress(progress: StreamProgress): void;
}

/** Progress is reported after so many bytes of the archive, or so many entries. */
const TELL_EVERY_BYTES = 1 << 20;
const TELL_EVERY_ENTRIES = 256;
const BLOCK_BYTES = 512;

/** @throws {JobError} if the whole archive is damaged or too large, or if no password fits */
export async function unpackStream(request: StreamRequest, context: StreamContext): Promise<StreamResult> {
  const { path, root, rules, folding, only } = request;
  const meter = new Meter(context, request);
  using archive = openArchive(request);
  // A second try starts from an empty folder: continuing would be difficult with hard links and entries that replace others.
  if (root !== undefined && request.isSecondTry) emptyUnfinished(root);
  const tree = root === undefined ? undefined : new NewTree(root, request);
  const onEntry = (entry: ListedEntry): void => meter.done(entry);
  const wanted = parseRanges(request.entries);
  const writer = new EntryWriter({
    tree,
    rules,
    folding,
    isChosen: await chooser(only),
    wanted,
    onEntry,
    lastCounts: !['7z', 'rar', 'zip'].includes(request.kind),
    skipsMacMetadata: request.kind === 'zip' && !request.keepMacMetadata,
  });
  let end: StreamEnd = WHOLE;
  try {
    end = await unpack(request, archive, writer, meter);
  } catch (error) {
    if (!request.keepIntact || !isDamage(error)) {
      writer.abandon();
      // The entries before the damage are listed.
      if (request.list) meter.tell();
      throw error;
    }
    writer.breakOff(error as Error, basename(path));
  }
  if (writer.chosen === 0 && only.length > 0) throw archiveFault('NOTHING_CHOSEN');
  const finished = writer.finish();
  meter.tell();
  return { ...finished, bytes: meter.out, ...end };
}

/** Whether an error means damage, so that what came before it may be right. */
function isDamage(error: unknown): boolean {
  return ['END_MISSING', 'ARCHIVE_DAMAGED', 'DATA_APPENDED', 'DIRECTORY_DAMAGED'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code);
}

type StreamEnd = Pick<StreamResult, 'hasEnd' | 'hasMore' | 'password'>;

const WHOLE: StreamEnd = { hasEnd: true, hasMore: false, password: null };

async function unpack(
  request: StreamRequest,
  archive: OpenArchive,
  writer: EntryWriter,
  meter: Meter,
): Promise<StreamEnd> {
  const { kind, encoding, list, keepIntact } = request;
  const source = {
    file: archive.file,
    size: archive.size,
    check: () => meter.check(),
    onRead: (bytes: number) => meter.read(bytes),
    toDamage: keepIntact || list,
  };
  if (kind === '7z' || kind === 'rar' || kind === 'zip') {
    const { unpackSevenZip } = await import('./seven/unpack-seven.ts');
    const admit = (bytes: number) => meter.count(bytes);
    return { ...WHOLE, password: await unpackSevenZip(request, { ...source, admit }, writer) };
  }
  const tar = new TarReader(
    new TarUnpacker(writer, encoding === 'auto' ? undefined : encoding, list, (bytes) => meter.holes(bytes)),
  );
  const single = new SingleFile(request, archive, writer);
  const head = new Head({ kind, name: request.name }, (isTar) => (isTar ? tar : single));
  const take = (piece: Buffer): void => {
    meter.count(piece.length);
    head.push(piece);
  };
  try {
    await pour(kind, { ...source, take });
  } catch (error) {
    // The file has come completely and its checksum was right.
    if (codeOf(error) === 'DATA_APPENDED' && !head.isTar) head.finish();
    throw error;
  }
  head.finish();
  const { hasEnd, hasMore } = tar;
  return head.isTar ? { hasEnd, hasMore, password: null } : WHOLE;
}

interface Taker {
  push(piece: Buffer): void;
  finish(): void;
}

/** Keeps the first block until it is known whether it begins a tar. */
class Head implements Taker {
  readonly #stream: Pick<StreamRequest, 'name'> & { readonly kind: StreamKind };
  readonly #choose: (isTar: boolean) => Taker;
  #kept = Buffer.alloc(0);
  #taker: Taker | undefined;
  isTar = false;

  constructor(stream: Pick<StreamRequest, 'name'> & { readonly kind: StreamKind }, choose: (isTar: boolean) => Taker) {
    this.#stream = stream;
    this.#choose = choose;
  }

  push(piece: Buffer): void {
    if (this.#taker) {
      this.#taker.push(piece);
      return;
    }
    this.#kept = Buffer.concat([this.#kept, piece]);
    if (this.#kept.length >= BLOCK_BYTES) this.#decide();
  }

  finish(): void {
    this.#decide();
    this.#taker?.finish();
  }

  #decide(): void {
    if (this.#taker) return;
    const { kind, name } = this.#stream;
    this.isTar = kind === 'tar' || isTarHeader(this.#kept) || isEmptyTar(this.#kept.subarray(0, BLOCK_BYTES), name);
    this.#taker = this.#choose(this.isTar);
    this.#taker.push(this.#kept);
    this.#kept = Buffer.alloc(0);
  }
}

/** A file that was compressed by itself. */
class SingleFile implements Taker {
  readonly #writer: EntryWriter;
  readonly #entry: { name: string; kind: 'file'; mtime: number; mode: number };
  readonly #list: boolean;
  #size = 0;
  #begun = false;

  constructor({ name, list }: StreamRequest, { mode, mtime }: OpenArchive, writer: EntryWriter) {
    this.#writer = writer;
    this.#list = list;
    this.#entry = { name, kind: 'file', mtime, mode };
  }

  push(piece: Buffer): void {
    this.#begin();
    this.#size += piece.length;
    if (!this.#list) this.#writer.data(piece);
  }

  finish(): void {
    this.#begin();
    if (this.#list) this.#writer.list({ ...this.#entry, size: this.#size });
    else this.#writer.end(undefined, this.#size);
  }

  #begin(): void {
    if (!this.#begun && !this.#list) this.#writer.begin({ ...this.#entry, size: 0 });
    this.#begun = true;
  }
}

/** Counts the bytes that are read and written, and reports them from time to time. */
class Meter {
  readonly #context: StreamContext;
  readonly #limits: Pick<StreamRequest, 'maxBytes' | 'room'>;
  #read = 0;
  #done: ListedEntry[] = [];
  #current = '';
  #holes = 0;
  out = 0;

  constructor(context: StreamContext, limits: Pick<StreamRequest, 'maxBytes' | 'room'>) {
    this.#context = context;
    this.#limits = limits;
  }

  check(): void {
    this.#context.check();
  }

  /** @throws {JobError} if more has come out than is allowed, or than fits on the disk */
  count(bytes: number): void {
    this.out += bytes;
    if (this.out > this.#limits.maxBytes) throw archiveFault('TOO_LARGE');
    if (this.out > this.#limits.room) throw new JobError('NO_ROOM');
  }

  /** Holes count, too: they take space on disks without holes, and often when the file is copied. @throws {JobError} */
  holes(bytes: number): void {
    this.#holes += bytes;
    if (this.out + this.#holes > this.#limits.maxBytes) throw archiveFault('TOO_LARGE');
  }

  read(bytes: number): void {
    this.#read += bytes;
    if (this.#read >= TELL_EVERY_BYTES) this.tell();
  }

  done(entry: ListedEntry): void {
    this.#done.push(entry);
    this.#current = entry.name;
    if (this.#done.length >= TELL_EVERY_ENTRIES) this.tell();
  }

  tell(): void {
    this.#context.progress({ bytes: this.#read, current: this.#current, done: this.#done });
    this.#read = 0;
    this.#done = [];
  }
}
