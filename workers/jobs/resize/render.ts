// Makes the results of one picture: decode, turn, resize, encode, write. Runs in a worker.
import { open, readFile } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import type { ResizeOptions } from './definition.ts';
import { encodeAs, type OutputFormat } from './encoding.ts';
import type { PictureFacts } from './facts.ts';
import type { TargetSize } from './geometry.ts';
import { loadSharp, type SharpModule } from './load-sharp.ts';
import { pictureError } from './picture-error.ts';

export interface RenderInput {
  /** Absolute path of the original. */
  readonly path: string;
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

export interface RenderResult {
  readonly results: readonly { readonly width: number; readonly height: number; readonly bytes: number }[];
}

/** What a task tells while it runs, and how it learns that it should stop. */
export interface Watch {
  readonly progress: (fraction: number) => void;
  readonly throwIfAborted: () => void;
}

/** @throws {JobError} with reason and hint, when the picture cannot be read or written */
export async function renderPicture(input: RenderInput, watch: Watch): Promise<RenderResult> {
  const sharp = await loadSharp();
  watch.progress(0);
  const results: RenderResult['results'][number][] = [];
  for (const target of input.targets) {
    watch.throwIfAborted();
    const encoded = await encode(sharp, input, target.size).catch((error: unknown) => {
      throw pictureError(error);
    });
    watch.throwIfAborted();
    await writePart(target.part, encoded.data);
    results.push({ width: encoded.width, height: encoded.height, bytes: encoded.data.length });
    watch.progress(results.length / input.targets.length);
  }
  return { results };
}

async function encode(sharp: SharpModule, { path, facts, options, format }: RenderInput, size: TargetSize) {
  const input = facts.format === 'svg' ? await readFile(path) : path;
  const pipeline = resizeTo(sharp(input, { limitInputPixels: false }).autoOrient(), size, options);
  const { data, info } = await encodeAs(pipeline, format, options).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function resizeTo(pipeline: Sharp, { how, width, height }: TargetSize, options: ResizeOptions): Sharp {
  const { background } = options;
  switch (how) {
    case 'none':
      return pipeline;
    case 'scale':
      return pipeline.resize(width, height, { fit: 'fill' });
    case 'crop':
      return pipeline.resize(width, height, { fit: 'cover' });
    case 'pad':
      return pipeline.resize(width, height, { fit: 'contain', background });
  }
}

/** Writes into the existing file, so that one which was removed meanwhile does not come back. */
async function writePart(path: string, data: Uint8Array): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.writeFile(data);
  } finally {
    await file.close();
  }
}
