// Unpacks one archive into a folder, or only reads and checks it. It is used for the archives that the user gave and for nested ones.
import { ensureRoom, freeSpace } from '../../files/output/free-space.ts';
import { platform } from '../../files/system.ts';
import { workerDied } from '../job-tasks.ts';
import { unpackedName } from './archive-stem.ts';
import type { Budget } from './bombs.ts';
import type { ExtractRun } from './extract-run.ts';
import type { Tally } from './extract-tally.ts';
import { archiveFault } from './faults.ts';
import { probeFolding, rulesOf, usualFolding } from './names/disk-names.ts';
import type { Folding } from './names/name-tree.ts';
import type { ArchiveSource } from './parts/open-archive.ts';
import type { ArchiveKind } from './read/sniff.ts';
import type { ArchiveRequest, StreamProgress, StreamRequest, StreamResult, TreeRequest } from './requests.ts';
import type { FolderAttributes } from './write/new-tree.ts';
import type { FailedEntry, ZipSettled } from './zip-archive/settle.ts';
import { packedSizeAt, sizeAt } from './zip-archive/zip-chunk.ts';

/**
 * How many chunks each worker may be ahead of the slowest. Results are taken in order, and a chunk of many small files takes as long
 * as several chunks of large ones. The results that wait are small.
 */
const CHUNKS_AHEAD = 16;
/** Used if the system does not say how much space is free. */
const UNKNOWN_ROOM_BYTES = 2 ** 50;

/** What is in the folder that an archive was unpacked into. */
export interface Content {
  readonly roots: readonly string[];
  readonly folders: readonly FolderAttributes[];
}

export interface UnpackSettings {
  readonly source: ArchiveSource;
  /** Absolute path of the folder whose disk must have enough space. */
  readonly folder: string;
  readonly tally: Tally;
  /** Shared by an archive and its nested archives. */
  readonly budget: Budget;
  /** Patterns of the wanted entries; none for all. */
  readonly only: readonly string[];
  /** Which entries were chosen (`entry-ranges.ts`). */
  readonly entries: string;
}

export class UnpackArchive {
  readonly #run: ExtractRun;
  readonly #settings: UnpackSettings;
  /** Whether it may contain more than was extracted, as it has no end mark or something follows its end. */
  isPartial = false;

  constructor(run: ExtractRun, settings: UnpackSettings) {
    this.#run = run;
    this.#settings = settings;
  }

