// Runs a zip job: walks through the inputs, submits packing tasks, and writes the archives in order.
import { rmdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { pooledCalls } from '../../files/file-calls.ts';
import { ensureRoom } from '../../files/output/free-space.ts';
import { makeFolder } from '../../files/output/make-folder.ts';
import { patiently } from '../../files/system/patience.ts';
import { systemPath } from '../../files/system-path.ts';
import type { JobOutcome } from '../job-type.ts';
import { JobError } from '../user-error.ts';
import { hasMimetype } from './archive-formats.ts';
import { Contents } from './contents.ts';
import { MAX_PASSWORD_BYTES, type ZipOptions } from './options.ts';
import { archiveKey, type DoneArchive } from './pack/archives/archive.ts';
import { Archives } from './pack/archives/archives.ts';
import { partPath } from './pack/archives/part-names.ts';
import { ownLibdeflate } from './pack/entries/compress.ts';
import type { PackRequest } from './pack/pack.ts';
import { packSeparately } from './pack/pack-separately.ts';
import type { PackSettings } from './pack/pack-settings.ts';
import { type Part, partsOf } from './pack/parts.ts';
import type { Chunk } from './pack/plan.ts';
import { PackedOriginals } from './packed-originals.ts';
import { refuseZipOptions } from './tar/refuse-zip-options.ts';
import { planTargets, type SharedFolder, type Targets, walkOptionsOf } from './targets.ts';
import { walkChunks } from './walk/walker.ts';
import type { ZipRun } from './zip-run.ts';

export async function run(asked: ZipRun): Promise<JobOutcome> {
  const run = { ...asked, options: effectiveOptions(asked.options) };
  refuseZipOptions(run.options);
  refuseMissingDeflater(run.options);
  const { folder } = run.options;
  const made = folder === '' ? undefined : await makeFolder(folder);
  try {
    return await runInFolder(run);
  } catch (error) {
    if (made !== undefined) await removeEmpty(folder, made);
    throw error;
  }
}

function refuseMissingDeflater({ format, deflate }: ZipOptions): void {
  if (format === 'zip' && deflate === 'libdeflate' && ownLibdeflate() === null) throw new JobError('NO_LIBDEFLATE');
}

/** Originals are moved to the trash only after their archive was unpacked and compared. */
function effectiveOptions(options: ZipOptions): ZipOptions {
  return options.trashOriginals ? { ...options, verify: 'full' } : options;
}

/** Removes a folder that turned out not to be needed, with the parent folders that were made for it. */
async function removeEmpty(folder: string, first: string): Promise<void> {
  for (let path = folder; path.length >= first.length; path = dirname(path)) {
    if (
      !(await patiently(() => rmdir(systemPath(path))).then(
        () => true,
        () => false,
      ))
    )
      return;
  }
}

async function runInFolder(run: ZipRun): Promise<JobOutcome> {
  const { inputs, options, report } = run;
  if (Buffer.byteLength(options.password) > MAX_PASSWORD_BYTES) report.note({ code: 'LONG_PASSWORD' });
  const targets = await planTargets(inputs, options, sharedOf(run), run.earlier);
  if (targets.earlier > 0) report.note({ code: 'EARLIER_RESULTS', params: { count: targets.earlier } });
  const done = targets.archives.map((_, index) => run.journal.result<DoneArchive>(archiveKey(index), true));
  const [only = done[0]?.paths[0]] = done[0] ? [] : targets.archives;
  if (only !== undefined && targets.archives.length === 1) report.title(basename(only));
  return packAll(run, targets, done, await keptArchives(run, targets));
}

/** The folders of the other job, if the inputs are its results. */
function sharedOf({ base, place = base }: ZipRun): SharedFolder | undefined {
  return base === undefined || place === undefined ? undefined : { base, place };
}

/** Numbers of the archives that exist and must not be replaced: nothing is packed for them. */
async function keptArchives({ options, report }: ZipRun, { archives }: Targets): Promise<ReadonlySet<number>> {
  const kept = new Set<number>();
  if (options.collision !== 'skip') return kept;
  for (const [index, path] of archives.entries()) {
    const isSplit = options.split !== null && (await pooledCalls.exists(partPath(path, 0)));
    if (!isSplit && !(await pooledCalls.exists(path))) continue;
    kept.add(index);
    report.note({ code: 'ARCHIVE_KEPT', params: { path } });
  }
  return kept;
}

async function packAll(
  run: ZipRun,
  targets: Targets,
  done: readonly (DoneArchive | undefined)[],
  kept: ReadonlySet<number>,
): Promise<JobOutcome> {
  const settings = settingsOf(run.options, targets);
  const roots = targets.roots.filter(({ archive }) => !done[archive] && !kept.has(archive));
  const contents = new Contents(run.report, roots);
  const originals = run.options.trashOriginals ? new PackedOriginals(run, targets) : undefined;
  await originals?.mark(roots);
  const chunks = walkChunks(run.tasks, walkOptionsOf(run.options, targets), contents, (bytes) =>
    ensureRoom(dirname(targets.archives[0] ?? ''), leastWritten(bytes, run.options)),
  );
  const parts: Part[] = [];
  async function* requests(): AsyncGenerator<PackRequest> {
    for await (const chunk of chunks) {
      const extents = await extentsOf(run, chunk, settings);
      for (const part of partsOf(chunk, chunk.archive, settings, extents && { extents })) {
        if (archives.isDropped(part)) {
          run.report.advance({ bytes: part.bytes, files: part.files });
          continue;
        }
        parts.push(part);
        yield part.request;
      }
    }
  }
  await using archives = new Archives(run, targets.archives, settings, contents);
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
  // Awaited here, before the archives are disposed of.
  const outcome = await archives.finish(kept.size > 0);
  await originals?.moveToTrash(contents);
  return outcome;
}

function settingsOf(options: ZipOptions, { archives }: Targets): PackSettings {
  const { format, level, deflate, storePacked, links, password, owners, owner } = options;
  const isDocument = format === 'zip' && hasMimetype(archives[0] ?? '');
  return { format, level, deflate, storePacked, followLinks: links === 'follow', password, owners, owner, isDocument };
}

/** A zip file cannot have holes. */
async function extentsOf(run: ZipRun, chunk: Chunk, { format, followLinks }: PackSettings) {
  if (format === 'zip' || chunk.kind !== 'big' || !chunk.sparse) return undefined;
  return run.tasks.run('findHoles', { entry: chunk.entry, follow: followLinks });
}

/** The best possible ratios: of deflate (a match of 258 bytes takes 2 bits), and of zstd. */
const MAX_DEFLATED = 1032;
const MAX_ZSTD = 1e5;

/** The smallest possible size of the archive. Holes, which take no space in a tar archive, are not known yet. */
function leastWritten(bytes: number, { format, level }: ZipOptions): number {
  if (format === 'zip' && level === 0) return bytes;
  return Math.floor(bytes / (format === 'tar.zst' ? MAX_ZSTD : MAX_DEFLATED));
}

/** A key that is the same for the same chunk or block when the job is started again. */
function requestKey(request: PackRequest): string {
  if (request.kind === 'files') return `files ${crc32(request.plan)} ${request.plan.length}`;
  return `block ${request.offset} ${request.entry.path}`;
}
