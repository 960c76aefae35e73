// Runs a zip job: walks, has the workers pack, writes the archives in order.
import { basename, dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { ensureRoom } from '../../files/free-space.ts';
import type { JobOutcome, JobReport } from '../job-type.ts';
import { JobError } from '../user-error.ts';
import { ItemRows } from './item-rows.ts';
import type { ZipOptions } from './options.ts';
import { Archive, archiveKey, type DoneArchive, type ZipRun } from './pack/archive.ts';
import type { PackRequest, PackSettings } from './pack/pack.ts';
import { packSeparately } from './pack/pack-separately.ts';
import { type Part, partsOf } from './pack/parts.ts';
import type { Chunk } from './pack/plan.ts';
import { refuseZipOptions } from './tar/refuse-zip-options.ts';
import { planTargets, type Targets, walkOptionsOf } from './targets.ts';
import type { WalkOptions } from './walk/walk.ts';
import { walkChunks } from './walk/walker.ts';

export async function run(run: ZipRun): Promise<JobOutcome> {
  const { inputs, options } = run;
  refuseZipOptions(options);
  const targets = await planTargets(inputs, options, run.base);
  const done = targets.archives.map((_, index) => run.journal.result<DoneArchive>(archiveKey(index), true));
  const [only = done[0]?.path] = done[0] ? [] : targets.archives;
  if (only !== undefined && targets.archives.length === 1) run.report.title(basename(only));
  const walkOptions = walkOptionsOf(options, targets);
  return packAll(run, targets, walkOptions, done);
}

async function packAll(
  run: ZipRun,
  targets: Targets,
  walkOptions: WalkOptions,
  done: readonly (DoneArchive | undefined)[],
): Promise<JobOutcome> {
  const { format, level, storePacked, links, password } = run.options;
  const settings: PackSettings = { format, level, storePacked, followLinks: links === 'follow', password };
  const roots = targets.roots.filter(({ archive }) => !done[archive]);
  const chunks = walkChunks(run.tasks, roots, walkOptions, run.report, (bytes) =>
    ensureRoom(dirname(targets.archives[0] ?? ''), leastWritten(bytes, run.options)),
  );
  const parts: Part[] = [];
  async function* requests(): AsyncGenerator<PackRequest> {
    for await (const chunk of chunks) {
      const extents = await extentsOf(run, chunk, settings);
      for (const part of partsOf(chunk, chunk.archive, settings, extents)) {
        parts.push(part);
        yield part.request;
      }
    }
  }
  await using archives = new Archives(run, targets.archives, settings);
  for (const archive of done) if (archive) archives.keep(archive);
  const packing = run.tasks.map('pack', requests(), {
    bufferSize: run.tasks.workers * 6,
    keyOf: requestKey,
    onKilled: (request: PackRequest) => packSeparately(run, request),
  });
  for await (const packed of packing) {
    const part = parts.shift();
    if (part) await (await archives.at(part.archive)).add(part, packed);
    run.signal.throwIfAborted();
  }
  // Awaited here, while the archives are not yet disposed of.
  return await archives.finish();
}

/** A zip file knows no holes. */
async function extentsOf(run: ZipRun, chunk: Chunk, { format, followLinks }: PackSettings) {
  if (format === 'zip' || chunk.kind !== 'big' || !chunk.sparse) return undefined;
  return run.tasks.run('findHoles', { entry: chunk.entry, follow: followLinks });
}

/** Deflate makes nothing smaller than so many times (a match of 258 bytes takes 2 bits), and zstd than so many. */
const MAX_DEFLATED = 1032;
const MAX_ZSTD = 1e5;

/** Bytes that so many will become for certain. Holes, of which a tar archive keeps none, are not known yet. */
function leastWritten(bytes: number, { format, level }: ZipOptions): number {
  if (format === 'zip' && level === 0) return bytes;
  return Math.floor(bytes / (format === 'tar.zst' ? MAX_ZSTD : MAX_DEFLATED));
}

/** The same for the same chunk or block when the job is started again. */
function requestKey(request: PackRequest): string {
  if (request.kind === 'files') return `files ${crc32(request.plan)} ${request.plan.length}`;
  return `block ${request.offset} ${request.entry.path}`;
}

/** The archives of a job, one after the other: one is open at a time. */
class Archives implements AsyncDisposable {
  readonly #run: ZipRun;
  readonly #targets: readonly string[];
  readonly #settings: PackSettings;
  readonly #rows: ItemRows;
  readonly #outputs: string[] = [];
  #open: { readonly index: number; readonly archive: Archive } | undefined;
  #entries = 0;
  #bytesIn = 0;
  #bytesOut = 0;
  #stored = { files: 0, bytes: 0 };
  #outsideLinks = 0;

  constructor(run: ZipRun, targets: readonly string[], settings: PackSettings) {
    this.#run = run;
    this.#targets = targets;
    this.#settings = settings;
    this.#rows = new ItemRows(run.report);
  }

  /** Counts an archive that was complete when the host was lost. */
  keep({ path, size, entries, bytesIn }: DoneArchive): void {
    this.#outputs.push(path);
    this.#entries += entries;
    this.#bytesIn += bytesIn;
    this.#bytesOut += size;
  }

  /** The archive that is open, or the next one: the one before is then complete. */
  async at(index: number): Promise<Archive> {
    if (this.#open?.index !== index) {
      await this.#close();
      const place = { target: this.#targets[index] ?? '', index };
      this.#open = { index, archive: await Archive.create(this.#run, place, this.#rows) };
    }
    return this.#open.archive;
  }

  async finish(): Promise<JobOutcome> {
    await this.#close();
    if (this.#entries === 0) throw nothingPacked();
    noteStored(this.#run, this.#stored);
    noteLinks(this.#run.report, this.#outsideLinks);
    return {
      outputs: this.#outputs,
      entries: this.#entries,
      failed: 0,
      bytesIn: this.#bytesIn,
      bytesOut: this.#bytesOut,
    };
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    const { archive } = this.#open;
    const path = archive.entries > 0 ? await archive.finish(this.#settings) : undefined;
    await archive[Symbol.asyncDispose]();
    this.#open = undefined;
    this.#bytesIn += archive.bytesIn;
    this.#stored.files += archive.storedFiles;
    this.#stored.bytes += archive.storedBytes;
    this.#outsideLinks += archive.outsideLinks;
    this.#entries += archive.entries;
    if (path === undefined) return;
    this.#outputs.push(path);
    if (this.#targets.length === 1) this.#run.report.title(basename(path));
    this.#bytesOut += archive.size;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open?.archive[Symbol.asyncDispose]();
  }
}

/** Deflating what does not deflate, in bytes a second and worker: between what text and machine code take. */
const DEFLATE_SPEED = 35e6;

function noteStored(
  { report, tasks }: ZipRun,
  { files, bytes }: { readonly files: number; readonly bytes: number },
): void {
  if (files === 0) return;
  const seconds = Math.round(bytes / DEFLATE_SPEED / tasks.workers);
  const params = { count: files, size: bytes };
  if (seconds > 0) report.note({ code: 'STORED_SAVING', params: { ...params, seconds } });
  else report.note({ code: 'STORED', params });
}

function noteLinks(report: JobReport, count: number): void {
  if (count > 0) report.note({ code: 'LINKS_OUTSIDE', params: { count } });
}

function nothingPacked(): JobError {
  return new JobError('NOTHING_PACKED');
}