  /** Reports its table of contents to the tally. */
  async list(kind: ArchiveKind, size: number): Promise<void> {
    const { tasks } = this.#run;
    if (kind === 'zip' || kind === 'unknown') {
      const entries = await tasks.run('listZip', { ...this.#names(undefined), ...this.#archive() });
      for (const entry of entries) this.#settings.tally.listed(entry);
      return;
    }
    await this.#unpackStream(kind, size, undefined);
  }

  /** @param part a new folder; undefined to read and check only */
  unpack(kind: ArchiveKind, size: number, part: string | undefined): Promise<Content> {
    // A self-extracting program has a zip at its end.
    if (kind === 'zip' || kind === 'unknown') return this.#unpackZip(size, part);
    return this.#unpackStream(kind, size, part);
  }

  async #unpackZip(size: number, part: string | undefined): Promise<Content> {
    const { tasks, report } = this.#run;
    const { tally } = this.#settings;
    const names = this.#names(part);
    const settled = await tasks.run('planZip', { ...names, ...this.#archive() });
    if (settled.password) throw archiveFault(settled.password);
    if (settled.macMetadata > 0) report.note({ code: 'MAC_METADATA_SKIPPED', params: { count: settled.macMetadata } });
    if (settled.encoding !== null && this.#run.options.encoding === 'auto' && settled.encoding !== 'utf-8') {
      report.note({ code: 'ENCODING_GUESSED', params: { encoding: settled.encoding } });
    }
    if (settled.needsSevenZip) return this.#unpackStream('zip', size, part);
    await this.#admit(settled.bytes);
    tally.expect(settled.files, settled.bytes);
    this.#failAll(settled.failed);
    tally.renamed(settled.renamed);
    const { owners } = this.#run.options;
    const first = { root: part, owners, isSecondTry: false };
    const requests = settled.chunks.map((chunk) => ({ ...this.#archive(), ...first, chunk }));
    const options = { bufferSize: tasks.workers * CHUNKS_AHEAD, again: secondTry };
    let at = 0;
    for await (const { failed } of tasks.map('unpackZip', requests, options)) {
      const chunk = settled.chunks[at++];
      if (!chunk) break;
      const faults = new Map(failed.map(({ index, error }) => [index, error]));
      for (const [index, path] of chunk.paths.split('\0').entries()) {
        const error = faults.get(index);
        if (error) tally.fail(path, error);
        else tally.done(path, packedSizeAt(chunk, index), sizeAt(chunk, index));
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
    const { owners } = this.#run.options;
    const request = { ...this.#archive(), root, folding, folders, links, kept, encoding, owners, isSecondTry: false };
    const { failed } = await this.#run.tasks.run('finishZip', request, { again: secondTry });
    const faulty = new Set(failed.map(({ name }) => name));
    for (const { path, content } of links) {
      if (!faulty.has(path)) this.#settings.tally.done(path, content.packedSize, content.size);
    }
    this.#failAll(failed);
    this.#run.report.advance({ files: links.length });
  }

  async #unpackStream(kind: StreamRequest['kind'], size: number, part: string | undefined): Promise<Content> {
    const { tasks, report, options } = this.#run;
    const { tally, budget, source } = this.#settings;
    const list = options.action === 'list';
    tally.expect(0, size);
    const request: StreamRequest = {
      ...this.#names(part),
      ...this.#archive(),
      kind,
      root: part,
      owners: options.owners,
      isSecondTry: false,
      maxBytes: budget.left,
      room: await this.#room(),
      name: unpackedName(source.path),
      list,
      isPlan: false,
      keepIntact: options.keepIntact,
    };
    await tasks.ready();
    const result = await this.#stream(request).catch((error: unknown) => {
      if ((error as { code?: unknown }).code === 'TOO_LARGE') budget.exhaust();
      throw error;
    });
    budget.admit(result.bytes);
    tally.read(size);
    this.isPartial = !result.hasEnd || result.hasMore;
    if (!result.hasEnd) report.note({ code: 'TAR_END_MISSING' });
    if (result.hasMore) report.note({ code: 'DATA_AFTER_END' });
    this.#failAll(result.failed);
    tally.renamed(result.renamed);
    return result;
  }

  /** If its worker crashes, there is a second try in a process of its own. What the first one has reported is not reported again. */
  async #stream(request: StreamRequest): Promise<StreamResult> {
    const { tasks, report, signal } = this.#run;
    const { tally } = this.#settings;
    const reported = { bytes: 0, entries: 0 };
    const attempt = (input: StreamRequest, alone: boolean): PromiseLike<StreamResult> => {
      const now = { bytes: 0, entries: 0 };
      const future = tasks.submit('unpackStream', input, { alone });
      future.onProgress(({ bytes, done, current }: StreamProgress) => {
        const fresh = done.slice(Math.max(0, reported.entries - now.entries));
        now.bytes += bytes;
        now.entries += done.length;
        report.advance({ bytes: Math.max(0, now.bytes - reported.bytes), files: fresh.length });
        reported.bytes = Math.max(reported.bytes, now.bytes);
        reported.entries = Math.max(reported.entries, now.entries);
        if (current !== '') report.current(current);
        for (const entry of fresh) {
          if (input.list) tally.listed(entry);
          else if (entry.kind !== 'folder' && !entry.error) tally.done(entry.name, 0, entry.size);
        }
      });
      return future.result();
    };
    try {
      return await attempt(request, false);
    } catch (error) {
      if (!workerDied(error) || signal.aborted) throw error;
      return attempt(secondTry(request), true);
    }
  }

  /** Checks the limit for bombs before anything is written. */
  async #admit(bytes: number): Promise<void> {
    this.#settings.budget.admit(bytes);
    if (this.#run.options.action === 'extract') await ensureRoom(this.#settings.folder, bytes);
  }

  async #room(): Promise<number> {
    if (this.#run.options.action !== 'extract') return UNKNOWN_ROOM_BYTES;
    return (await freeSpace(this.#settings.folder))?.bytes ?? UNKNOWN_ROOM_BYTES;
  }

  #failAll(failed: readonly FailedEntry[]): void {
    for (const { name, error } of failed) this.#settings.tally.fail(name, error);
  }

  #archive(): ArchiveRequest {
    const passwords = this.#run.options.password.split(/\r?\n/).filter((one) => one !== '');
    return { ...this.#settings.source, passwords };
  }

  #names(part: string | undefined) {
    const { encoding, keepMacMetadata } = this.#run.options;
    const { only, entries } = this.#settings;
    const rules = rulesOf(platform);
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

function secondTry<T extends TreeRequest>(request: T): T {
  return { ...request, isSecondTry: true };
}
