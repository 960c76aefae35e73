// One result: from the opened picture to the checked bytes of a file.
import { JobError } from '../../user-error.ts';
import { attachMetadata, fileTellsPlace } from '../metadata/attach.ts';
import type { FoundMetadata, MetadataBlocks } from '../metadata/blocks.ts';
import type { Geometry } from '../metadata/geometry-change.ts';
import { keepMetadata, type MetadataLoss } from '../metadata/keep.ts';
import { type MadeHeader, plainResult } from '../read/plain-header.ts';
import { encodeAs, startQuality } from './encoding.ts';
import { type Attempt, fitBytes } from './fit-bytes.ts';
import type { TargetSize } from './geometry.ts';
import { type PipelineParts, resultPages, startPipeline } from './pipeline.ts';

export interface ResultParts extends PipelineParts {
  /** Of the original. */
  readonly found: FoundMetadata;
  readonly throwIfAborted: () => void;
}

export interface Encoded {
  readonly data: Buffer;
  /** Pixels; of one frame. */
  readonly width: number;
  readonly height: number;
  /** What it lacks of the original's metadata. */
  readonly lost: ReadonlySet<MetadataLoss | 'bare'>;
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
  const { options, format, facts } = parts;
  const bare = await encodeAs(startPipeline(parts, size), format, { ...options, quality }).toBuffer();
  const made = await check(parts, size, bare);
  const { blocks, lost } = keepMetadata(parts.found, {
    mode: options.metadata,
    format,
    from: facts.format,
    geometry: geometryOf(parts, made),
  });
  const picture = { data: bare, ...made, alpha: facts.alpha };
  const data = attachMetadata(format, picture, blocks);
  if (options.metadata === 'all' || !fileTellsPlace(format, data)) return { data, ...made, lost };
  const density: MetadataBlocks = { density: blocks.density };
  return { data: attachMetadata(format, picture, density), ...made, lost: new Set([...lost, 'bare' as const]) };
}

function geometryOf({ facts }: ResultParts, made: MadeSize & { readonly how?: TargetSize['how'] }): Geometry {
  const turned = facts.orientation > 1;
  const scaled = made.how === 'none' || made.how === 'scale';
  return {
    change: turned || !scaled ? 'other' : made.how === 'none' ? 'same' : 'scaled',
    width: made.width,
    height: made.height,
    originalWidth: facts.width,
    originalHeight: facts.height,
    orientation: 1,
  };
}

interface MadeSize {
  readonly width: number;
  readonly height: number;
}

/** Reads the header of what was made and holds it against what was asked for. */
async function check(
  { sharp, facts, format }: ResultParts,
  size: TargetSize,
  data: Buffer,
): Promise<MadeSize & { readonly how: TargetSize['how'] }> {
  const made: MadeHeader = plainResult(format, data) ?? (await sharp(data).metadata());
  const height = made.pageHeight ?? made.height;
  const pages = resultPages(facts, format);
  if (made.width !== size.width || height !== size.height || (pages > 1 && made.pages !== pages)) {
    const wanted = { wantedWidth: size.width, wantedHeight: size.height };
    throw new JobError('WRONG_RESULT', { width: made.width, height, ...wanted });
  }
  return { width: made.width, height, how: size.how };
}
