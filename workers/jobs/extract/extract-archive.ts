// Extracts one archive.
import { mkdirSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { identityOf } from '../../files/changes/identity.ts';
import { ensureRoom, freeSpace } from '../../files/output/free-space.ts';
import { makeFolder } from '../../files/output/make-folder.ts';
import { noteLeft } from '../../files/output/output-file.ts';
import { partName } from '../../files/output/part-files.ts';
import { marksOrigins, platform } from '../../files/system.ts';
import { systemPath } from '../../files/system-path.ts';
import { ALL_ENTRIES } from '../entry-ranges.ts';
import type { JobRun } from '../job-type.ts';
import { makeWayOf } from '../trash-existing.ts';
import { JobError, toUserError } from '../user-error.ts';
import { archiveStem, unpackedName } from './archive-stem.ts';
import { allowedBytes, isFarLarger } from './bombs.ts';
import type { ExtractTally } from './extract-tally.ts';
import { archiveFault } from './faults.ts';
import { probeFolding, rulesOf, usualFolding } from './names/disk-names.ts';
import type { Folding } from './names/name-tree.ts';
import type { ExtractOptions } from './options.ts';
import type { ArchiveKind } from './read/sniff.ts';
import type { StreamProgress, StreamRequest } from './requests.ts';
import type * as extractTasks from './tasks.ts';
import type { FolderAttributes } from './write/new-tree.ts';
import type { Replacement } from './write/publish.ts';
import { refuseLinksBetween } from './write/real-folders.ts';
import { removeUnfinished } from './write/remove-tree.ts';
import type { FailedEntry, ZipSettled } from './zip-archive/settle.ts';
import { packedSizeAt, sizeAt } from './zip-archive/zip-chunk.ts';

export type ExtractRun = JobRun<ExtractOptions, typeof extractTasks>;

/** What is remembered of an archive that was extracted before the host was lost. */
export interface DoneArchive {
  readonly paths: readonly string[];
  readonly files: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/**
 * Chunks that each worker may be ahead of the slowest: results come in order, and one chunk of many small files takes as long
 * as several of large ones. What waits is small.
 */
const CHUNKS_AHEAD = 16;
/** Where the system does not tell how much room there is. */
const UNKNOWN_ROOM_BYTES = 2 ** 50;

/** What is in the unfinished folder. */
interface Content {
  readonly roots: readonly string[];
  readonly folders: readonly FolderAttributes[];
}

export class ExtractArchive {
  readonly #run: ExtractRun;
  readonly #input: string;
  readonly #tally: ExtractTally;
  readonly #folder: string;
  /** Whether all that is in it is in the result now. */
  isWhole = false;
  #isCutOff = false;

  constructor(run: ExtractRun, input: string, tally: ExtractTally) {
    this.#run = run;
    this.#input = input;
    this.#tally = tally;
    this.#folder = run.options.folder === '' ? dirname(input) : run.options.folder;
  }

  /** @throws {JobError} when nothing of it could be extracted */
  async run(): Promise<void> {
    const { tasks, options } = this.#run;
    const { kind, size } = await tasks.run('sniff', this.#input);
    if (options.action === 'list') return this.#list(kind, size);
    if (options.action === 'test') {
      const { damaged } = this.#tally;
      await this.#unpack(kind, size, undefined);
      this.#refuseDamaged(damaged);
      return;
    }
    const made = await makeFolder(this.#folder);
    const part = join(this.#folder, partName(this.#run.id));
    this.#run.report.writesTo(this.#folder);
    try {
      mkdirSync(systemPath(part), 0o700);
      const { extracted, damaged, failed } = this.#tally;
      const before = { extracted, damaged, failed };
      const content = await this.#unpack(kind, size, part);
      this.#run.signal.throwIfAborted();
      this.#refuseDamaged(before.damaged);
      if (marksOrigins) await this.#mark(part);
      if (this.#tally.extracted > before.extracted || this.#tally.failed === 0) {
        const isNamed = await this.#publish(part, content);
        this.isWhole = isNamed && this.#tally.failed === before.failed && !this.#isSelection() && !this.#isCutOff;
      }
    } finally {
      await removeUnfinished(part, made).catch((error: unknown) => noteLeft(error, this.#run.report));
    }
  }

  #isSelection(): boolean {
    return this.#run.options.only.length > 0 || this.#entries() !== ALL_ENTRIES;
  }

  async #mark(part: string): Promise<void> {
    const count = await this.#run.tasks.run('markOrigin', { archive: this.#input, root: part });
    if (count > 0) this.#run.report.note({ code: 'ORIGIN_UNMARKED', params: { count } });
  }

  async #list(kind: ArchiveKind, size: number): Promise<void> {
    const { tasks } = this.#run;
    if (kind === 'zip' || kind === 'unknown') {
      const entries = await tasks.run('listZip', { ...this.#names(undefined), ...this.#archive() });
      for (const entry of entries) this.#tally.listed(entry);
      return;
    }
    await this.#unpackStream(kind, size, undefined);
  }

  #unpack(kind: ArchiveKind, size: number, part: string | undefined): Promise<Content> {
    // A program that extracts itself has its archive at its end.
    if (kind === 'zip' || kind === 'unknown') return this.#unpackZip(size, part);
    return this.#unpackStream(kind, size, part);
  }

  async #unpackZip(size: number, part: string | undefined): Promise<Content> {
    const { tasks, report } = this.#run;
    const names = this.#names(part);
    const settled = await tasks.run('planZip', { ...names, ...this.#archive() });
    if (settled.password) throw archiveFault(settled.password);
    await this.#refuseLarge(settled.bytes, size);
    if (settled.needsSevenZip) return this.#unpackStream('7z', size, part);
    this.#tally.expect(settled.files, settled.bytes);
    this.#failAll(settled.failed);
    this.#tally.renamed(settled.renamed);
    if (settled.macMetadata > 0) report.note({ code: 'MAC_METADATA_SKIPPED', params: { count: settled.macMetadata } });
    if (settled.encoding !== null && this.#run.options.encoding === 'auto' && settled.encoding !== 'utf-8') {
      report.note({ code: 'ENCODING_GUESSED', params: { encoding: settled.encoding } });
    }
    const requests = settled.chunks.map((chunk) => ({ ...this.#archive(), chunk, root: part }));
    let at = 0;
    for await (const { failed } of tasks.map('unpackZip', requests, { bufferSize: tasks.workers * CHUNKS_AHEAD })) {
      const chunk = settled.chunks[at++];
      if (!chunk) break;
      const faults = new Map(failed.map(({ index, error }) => [index, error]));
      for (const [index, path] of chunk.paths.split('\0').entries()) {
        const error = faults.get(index);
        if (error) this.#tally.fail(path, error);
        else this.#tally.done(path, packedSizeAt(chunk, index), sizeAt(chunk, index));
      }
      report.advance({ files: chunk.count, bytes: chunk.bytes });
    }
    await this.#finishZip(settled, names.folding, part);
    return settled;
  }

  async #finishZip(
    { links, folders, roots, encoding }: ZipSettled,
    folding: Folding,
    root: string | undefined,
  ): Promise<void> {
    const kept = roots.length === 1 && folders.some(({ path }) => path === roots[0]) ? (roots[0] ?? '') : '';
    const request = { ...this.#archive(), root, folding, folders, links, kept, encoding };
    const { failed } = await this.#run.tasks.run('finishZip', request);
    const faulty = new Set(failed.map(({ name }) => name));
    for (const { path, content } of links) {
      if (!faulty.has(path)) this.#tally.done(path, content.packedSize, content.size);
    }
    this.#failAll(failed);
    this.#run.report.advance({ files: links.length });
  }

  async #unpackStream(kind: StreamRequest['kind'], size: number, part: string | undefined): Promise<Content> {
    const { tasks, report, options } = this.#run;
    const list = options.action === 'list';
    this.#tally.expect(0, size);
    const request: StreamRequest = {
      ...this.#names(part),
      ...this.#archive(),
      kind,
      root: part,
      maxBytes: this.#maxBytes(size),
      room: await this.#room(),
      name: unpackedName(this.#input),
      list,
      isPlan: false,
      keepIntact: options.keepIntact,
    };
    await tasks.ready();
    const future = tasks.submit('unpackStream', request);
    future.onProgress(({ bytes, done, current }: StreamProgress) => {
      report.advance({ bytes, files: done.length });
      if (current !== '') report.current(current);
      for (const entry of done) {
        if (list) this.#tally.listed(entry);
        else if (entry.kind !== 'folder' && !entry.error) this.#tally.done(entry.name, 0, entry.size);
      }
    });
    const result = await future.result();
    this.#tally.read(size);
    this.#isCutOff = !result.hasEnd;
    if (!result.hasEnd) report.note({ code: 'TAR_END_MISSING' });
    this.#failAll(result.failed);
    this.#tally.renamed(result.renamed);
    return result;
  }

  /** @param before how many were damaged in other archives */
  #refuseDamaged(before: number): void {
    const { damaged, firstDamaged: name = '' } = this.#tally;
    if (damaged === before || (this.#run.options.keepIntact && this.#tally.extracted > 0)) return;
    throw new JobError('ENTRIES_DAMAGED', { count: damaged - before, name });
  }

  /** Bombs are asked about before anything is written. */
  async #refuseLarge(bytes: number, size: number): Promise<void> {
    const { allowLarge, action } = this.#run.options;
    if (isFarLarger(bytes, size) && !allowLarge) throw archiveFault('TOO_LARGE');
    if (action === 'extract') await ensureRoom(this.#folder, bytes);
  }

  /** The same for what tells its size only when it is unpacked. */
  #maxBytes(size: number): number {
    if (this.#run.options.allowLarge) return UNKNOWN_ROOM_BYTES;
    return allowedBytes(size);
  }

  async #room(): Promise<number> {
    if (this.#run.options.action !== 'extract') return UNKNOWN_ROOM_BYTES;
    return (await freeSpace(this.#folder))?.bytes ?? UNKNOWN_ROOM_BYTES;
  }

  /** @returns whether all of it has its name */
  async #publish(part: string, { roots, folders }: Content): Promise<boolean> {
    const { tasks, options, journal, report } = this.#run;
    if (roots.length === 0) return false;
    const wrapper = archiveStem(this.#input);
    const request = { part, folder: this.#folder, wrapper, roots };
    const isNew = options.collision === 'rename';
    const wanted = isNew ? [] : await tasks.run('findReplaced', { ...request, collision: options.collision });
    const { replaced, kept } = await this.#replaceAll(wanted);
    // What exists now could not be replaced, or has come since.
    const collision = isNew ? 'rename' : 'skip';
    const { paths, skipped, failed } = await tasks.run('publish', { ...request, folders, collision });
    const named = [...replaced, ...paths];
    const untouched = skipped.filter((name) => !kept.has(name));
    for (const name of untouched) report.skip({ path: name, code: 'KEPT_EXISTING' });
    this.#failAll([...failed, ...kept.values()]);
    if (named.length === 0) return false;
    for (const path of named) this.#tally.outputs.push(path);
    const done: DoneArchive = { paths: named, files: this.#tally.extracted, bytesIn: 0, bytesOut: 0 };
    journal.finish(this.#input, done);
    if (named.length === 1) report.title(basename(named[0] ?? ''));
    return skipped.length + failed.length === 0;
  }

  /** One by one: a file that stays, for whatever reason, is no reason for the others to stay. */
  async #replaceAll(wanted: readonly Replacement[]): Promise<{ replaced: string[]; kept: Map<string, FailedEntry> }> {
    const trashExisting = makeWayOf(this.#run);
    const replaced: string[] = [];
    const kept = new Map<string, FailedEntry>();
    for (const { name, from, to } of wanted) {
      try {
        const found = await lstat(systemPath(from), { bigint: true });
        refuseLinksBetween(this.#folder, to);
        replaced.push(await trashExisting({ part: from, result: identityOf(found) }, to));
      } catch (error) {
        kept.set(name, { name, error: toUserError(error) });
      }
    }
    return { replaced, kept };
  }

  #failAll(failed: readonly FailedEntry[]): void {
    for (const { name, error } of failed) this.#tally.fail(name, error);
  }

  #archive(): { path: string; passwords: readonly string[] } {
    const passwords = this.#run.options.password.split(/\r?\n/).filter((one) => one !== '');
    return { path: this.#input, passwords };
  }

  /** What was chosen of this archive. */
  #entries(): string {
    const { inputs, options } = this.#run;
    return options.entries[[...new Set(inputs)].indexOf(this.#input)] ?? ALL_ENTRIES;
  }

  #names(part: string | undefined) {
    const { only, encoding, keepMacMetadata } = this.#run.options;
    const rules = rulesOf(platform);
    const entries = this.#entries();
    return {
      rules,
      only,
      encoding,
      keepMacMetadata,
      entries,
      folding: part === undefined ? usualFolding(rules) : probeFolding(part),
    };
  }
}
