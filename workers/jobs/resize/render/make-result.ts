// One result: from the opened picture to the checked bytes of a file.
import type { Metadata, Sharp } from 'sharp';
import { JobError } from '../../user-error.ts';
import { keepMetadata, tidyMetadata } from '../metadata/keep.ts';
import { type MadeHeader, plainResult } from '../read/plain-header.ts';
import { encodeAs, startQuality } from './encoding.ts';
import { type Attempt, fitBytes } from './fit-bytes.ts';
import type { TargetSize } from './geometry.ts';
import { type PipelineParts, resultPages, startPipeline } from './pipeline.ts';

export interface ResultParts extends PipelineParts {
  /** The original's header; undefined when there is no metadata to keep. */
  readonly found: Metadata | undefined;
  readonly throwIfAborted: () => void;
}

export interface Encoded {
  readonly data: Buffer;
  /** Pixels; of one frame. */
  readonly width: number;
  readonly height: number;
  /** Whether the metadata had to be left out. */
  readonly bare: boolean;
}

/** @throws what sharp throws, or {JobError} when the result is not what was asked for */
export async function makeResult(parts: ResultParts, size: TargetSize): Promise<Encoded> {
  const { options, format } = parts;
  if (options.maxBytes === null) return encode(parts, size, options.quality);
  const attempts = { limit: options.maxBytes, quality: startQuality(format, options) };
  const { encoded } = await fitBytes({
    ...attempts,
    encode: async ({ quality, scale }: Attempt) => {
      parts.throwIfAborted();
      const encoded = await encode(parts, scaleTarget(size, scale), quality);
      return { encoded, length: encoded.data.length };
    },
  });
  return encoded;
}

function scaleTarget(size: TargetSize, scale: number): TargetSize {
  if (scale === 1) return size;
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
    how: size.how === 'none' ? 'scale' : size.how,
  };
}

async function encode(parts: ResultParts, size: TargetSize, quality: number | null): Promise<Encoded> {
  const { options, format, facts, found } = parts;
  const finish = (pipeline: Sharp) => encodeAs(pipeline, format, { ...options, quality }).toBuffer();
  const data = await finish(keepMetadata(startPipeline(parts, size), { options, format, facts, found }));
  const made = await check(parts, size, data);
  if (tidyMetadata(data, made.header, { options, format })) return { data, ...made.size, bare: false };
  const bare = await finish(startPipeline(parts, size));
  const { size: bareSize } = await check(parts, size, bare);
  return { data: bare, ...bareSize, bare: true };
}

/** Reads the header of what was made and holds it against what was asked for. */
async function check({ sharp, facts, format }: ResultParts, size: TargetSize, data: Buffer) {
  const made: MadeHeader = plainResult(format, data) ?? (await sharp(data).metadata());
  const height = made.pageHeight ?? made.height;
  const pages = resultPages(facts, format);
  if (made.width !== size.width || height !== size.height || (pages > 1 && made.pages !== pages)) {
    throw new JobError({
      code: 'WRONG_RESULT',
      message: `The result came out as ${made.width} × ${height} pixels and not as ${size.width} × ${size.height}.`,
      hint: 'Nothing was saved. Try another format.',
    });
  }
  return { header: made, size: { width: made.width, height } };
}
