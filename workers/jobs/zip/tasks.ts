// What workers do for a zip job.
import { type TaskContext, transfer } from '../../executor/index.ts';
import { toUserError } from '../user-error.ts';
import type { Packed, PackRequest } from './pack.ts';
import { packBlock, Trials } from './pack-block.ts';
import { packFiles } from './pack-files.ts';
import { Walk, type WalkOptions, type WalkRest, type WalkSlice } from './walk.ts';

export interface WalkRequest {
  readonly rest: WalkRest;
  readonly options: WalkOptions;
  /** Entries to visit, more or less. */
  readonly limit: number;
}

const trials = new Trials();

/** Finds the next entries of an archive and plans who packs them. */
export function walk(this: TaskContext, { rest, options, limit }: WalkRequest): WalkSlice {
  return new Walk(rest, options).slice(limit, () => this.throwIfAborted());
}

/** Packs small entries together, or one block of a big file. */
export function pack(this: TaskContext, request: PackRequest): Packed {
  if (request.kind === 'files') {
    const packed = packFiles(request.plan, request.settings, () => this.throwIfAborted());
    return transfer(packed, [owned(packed.data), owned(packed.records)]);
  }
  try {
    const packed = packBlock(request, request.settings, trials);
    return transfer(packed, [owned(packed.data)]);
  } catch (error) {
    return { kind: 'failed', error: toUserError(error) };
  }
}

function owned(buffer: Buffer): ArrayBuffer {
  return buffer.buffer as ArrayBuffer;
}
