// The tasks of a zip job, which run on workers.
import type { TaskContext } from '@dropmill/futures';
import { transfer } from '@dropmill/futures/task';
import { Scratch } from '../../scratch.ts';
import { encryptionFor } from '../../zip-format/encryption.ts';
import { toUserError } from '../user-error.ts';
import type { ContentRequest } from './pack/entries/content-crc.ts';
import { type PackedBlock, packBlock, Trials } from './pack/entries/pack-block.ts';
import { type PackedFiles, type PlainPart, packFiles } from './pack/entries/pack-files.ts';
import type { Packed, PackRequest } from './pack/pack.ts';
import type { Extent } from './tar/tar-header.ts';
import type { HolesRequest } from './tar/tar-tasks.ts';
import type { TarReadRequest } from './tar/verify-tar.ts';
import { verifyDirectory, verifyPieces } from './verify/verify.ts';
import type { DirectorySlice, VerifyTask } from './verify/verify-request.ts';
import { makeFilter } from './walk/filter.ts';
import { Walk, type WalkOptions, type WalkRest, type WalkSlice } from './walk/walk.ts';

export interface WalkRequest {
  readonly rest: WalkRest;
  readonly options: WalkOptions;
  /** Roughly how many entries to visit. */
  readonly limit: number;
}

const trials = new Trials();
const scratch = { input: new Scratch(), data: new Scratch(), records: new Scratch() };

/** Finds the next entries of an archive and plans which task packs which. */
export async function walk(this: TaskContext, { rest, options, limit }: WalkRequest): Promise<WalkSlice> {
  return new Walk(rest, options, await makeFilter(options)).slice(limit, () => this.throwIfAborted());
}

/** Packs small entries together, or one block of a big file. */
export async function pack(this: TaskContext, request: PackRequest): Promise<Packed> {
  try {
    const packed = await packAny(request, () => this.throwIfAborted());
    return transfer(
      packed,
      packed.kind === 'files' ? [owned(packed.data), owned(packed.records)] : [owned(packed.data)],
    );
  } catch (error) {
    if (request.kind === 'files') throw error;
    return { kind: 'failed', error: toUserError(error) };
  }
}

async function packAny(request: PackRequest, check: () => void): Promise<PackedFiles | PackedBlock> {
  const { settings } = request;
  if (settings.format !== 'zip') {
    const { packTar } = await import('./tar/tar-tasks.ts');
    return packTar(request, { ...settings, format: settings.format }, { scratch, trials, check });
  }
  if (request.kind === 'block') return packBlock(request, settings, { scratch: scratch.input, trials });
  return packFiles(request.plan, settings, { scratch, encryption: await encryptionFor(settings.password), check });
}

/** Verifies an archive: reads back packed pieces or the directory, or unpacks entries. For the directory, returns what to unpack. */
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

/** Finds where the data is in a file for a tar archive; undefined if the file has no holes. */
export async function findHoles(this: TaskContext, request: HolesRequest): Promise<readonly Extent[] | undefined> {
  const { extentsOf } = await import('./tar/tar-tasks.ts');
  return extentsOf(request, () => this.throwIfAborted());
}

/** Computes the CRC of a file that was packed block by block and has grown meanwhile. */
export async function readAgain(this: TaskContext, request: ContentRequest): Promise<number> {
  const { contentCrc } = await import('./pack/entries/content-crc.ts');
  return contentCrc(request, () => this.throwIfAborted());
}

/** Unpacks a whole tar archive. Returns size and CRC of the uncompressed tar. */
export async function readBack(this: TaskContext, request: TarReadRequest): Promise<PlainPart> {
  const { readTar } = await import('./tar/verify-tar.ts');
  return readTar(request, () => this.throwIfAborted());
}

function owned(buffer: Buffer): ArrayBuffer {
  return buffer.buffer as ArrayBuffer;
}
