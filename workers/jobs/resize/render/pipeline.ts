// Builds the sharp pipeline for one picture: read, turn, resize, convert to the colours of the result. It does not encode.
import type { Sharp, SharpOptions } from 'sharp';
import { formatOf, type OutputFormat, writerOf } from '../formats.ts';
import { readMetadata } from '../metadata/blocks.ts';
import { type FoundMetadata, NO_METADATA } from '../metadata/found-metadata.ts';
import type { ResizeOptions } from '../options.ts';
import { inOwnColours, plainGrey } from '../read/colours/own-colours.ts';
import { hasLimitedAlpha, withFullAlpha } from '../read/decoders/alpha-range.ts';
import { bmpToPng } from '../read/decoders/bmp.ts';
import { asDecodable } from '../read/decoders/decodable.ts';
import { heicToPng } from '../read/decoders/heic.ts';
import { oddTiff } from '../read/decoders/odd-tiff.ts';
import { turnFrames } from '../read/decoders/turned-frames.ts';
import type { PictureFacts } from '../read/facts.ts';
import { withEnd } from '../read/headers/jpeg-header.ts';
import type { SharpModule } from '../read/load-sharp.ts';
import { MAX_PIXELS } from '../read/memory-gate.ts';
import type { TargetSize } from './geometry.ts';
import { isGrey, type ResultColours, resultColours } from './profile-rules.ts';

/** What sharp reads a picture from. */
export interface Source {
  readonly input: Buffer;
  readonly options: SharpOptions;
}

/** The properties of the result that decide how the original is read. @default the first frame, in sRGB */
export interface OpenHow {
  readonly keepsProfile?: boolean;
  /** Whether the result is grey, too. */
  readonly grey?: boolean;
  /** Number of frames of the result. */
  readonly pages?: number;
  /** @default the metadata that is read from the original */
  readonly found?: FoundMetadata;
  /** Whether the decoder has complained about the file before. Then a missing end marker is not added. */
  readonly isLenient?: boolean;
}

export async function openSource(
  sharp: SharpModule,
  original: Buffer,
  facts: PictureFacts,
  { keepsProfile = false, grey = true, pages = 1, found, isLenient = false }: OpenHow = {},
): Promise<Source> {
  const ended = facts.format === 'jpeg' && !isLenient ? withEnd(original) : original;
  const decodable = await toDecodable(sharp, ended, facts);
  const input =
    pages > 1 && facts.orientation > 1
      ? await turnFrames(sharp, decodable, facts.orientation)
      : keepsProfile && facts.profile
        ? decodable
        : await toKnownColours(sharp, decodable, facts, {
            grey,
            pages,
            found: () => found ?? readMetadata(facts.format, original),
          });
  // A picture that was made from the page has no other pages.
  const page = input === original ? facts.page : undefined;
  // An embedded picture may be large. The memory for a drawing is limited by its file size and its pixels.
  const options: SharpOptions = {
    limitInputPixels: MAX_PIXELS,
    ...(facts.format === 'svg' && { unlimited: true }),
    ...(page !== undefined && { page }),
  };
  return { input, options };
}

/** Turns formats that sharp cannot decode into an uncompressed PNG or TIFF. */
async function toDecodable(sharp: SharpModule, file: Buffer, { format, alpha }: PictureFacts): Promise<Buffer> {
  const { reader } = formatOf(format);
  switch (reader) {
    case 'sharp':
      if (format === 'avif' && alpha && hasLimitedAlpha(file)) return withFullAlpha(sharp, asDecodable(format, file));
      return (format === 'tiff' && (await oddTiff(sharp, file))) || asDecodable(format, file);
    case 'libheif':
      return heicToPng(file, await sharp(file).metadata());
    case 'bmp':
      return bmpToPng(file);
    default:
      return reader satisfies never;
  }
}

async function toKnownColours(
  sharp: SharpModule,
  file: Buffer,
  facts: PictureFacts,
  { grey, pages, found }: Required<Pick<OpenHow, 'grey' | 'pages'>> & { readonly found: () => FoundMetadata },
): Promise<Buffer> {
  const { space, profile, format, page = 0 } = facts;
  const reading = { page, pages };
  // If grey is turned into colour, libvips finds that the profile does not fit, and ignores it.
  if (space === 'b-w' && profile && !grey) return plainGrey(sharp, file, reading);
  const namesColours = !profile && (format === 'avif' || format === 'heic' || format === 'png');
  const { nclx, pngColours } = namesColours ? found() : NO_METADATA;
  const icc = space === 'grey16' && profile ? (await sharp(file, { page }).metadata()).icc : undefined;
  return (await inOwnColours(sharp, file, { space, icc, nclx, pngColours, ...reading })) ?? file;
}

/** How many frames or pages the result has. */
export function resultPages(facts: Pick<PictureFacts, 'format' | 'pages'>, format: OutputFormat): number {
  return writerOf(format).pagesFrom.includes(facts.format) ? facts.pages : 1;
}

