// Makes one result: from the opened picture to the checked bytes of a file.
import type { Sharp } from 'sharp';
import { JobError } from '../../user-error.ts';
import { type Palette, type PictureFormat, writerOf } from '../formats.ts';
import { attachMetadata, type EncodedPicture, fileTellsPlace } from '../metadata/attach.ts';
import type { Density, FoundMetadata, MetadataLoss } from '../metadata/found-metadata.ts';
import type { Geometry } from '../metadata/geometry-change.ts';
import { keepMetadata } from '../metadata/keep.ts';
import { type MadeHeader, plainResult } from '../read/headers/plain-header.ts';
import type { SourceCoding } from '../read/source-coding.ts';
import { encodeAs, startQuality } from './encoding.ts';
import { type Attempt, fitBytes } from './fit-bytes.ts';
import type { TargetSize } from './geometry.ts';
import { keepsGainMap, type PipelineParts, resultPages, startPipeline } from './pipeline.ts';
import { mostColours } from './profile-rules.ts';

export interface ResultParts extends PipelineParts {
  /** The metadata of the original. */
  readonly found: FoundMetadata;
  /** How the original was encoded. */
  readonly coding: SourceCoding;
  /** Whether it is only shown as a draft. */
  readonly draft: boolean;
  readonly throwIfAborted: () => void;
}

export interface Encoded {
  readonly data: Buffer;
  /** Width of one frame, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Metadata of the original that it does not have. */
  readonly lost: ReadonlySet<MetadataLoss | 'bare' | 'metadata-for-size'>;
  /** The file as the encoder wrote it. */
  readonly picture: EncodedPicture;
  readonly density: Density | undefined;
}

/** @throws the error of sharp, or {JobError} if the result is not what was asked for */
export async function makeResult(parts: ResultParts, size: TargetSize): Promise<Encoded> {
  const first = await encode(parts, size, null);
  const limit = parts.options.maxBytes;
  if (limit === null || first.data.length <= limit) return first;
  return makeSmaller(parts, size, { first, limit });
}

/** First removes the metadata, then lowers the quality, and then the size in pixels if that is allowed. */
async function makeSmaller(
  parts: ResultParts,
  size: TargetSize,
  { first, limit }: { readonly first: Encoded; readonly limit: number },
): Promise<Encoded> {
  const bare = withoutMetadata(parts, first);
  if (bare.data.length <= limit) return bare;
  const quality = startQuality(parts.format, { ...parts.options, quality: qualityOf(parts) });
  const { encoded } = await fitBytes({
    limit,
    quality,
    mayShrink: parts.options.mayShrink,
    encode: async (attempt: Attempt) => {
      parts.throwIfAborted();
      const isFirst = attempt.scale === 1 && attempt.quality === quality;
      const encoded = isFirst
        ? bare
        : withoutMetadata(parts, await encode(parts, scaleTarget(size, attempt.scale), attempt));
      return { encoded, length: encoded.data.length };
    },
  });
  if (encoded.data.length > limit) throw new JobError('DOES_NOT_FIT', { size: encoded.data.length, most: limit });
  return encoded;
}

function withoutMetadata({ format }: ResultParts, { picture, density, ...encoded }: Encoded): Encoded {
  const data = attachMetadata(format, picture, { density });
  const lost =
    data.length < encoded.data.length ? new Set([...encoded.lost, 'metadata-for-size' as const]) : encoded.lost;
  return { ...encoded, picture, density, data, lost };
}

/** Returns a smaller target. @param scale factor for width and height */
export function scaleTarget(size: TargetSize, scale: number): TargetSize {
  if (scale === 1) return size;
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
    how: size.how === 'none' ? 'scale' : size.how,
  };
}

/** @param attempt a lower quality than was asked for; null for the first try */
async function encode(parts: ResultParts, size: TargetSize, attempt: Attempt | null): Promise<Encoded> {
  const { options, format, facts } = parts;
  const bare = await encodePicture(parts, size, attempt);
  const made = await check(parts, size, bare);
  const { blocks, lost } = keepMetadata(parts.found, {
    mode: options.metadata,
    format,
    from: facts.format,
    geometry: geometryOf(parts, made),
    keepsGainMap: keepsGainMap(parts, size),
  });
  const picture = { data: bare, ...made, alpha: facts.alpha, hasGainMap: keepsGainMap(parts, size) };
  const { density } = blocks;
  const data = attachMetadata(format, picture, blocks);
  const result = { picture, density, width: made.width, height: made.height };
  if (options.metadata === 'all' || !fileTellsPlace(format, data, picture.hasGainMap)) return { ...result, data, lost };
  return { ...result, data: attachMetadata(format, picture, { density }), lost: new Set([...lost, 'bare' as const]) };
}

