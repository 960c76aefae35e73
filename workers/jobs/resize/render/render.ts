// Makes the results of one picture and writes them into their unfinished files. Runs in a worker.
import { closeSync, openSync, writeSync } from 'node:fs';
import { systemPath } from '../../../files/system-path.ts';
import type { OutputFormat } from '../formats.ts';
import { fileTellsPlace, holdsNothing } from '../metadata/attach.ts';
import { readMetadata } from '../metadata/blocks.ts';
import type { MetadataLoss } from '../metadata/keep.ts';
import type { ResizeOptions } from '../options.ts';
import { pictureError } from '../picture-error.ts';
import type { PictureFacts } from '../read/facts.ts';
import { loadSharp } from '../read/load-sharp.ts';
import { inTurn } from '../read/one-svg.ts';
import type { TargetSize } from './geometry.ts';
import { type Encoded, makeResult, type ResultParts } from './make-result.ts';
import { openSource, resultPages } from './pipeline.ts';
import { resultColours } from './profile-rules.ts';

export interface RenderInput {
  /** Absolute path of the original. */
  readonly path: string;
  /** Of the original. */
  readonly bytes: number;
  readonly facts: PictureFacts;
  readonly options: ResizeOptions;
  readonly format: OutputFormat;
  readonly targets: readonly RenderTarget[];
}

export interface RenderTarget {
  readonly size: TargetSize;
  /** Absolute path of the unfinished file; it exists and is empty. */
  readonly part: string;
}

export interface Rendered {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** The file holds the original as it was, which is smaller than the result. */
  readonly kept: boolean;
}

/**
 * - `damaged`: the decoder read the picture but complained
 * - `bare`: the metadata could not be kept
 * - `shrunk`: it had to get smaller to fit into the bytes
 * - `metadata-for-size`: the metadata had to go to fit into the bytes
 * - `hdr-colours`: the colours are of a range that the result does not hold
 */
export type RenderNote =
  | 'damaged'
  | 'bare'
  | 'shrunk'
  | 'metadata-for-size'
  | 'hdr-colours'
  | 'first-frame'
  | MetadataLoss;

export interface RenderResult {
  readonly results: readonly Rendered[];
  readonly notes: readonly RenderNote[];
}

/** What a task tells while it runs, and how it learns that it should stop. */
export interface Watch {
  readonly progress: (fraction: number) => void;
  readonly throwIfAborted: () => void;
}

/** @throws {JobError} with reason and hint, when the picture cannot be read or written */
export async function renderPicture(input: RenderInput, watch: Watch): Promise<RenderResult> {
  watch.progress(0);
  try {
    const parts = await openPicture(input, watch);
    return await inTurn(input.facts.format, () => renderStrictly(input, parts, watch));
  } catch (error) {
    watch.throwIfAborted();
    throw pictureError(error);
  }
}

async function openPicture({ path, facts, options, format }: RenderInput, watch: Watch): Promise<ResultParts> {
  const sharp = await loadSharp();
  const { keepsProfile } = resultColours({ facts, options, format }, false);
  const source = await openSource(sharp, path, facts, { keepsProfile, pages: resultPages(facts, format) });
  const found = readMetadata(facts.format, source.original);
  return { sharp, source, facts, options, format, found, throwIfAborted: watch.throwIfAborted };
}

/**
 * A picture that the decoder complains of, but can read, is made all the same and said to be damaged; except in place
 * of its original.
 */
async function renderStrictly(input: RenderInput, parts: ResultParts, watch: Watch): Promise<RenderResult> {
  try {
    return await renderAll(input, parts, watch);
  } catch (error) {
    if (input.options.destination === 'replace' || isOurs(error)) throw error;
    watch.throwIfAborted();
    const source = { ...parts.source, options: { ...parts.source.options, failOn: 'error' as const } };
    const lenient = await renderAll(input, { ...parts, source }, watch).catch(() => {
      throw error;
    });
    return { ...lenient, notes: [...lenient.notes, 'damaged'] };
  }
}

function isOurs(error: unknown): boolean {
  return error instanceof Error && (error.name === 'JobError' || 'syscall' in error);
}

async function renderAll(input: RenderInput, parts: ResultParts, watch: Watch): Promise<RenderResult> {
  const results: Rendered[] = [];
  const notes = new Set<RenderNote>();
  for (const { size, part } of input.targets) {
    watch.throwIfAborted();
    const encoded = await makeResult(parts, size);
    watch.throwIfAborted();
    for (const loss of encoded.lost) notes.add(loss);
    if (encoded.width < size.width) notes.add('shrunk');
    results.push(await save(input, parts, encoded, part));
    // The last one is told by the task's end.
    if (results.length < input.targets.length) watch.progress(results.length / input.targets.length);
  }
  return { results, notes: [...notes] };
}

async function save(input: RenderInput, parts: ResultParts, encoded: Encoded, part: string): Promise<Rendered> {
  const kept = input.options.keepSmaller && encoded.data.length >= input.bytes && mayKeep(parts);
  const data = kept ? parts.source.original : encoded.data;
  writePart(part, data);
  return { width: encoded.width, height: encoded.height, bytes: data.length, kept };
}

/** Whether the original itself would do as the result: same format, and no metadata that should go. */
function mayKeep({ facts, format, options, found, source }: ResultParts): boolean {
  if (facts.format !== format) return false;
  switch (options.metadata) {
    case 'all':
      return true;
    case 'no-location':
      return !fileTellsPlace(format, source.original);
    case 'copyright':
    case 'none':
      return holdsNothing(found);
  }
}

/**
 * Writes into the existing file, so that one which was removed meanwhile does not come back. It is empty: cutting it to
 * length all the same makes ext4 write it out when it is closed. In a worker the detour over the thread pool would cost
 * more than the calls.
 */
function writePart(path: string, data: Uint8Array): void {
  const descriptor = openSync(systemPath(path), 'r+');
  try {
    for (let at = 0; at < data.length; ) at += writeSync(descriptor, data, at);
  } finally {
    closeSync(descriptor);
  }
}