export interface PipelineParts {
  readonly sharp: SharpModule;
  readonly source: Source;
  /** Of the original. */
  readonly facts: PictureFacts;
  /** The facts of the shared pixels, if they were decoded once for several results, at the size of the largest. */
  readonly decoded?: PictureFacts | undefined;
  /** Whether the original is a JPEG with an HDR gain map and the result is a JPEG, too. */
  readonly hasGainMap?: boolean;
  readonly options: ResizeOptions;
  readonly format: OutputFormat;
}

export function startPipeline(parts: PipelineParts, size: TargetSize): Sharp {
  const { sharp, source, options, format, decoded } = parts;
  const facts = decoded ?? parts.facts;
  const pages = resultPages(parts.facts, format);
  const flattens = !writerOf(format).holds.alpha && facts.alpha;
  const colours = resultColours({ facts, options, format }, flattens || (size.how === 'pad' && !decoded));
  let pipeline = sharp(source.input, { ...source.options, ...(pages > 1 && { pages: -1 }) });
  if (pages === 1) pipeline = pipeline.autoOrient();
  if (isGrey(facts) && !colours.grey) pipeline = pipeline.pipelineColourspace(facts.depth === 2 ? 'rgb16' : 'srgb');
  pipeline = resizeTo(pipeline, decoded ? fromDecoded(decoded, size) : size, options, {
    pages,
    deep: facts.depth === 2,
  });
  if (flattens) pipeline = pipeline.flatten({ background: options.background });
  const isSmaller = size.how !== 'none' && size.width < parts.facts.width;
  if (options.sharpen && isSmaller) pipeline = pipeline.sharpen({ sigma: 0.6 });
  const coloured = bringColours(pipeline, facts, colours);
  return keepsGainMap(parts, size) ? (coloured as KeepsGainMap).keepGainMap() : coloured;
}

/** Switches off the effects that only the finished picture gets, for intermediate pixels and for the original in a comparison. */
export function withoutEffects(options: ResizeOptions, colours: ResizeOptions['colours']): ResizeOptions {
  return { ...options, sharpen: false, colours };
}

/** sharp 0.35 has this method but does not declare it. */
type KeepsGainMap = Sharp & { keepGainMap(): Sharp };

/**
 * Whether the result keeps the gain map. sharp keeps it when scaling, but not when cropping or padding. With its cache off, it
 * reads the map of a turned picture from memory that it has freed (0.35.5).
 */
export function keepsGainMap({ hasGainMap = false, facts }: PipelineParts, { how }: TargetSize): boolean {
  return hasGainMap && facts.orientation === 1 && (how === 'none' || how === 'scale');
}

function fromDecoded({ width, height }: PictureFacts, size: TargetSize): TargetSize {
  return { ...size, how: size.width === width && size.height === height ? 'none' : 'scale' };
}

function resizeTo(
  pipeline: Sharp,
  { how, width, height }: TargetSize,
  options: ResizeOptions,
  { pages, deep }: { readonly pages: number; readonly deep: boolean },
): Sharp {
  const { background } = options;
  switch (how) {
    case 'none':
      return pipeline;
    case 'scale':
      return pipeline.resize(width, height, { fit: 'fill' });
    case 'crop':
      return pipeline.resize(width, height, { fit: 'cover', position: cropPosition(options.position, pages) });
    case 'pad':
      return wholly(
        pipeline.resize(width, height, { fit: 'contain', background, withoutEnlargement: !options.enlarge }),
        deep,
      );
  }
}

/** sharp's options, of which this one takes whole numbers alone. */
type HasBackground = Sharp & { readonly options: { resizeBackground: readonly number[] } };

/** With 16 bits, sharp multiplies the background by 256, so that white would be grey and the border translucent. */
function wholly(padded: Sharp, deep: boolean): Sharp {
  const { options } = padded as HasBackground;
  if (deep) options.resizeBackground = options.resizeBackground.map((value) => (value * 257) / 256);
  return padded;
}

/** Returns sharp's names of positions. Those that depend on the content do not work for many frames at once. */
function cropPosition(position: string, pages: number): string {
  if (position === 'attention' || position === 'entropy') return pages > 1 ? 'centre' : position;
  const [vertical, horizontal] = position.split('-');
  return horizontal ? `${horizontal} ${vertical}` : position;
}

function bringColours(pipeline: Sharp, { depth, profile }: PictureFacts, colours: ResultColours): Sharp {
  const { grey, deep, cmyk, keepsProfile } = colours;
  if (cmyk) return pipeline.pipelineColourspace('cmyk').toColourspace('cmyk').keepIccProfile();
  const shaped = grey
    ? pipeline.toColourspace(deep ? 'grey16' : 'b-w')
    : deep
      ? pipeline.toColourspace('rgb16')
      : pipeline;
  if (keepsProfile) return shaped.keepIccProfile();
  // sharp processes pictures of 16 bits in the wide space P3. Without this they would stay in it, without saying so.
  return depth === 2 && profile && !grey ? shaped.withIccProfile('srgb', { attach: false }) : shaped;
}
