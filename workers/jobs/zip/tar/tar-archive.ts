// The tar formats of a zip job: each archive is one task, since tar is one stream.
import { dirname } from 'node:path';
import { OutputFile } from '../../../files/output-file.ts';
import type { NamedFile } from '../../job-journal.ts';
import type { JobOutcome } from '../../job-type.ts';
import { makeWayOf } from '../../make-way.ts';
import { JobError } from '../../user-error.ts';
import { type ArchivePlace, archiveKey, type DoneArchive, type ZipRun } from '../pack/zip-archive.ts';
import type { Targets } from '../targets.ts';
import { damaged } from '../verify/verify.ts';
import { Findings } from '../walk/findings.ts';
import type { WalkOptions } from '../walk/walk.ts';
import type { TarRequest } from './tar-request.ts';

/** @throws {JobError} for options that tar does not have */
export async function runTar(run: ZipRun, targets: Targets, walkOptions: WalkOptions): Promise<JobOutcome> {
  refuseZipOptions(run);
  const findings = new Findings(run.report);
  const total = { outputs: [] as string[], entries: 0, failed: 0, bytesIn: 0, bytesOut: 0 };
  for (const [index, target] of targets.archives.entries()) {
    const kept = run.journal.result<DoneArchive>(archiveKey(index), true);
    if (kept) {
      total.entries += kept.entries;
      total.bytesIn += kept.bytesIn;
      total.outputs.push(kept.path);
      total.bytesOut += kept.size;
      continue;
    }
    const roots = targets.roots.filter((root) => root.archive === index);
    const last = index === targets.archives.length - 1;
    const done = await packOne(run, { target, index }, { roots, walkOptions }, findings, last);
    if (!done) continue;
    total.entries += done.entries;
    total.bytesIn += done.bytesIn;
    if (done.path === undefined) continue;
    total.outputs.push(done.path);
    total.bytesOut += done.size;
  }
  if (total.entries === 0) throw nothingPacked();
  return total;
}

interface PackedTar {
  /** Absent when the name was taken and is skipped. */
  readonly path: string | undefined;
  readonly entries: number;
  readonly bytesIn: number;
  readonly size: number;
}

async function packOne(
  run: ZipRun,
  { target, index }: ArchivePlace,
  what: Pick<TarRequest, 'roots' | 'walkOptions'>,
  findings: Findings,
  last: boolean,
): Promise<PackedTar | undefined> {
  const { format, level, verify, collision } = run.options;
  if (format === 'zip') throw new TypeError('zip is not a tar format.');
  run.report.writesTo(dirname(target));
  await using output = await OutputFile.create(dirname(target), run.id);
  await run.tasks.ready();
  const future = run.tasks.submit('tar', { path: output.partPath, format, level, ...what });
  future.onProgress((progress) => {
    if (progress.kind === 'found') findings.add(progress.slice, last);
    else {
      run.report.advance(progress);
      run.report.current(progress.current);
    }
  });
  const result = await future;
  for (const skip of result.skips) run.report.skip(skip);
  if (result.entries === 0) return undefined;
  if (verify !== 'off') {
    const full = verify === 'full';
    const found = await run.tasks.submit('readBack', { path: output.partPath, format, full });
    const [size, crc] = full ? [result.plainSize, result.plainCrc] : [result.size, result.crc];
    if (found.size !== size || found.crc !== crc) throw damaged('its checksum');
  }
  run.signal.throwIfAborted();
  const { entries, bytesIn, size } = result;
  const onNaming = (file: NamedFile) =>
    run.journal.naming(archiveKey(index), file, { path: file.path, entries, bytesIn, size } satisfies DoneArchive);
  const path = await output.publish(target, collision, { onNaming, makeWay: makeWayOf(run) });
  return { path, entries, bytesIn, size };
}

/** @throws {JobError} for options that tar does not have */
export function refuseZipOptions({ options }: Pick<ZipRun, 'options'>): void {
  const option = options.password !== '' ? 'password' : options.comment !== '' ? 'comment' : undefined;
  if (option === undefined) return;
  throw new JobError({
    code: 'NOT_IN_TAR',
    message: `A tar archive has no ${option}.`,
    hint: `Choose zip, or leave the ${option} out.`,
  });
}

export function nothingPacked(): JobError {
  return new JobError({
    code: 'NOTHING_PACKED',
    message: 'There is nothing to pack: everything was left out.',
    hint: 'See the skipped files for the reasons.',
  });
}
