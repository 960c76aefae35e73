// What workers do for a zip job.
import type { TaskContext } from '../../executor/index.ts';
// Not by way of the index: a worker would load the pools too.
import { transfer } from '../../executor/links/transfer.ts';
import { encryptionFor } from '../../zip-format/encryption.ts';
import { toUserError } from '../user-error.ts';
import type { Packed, PackRequest } from './pack/pack.ts';
import { packBlock, Trials } from './pack/pack-block.ts';
import { packFiles } from './pack/pack-files.ts';
import type { TarProgress, TarRequest, TarResult } from './tar/tar-request.ts';
import { Scratch } from './verify/scratch.ts';
import { type DirectorySlice, verifyDirectory, verifyPieces } from './verify/verify.ts';
import type { VerifyTask } from './verify/verify-request.ts';
import { makeFilter } from './walk/filter.ts';
import { Walk, type WalkOptions, type WalkRest, type WalkSlice } from './walk/walk.ts';

export interface WalkRequest {
  readonly rest: WalkRest;
  readonly options: WalkOptions;
  /** Entries to visit, more or less. */
  readonly limit: number;
}

const trials = new Trials();
const scratch = { input: new Scratch(), data: new Scratch(), records: new Scratch() };

/** Finds the next entries of an archive and plans who packs them. */
export async function walk(this: TaskContext, { rest, options, limit }: WalkRequest): Promise<WalkSlice> {
  return new Walk(rest, options, await makeFilter(options)).slice(limit, () => this.throwIfAborted());
}

/** Packs small entries together, or one block of a big file. */
export async function pack(this: TaskContext, request: PackRequest): Promise<Packed> {
  if (request.kind === 'files') {
    const encryption = await encryptionFor(request.settings.password);
    const check = () => this.throwIfAborted();
    const packed = packFiles(request.plan, request.settings, { scratch, encryption, check });
    return transfer(packed, [owned(packed.data), owned(packed.records)]);
  }
  try {
    const packed = packBlock(request, request.settings, { scratch: scratch.input, trials });
    return transfer(packed, [owned(packed.data)]);
  } catch (error) {
    return { kind: 'failed', error: toUserError(error) };
  }
}

/** Reads back what was packed, or the directory; or unpacks entries. Returns what to unpack, after the directory. */
export async function verify(this: TaskContext, request: VerifyTask): Promise<readonly DirectorySlice[]> {
  const check = () => this.throwIfAborted();
  switch (request.kind) {
    case 'pieces':
      verifyPieces(request.path, request.pieces, check);
      return [];
    case 'directory':
      return verifyDirectory(request, check);
    case 'entries': {
      const { verifyEntries } = await import('./verify/verify-entries.ts');
      await verifyEntries(request.path, request.slice, request.password, check);
      return [];
    }
    default:
      return request satisfies never;
  }
}

/** Walks and packs a whole tar archive. */
export async function tar(this: TaskContext<TarProgress>, request: TarRequest): Promise<TarResult> {
  const { packTar } = await import('./tar/tar.ts');
  return packTar(request, {
    progress: (progress) => this.progress(progress),
    check: () => this.throwIfAborted(),
  });
}

/** Reads a tar archive back. */
export async function readBack(
  this: TaskContext,
  { full, ...archive }: Pick<TarRequest, 'path' | 'format'> & { readonly full: boolean },
): Promise<{ size: number; crc: number }> {
  const { readTar } = await import('./tar/tar.ts');
  const { size, crc } = await readTar(archive, full, () => this.throwIfAborted());
  return { size, crc };
}

function owned(buffer: Buffer): ArrayBuffer {
  return buffer.buffer as ArrayBuffer;
}