/** Encodes the picture without metadata. */
async function encodePicture(parts: ResultParts, size: TargetSize, attempt: Attempt | null): Promise<Buffer> {
  const { options, format, coding, draft } = parts;
  if (attempt) return encodeAs(startPipeline(parts, size), format, { ...options, quality: attempt.quality }).toBuffer();
  const lossless = options.lossless || (format === 'webp' && options.quality === null && coding.lossless === true);
  const settings = { ...options, lossless, quality: qualityOf(parts), draft };
  for (const palette of palettesOf(parts, size)) {
    const data = await encodeAs(startPipeline(parts, size), format, { ...settings, palette }).toBuffer();
    if (size.how !== 'none' || (await samePixels(parts, size, data))) return data;
  }
  return encodeAs(startPipeline(parts, size), format, settings).toBuffer();
}

/** A JPEG is not encoded with a better quality than its original had, as that would only make it larger. */
function qualityOf({ options, format, coding }: ResultParts): number | null {
  const { jpegQuality } = coding;
  if (options.quality !== null || format !== 'jpeg' || jpegQuality === undefined) return options.quality;
  return Math.min(jpegQuality, writerOf(format).quality ?? jpegQuality);
}

/** The palettes to try, for a picture of few colours. If it was scaled, the palette has space for the shades between them. */
function palettesOf({ options, format, coding }: ResultParts, size: TargetSize): readonly Palette[] {
  const { paletteBits } = coding;
  if (format !== 'png' || options.quality !== null || paletteBits === undefined) return [];
  if (size.how !== 'none') return [{ colours: paletteBits === 1 ? 16 : 256, dither: 1 }];
  return [...new Set([2 ** paletteBits, 256])].map((colours) => ({ colours, dither: 0 }));
}

/** Whether the pixels are the same with a palette. This can fail if some of many colours are translucent. */
async function samePixels(parts: ResultParts, size: TargetSize, data: Buffer): Promise<boolean> {
  const pixels = (pipeline: Sharp) => pipeline.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer();
  const [wanted, made] = [await pixels(startPipeline(parts, size)), await pixels(parts.sharp(data))];
  return wanted.equals(made);
}

function geometryOf(parts: ResultParts, made: MadeSize & { readonly how?: TargetSize['how'] }): Geometry {
  const { facts, found } = parts;
  const turned = facts.orientation > 1;
  const scaled = made.how === 'none' || made.how === 'scale';
  return {
    change: turned || !scaled ? 'other' : made.how === 'none' ? 'same' : 'scaled',
    width: made.width,
    height: made.height,
    originalWidth: facts.width,
    originalHeight: facts.height,
    orientation: turned || turnsByProperties(facts.format) || found.hasExifInText ? 1 : undefined,
    turnsDensity: facts.orientation >= 5 && found.density?.x !== found.density?.y,
    becameSrgb: becameSrgb(parts),
  };
}

/** Whether the original's colours were not sRGB's, by what it says of them, and the result's are. */
function becameSrgb({ facts, found, options, format }: ResultParts): boolean {
  const hadOthers = facts.profile || found.nclx !== undefined || found.pngColours !== undefined;
  const isOtherKind = !PLAIN_SPACES.has(facts.space);
  return (hadOthers || isOtherKind) && !mostColours({ facts, options, format }).keepsProfile;
}

/** As libvips names them. */
const PLAIN_SPACES: ReadonlySet<string> = new Set(['srgb', 'rgb', 'rgb16', 'b-w', 'grey16']);

/**
 * Whether the format has properties for the orientation. For such formats, EXIF and XMP do not count (ISO/IEC 23000-22 section
 * 7.3.6.7), and encoders leave them as the camera wrote them. For others libvips uses EXIF, and if there is none, only XMP
 * may have an orientation.
 */
function turnsByProperties(format: PictureFormat): boolean {
  return format === 'heic' || format === 'avif';
}

interface MadeSize {
  readonly width: number;
  readonly height: number;
}

/** Reads the header of the result and compares it with what was asked for. */
async function check(
  parts: ResultParts,
  size: TargetSize,
  data: Buffer,
): Promise<MadeSize & { readonly how: TargetSize['how'] }> {
  const { sharp, facts, format } = parts;
  const made: MadeHeader = plainResult(format, data) ?? (await sharp(data).metadata());
  const height = made.pageHeight ?? made.height;
  const pages = resultPages(facts, format);
  const wrong = made.width !== size.width || height !== size.height;
  if (wrong || (pages > 1 && made.pages !== pages && !(await sameTime(parts, made)))) {
    throw new JobError('WRONG_RESULT', {
      width: made.width,
      height,
      wantedWidth: size.width,
      wantedHeight: size.height,
    });
  }
  return { width: made.width, height, how: size.how };
}

/** Compares the duration of animations, as encoders merge equal frames and turn an animation without changes into a still picture. */
async function sameTime({ sharp, source, facts }: ResultParts, made: MadeHeader): Promise<boolean> {
  if ((made.pages ?? 1) > facts.pages) return false;
  if (made.delay === undefined) return (made.pages ?? 1) === 1;
  const { delay = [] } = await sharp(source.input, { pages: -1 }).metadata();
  const total = (times: readonly number[]) => times.reduce((sum, time) => sum + time, 0);
  // Like browsers, libvips writes shorter times as a tenth of a second in WebP.
  const shown = delay.map((time) => (time <= MIN_DELAY_MS ? 100 : time));
  return [total(delay), total(shown)].includes(total(made.delay));
}

const MIN_DELAY_MS = 10;
