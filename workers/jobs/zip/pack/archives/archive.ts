// Writes one archive of a job from what the workers packed, in order, until it is complete and has its name.

import { lstatSync, type Stats, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { copyAttributes } from '../../../../files/attributes.ts';
import { atPath } from '../../../../files/long-path.ts';
import { discardAll, type NamedFile, OutputFile } from '../../../../files/output/output-file.ts';
import { crc32Combine } from '../../../../zip-format/crc32-combine.ts';
import type { Skip } from '../../../job-report.ts';
import { trashExistingOf } from '../../../trash-existing.ts';
import { message, type UserError } from '../../../user-error.ts';
import type { Contents } from '../../contents.ts';
import type { ItemRows } from '../../item-rows.ts';
import type { ZipRun } from '../../zip-run.ts';
import type { PackedBlock } from '../entries/pack-block.ts';
import type { PackedFiles } from '../entries/pack-files.ts';
import { toSeen } from '../entries/read-entry.ts';
import type { Packed, PackFailed } from '../pack.ts';
import type { PackSettings } from '../pack-settings.ts';
import { type Part, partsOf } from '../parts.ts';
import { type Chunk, type PlannedEntry, plannedEntries } from '../plan.ts';
import type { ArchiveWriter } from './archive-writer.ts';
import { type FormatWriter, openWriter } from './open-writer.ts';
import { Volumes } from './volumes.ts';

/** A complete archive, as the job's journal records it. */
export interface DoneArchive {
  /** Absolute paths; for a split archive, those of its parts. */
  readonly paths: readonly string[];
  /** Bytes. */
  readonly size: number;
  readonly entries: number;
  /** Entries that are no folders. */
  readonly files: number;
  readonly bytesIn: number;
}

export interface ArchivePlace {
  /** Absolute path that it will get. */
  readonly target: string;
  /** Its number in the job. */
  readonly index: number;
}

interface ArchiveParts {
  readonly contents: Contents;
  readonly output: OutputFile;
  readonly format: FormatWriter;
  readonly rows: ItemRows;
}

/** Reads the current state of a file. */
function statAgain(path: string, follow: boolean): Stats | undefined {
  try {
    return atPath(path, (real) => (follow ? statSync(real) : lstatSync(real)));
  } catch {
    return undefined;
  }
}

const NO_CONTENT = { crc: 0, grown: false };

/** The archive's key in the journal. */
export function archiveKey(index: number): string {
  return `archive ${index}`;
}

export class Archive implements AsyncDisposable {
  readonly #run: ZipRun;
  readonly #target: string;
  readonly #key: string;
  readonly #output: OutputFile;
  readonly #writer: ArchiveWriter;
  readonly #format: FormatWriter;
  readonly #rows: ItemRows;
  readonly #contents: Contents;
  readonly #index: number;
  /** Files that changed while they were read. They are read again at the end. */
  readonly #retries: PlannedEntry[] = [];
  /** How many of them were read again. */
  #retried = 0;
  /** The big file whose further blocks are ignored. */
  #dropped: PlannedEntry | undefined;
  /** CRC and size of the big file whose blocks are being added. */
  #content = NO_CONTENT;
  /** Entries that are no folders. */
  files = 0;
  bytesIn = 0;
  storedBytes = 0;
  storedFiles = 0;
  outsideLinks = 0;

  private constructor(run: ZipRun, { target, index }: ArchivePlace, { contents, output, format, rows }: ArchiveParts) {
    this.#key = archiveKey(index);
    this.#index = index;
    this.#contents = contents;
    this.#rows = rows;
    this.#run = run;
    this.#target = target;
    this.#output = output;
    this.#format = format;
    this.#writer = format.writer;
  }

  static async create(run: ZipRun, place: ArchivePlace, rows: ItemRows, contents: Contents): Promise<Archive> {
    const { target } = place;
    run.report.writesTo(dirname(target));
    await Volumes.dropHalfNamed(run, archiveKey(place.index), target);
    const output = await OutputFile.create(dirname(target), run.id);
    try {
      return new Archive(run, place, { contents, output, format: await openWriter(run, output), rows });
    } catch (error) {
      await output.discard();
      throw error;
    }
  }

  get entries(): number {
    return this.#writer.entries;
  }

  get size(): number {
    return this.#writer.size;
  }

  async add(part: Part, packed: Packed): Promise<void> {
    const { report } = this.#run;
    const { request } = part;
    if (request.kind === 'files') {
      const pieces = packed.kind === 'separate' ? packed.pieces : [{ plan: request.plan, packed }];
      for (const piece of pieces) if (piece.packed.kind === 'files') await this.#addFiles(piece.plan, piece.packed);
      this.files += part.files;
    } else if (packed.kind === 'block' || packed.kind === 'failed') await this.#addBlock(request.entry, part, packed);
    report.advance({ bytes: part.bytes, files: part.files });
  }

  async #addFiles(plan: string, packed: PackedFiles): Promise<void> {
    const { report } = this.#run;
    this.files -= packed.skips.length;
    for (const skip of packed.skips) this.#skipOrRetry(skip, plan);
    this.bytesIn += packed.bytesIn;
    this.storedBytes += packed.stored.bytes;
    this.storedFiles += packed.stored.files;
    this.outsideLinks += packed.outsideLinks;
    if (packed.last !== '') report.current(packed.last);
    this.#rows.files(plan, packed.skips);
    await this.#writer.addFiles(packed);
  }

  /** A file that changed each time it was read is read again at the end, as a big one is: it may have become one. */
  #skipOrRetry(skip: Skip, plan: string): void {
    const isFile = ({ kind, path }: PlannedEntry) => kind === 'file' && path === skip.path;
    const changed = skip.code === 'CHANGED' ? [...plannedEntries(plan)].find(isFile) : undefined;
    if (changed) this.#retries.push(changed);
    else this.#contents.skip(skip);
  }

  /** Whether the further blocks of a big file are of no use. */
  isDropped({ request }: Part): boolean {
    return request.kind === 'block' && request.entry === this.#dropped;
  }

  async #addBlock(entry: PlannedEntry, part: Part, packed: PackedBlock | PackFailed): Promise<void> {
    if (this.#dropped === entry) return;
    if (packed.kind === 'failed') {
      await this.#drop(entry, packed.error);
      return;
    }
    this.#run.report.current(entry.name);
    await this.#writer.addBlock(entry, packed);
    this.bytesIn += packed.bytesIn;
    this.#rows.block(entry, packed.bytesIn, part.last);
    if (packed.method === 0 && this.#run.options.level > 0) this.storedBytes += packed.bytesIn;
    const { crc, grown } = this.#content;
    const content = { crc: crc32Combine(crc, packed.crc, packed.bytesIn), grown: grown || packed.grown };
    this.#content = part.last ? NO_CONTENT : content;
    if (!part.last) return;
    if (content.grown && (await this.#readAgain(entry, part)) !== content.crc) {
      await this.#drop(entry, message('CHANGED'));
      return;
    }
    if (packed.method === 0 && this.#run.options.level > 0) this.storedFiles++;
    this.files++;
    await this.#writer.closeEntry();
  }

  /** Returns undefined if that is not possible any more. */
  async #readAgain(entry: PlannedEntry, { request }: Part): Promise<number | undefined> {
    const follow = request.settings.followLinks;
    const extents = 'extents' in request ? request.extents : undefined;
    const again = this.#run.tasks.run('readAgain', { entry, follow, ...(extents && { extents }) });
    return again.catch(() => {
      this.#run.signal.throwIfAborted();
      return undefined;
    });
  }

  async #drop(entry: PlannedEntry, error: UserError): Promise<void> {
    this.#dropped = entry;
    this.#content = NO_CONTENT;
    await this.#writer.dropEntry();
    if (error.code === 'CHANGED' && !this.#isRetry(entry)) this.#retries.push(entry);
    else this.#skip(entry, error);
  }

  #skip(entry: PlannedEntry, error: UserError): void {
    this.#contents.skip({ path: entry.path, ...error });
    this.#rows.skipped(entry);
  }

  #isRetry(entry: PlannedEntry): boolean {
    return this.#retries.some((retry) => retry.path === entry.path);
  }

  /** Adds what could not be added before: files that changed while they were read, and further names of files. */
  async complete(settings: PackSettings): Promise<void> {
    await this.#retryChanged(settings);
    const isLost = (path: string) => this.#contents.isSkipped(path);
    const next = () => this.#contents.links.nextChunk(this.#index, isLost);
    for (let chunk = next(); chunk; chunk = next()) {
      await this.#pack(partsOf(chunk, this.#index, settings));
      await this.#retryChanged(settings);
    }
  }

  /** Writes the end, verifies the archive, and gives it its name. @returns its paths; none if the name was taken and the file is kept */
  async finish(): Promise<readonly string[]> {
    await this.#writer.finish();
    // The disk syncs while the workers verify.
    const synced = this.#output.handle.datasync();
    synced.catch(() => {});
    if (this.#run.options.verify !== 'off') await this.#format.verify(this.#output.partPath);
    await synced;
    this.#run.signal.throwIfAborted();
    const { split } = this.#run.options;
    if (split !== null && this.size > split) return this.#publishParts(split);
    const from = this.#contents.onlyRoot(this.#index);
    const onNaming = (file: NamedFile) =>
      this.#run.journal.naming(this.#key, { ...file, from }, this.#done([file.path]));
    const trashExisting = trashExistingOf(this.#run);
    const { collision } = this.#run.options;
    if (collision === 'overwrite') await copyAttributes(this.#target, this.#output.handle.fd);
    const path = await this.#output.publish(this.#target, collision, { onNaming, trashExisting });
    if (split !== null && collision === 'overwrite') await Volumes.removeOld(this.#run, this.#target, 0);
    return path === undefined ? [] : [path];
  }

  async #publishParts(partSize: number): Promise<readonly string[]> {
    await using volumes = new Volumes(this.#run, this.#output, this.size);
    await volumes.cut(this.#target, partSize);
    const { journal } = this.#run;
    const paths =
      (await volumes.publish(this.#target, {
        free: (file, all) => journal.naming(this.#key, file, all && this.#done(all)),
        // A part that has replaced a file is noted under another key, so that it is not removed as half named: the old file is in the trash.
        taken: (file, all) => journal.naming(all ? this.#key : `${this.#key} taken`, file, all && this.#done(all)),
      })) ?? [];
    const [first, last] = [paths[0] ?? '', paths.at(-1) ?? ''].map((path) => basename(path)) as [string, string];
    if (paths.length > 0) this.#run.report.note({ code: 'SPLIT', params: { count: paths.length, first, last } });
    return paths;
  }

  #done(paths: readonly string[]): DoneArchive {
    const { size, entries, files, bytesIn } = this;
    return { paths, size, entries, files, bytesIn };
  }

  async #retryChanged(settings: PackSettings): Promise<void> {
    for (let entry = this.#retries[this.#retried]; entry; entry = this.#retries[this.#retried]) {
      this.#retried++;
      const stats = statAgain(entry.path, settings.followLinks);
      if (!stats?.isFile()) {
        this.#skip(entry, message('GONE'));
        continue;
      }
      const chunk: Chunk = { kind: 'big', bytes: stats.size, entry: { ...entry, ...toSeen(stats, entry.path) } };
      // Their bytes were counted at the first try.
      const parts = [...partsOf(chunk, this.#index, settings, { again: true })];
      await this.#pack(parts.map((part) => ({ ...part, bytes: 0, files: 0 })));
    }
  }

  async #pack(parts: Iterable<Part>): Promise<void> {
    const list = [...parts];
    const requests = list.map(({ request }) => request);
    let next = 0;
    for await (const packed of this.#run.tasks.map('pack', requests)) {
      const part = list[next++];
      if (part) await this.add(part, packed);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.abandon();
    await this.#format[Symbol.asyncDispose]();
    await discardAll([this.#output], this.#run.report);
  }
}
