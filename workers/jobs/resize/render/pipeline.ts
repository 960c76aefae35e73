// One picture's way through sharp: read, turn, resize, bring to the colours of the result. Encodes nothing yet.
import type { Sharp, SharpOptions } from 'sharp';
import { formatOf, type OutputFormat, type PictureFormat, writerOf } from '../formats.ts';
import type { ResizeOptions } from '../options.ts';
import { bmpToPng } from '../read/bmp.ts';
import type { PictureFacts } from '../read/facts.ts';
import { heicToPng } from '../read/heic.ts';
import type { SharpModule } from '../read/load-sharp.ts';
import { MOST_PIXELS } from '../read/memory-gate.ts';
import { readOriginal } from '../read/original.ts';
import type { TargetSize } from './geometry.ts';

/** Where sharp reads a picture from. */
export interface Source {
  readonly input: Buffer;
  readonly options: SharpOptions;
  /** The file as it is on the disk. */
  readonly original: Buffer;
}

export async function openSource(sharp: SharpModule, path: string, facts: PictureFacts): Promise<Source> {
  const options: SharpOptions = { limitInputPixels: MOST_PIXELS };
  const original = await readOriginal(path, facts.format);
  return { input: await asSharpReads(sharp, original, facts.format), options, original };
}

/** What sharp itself cannot decode is handed to it as an uncompressed PNG. */
async function asSharpReads(sharp: SharpModule, original: Buffer, format: PictureFormat): Promise<Buffer> {
  const { reader } = formatOf(format);
  switch (reader) {
    case 'sharp':
      return original;
    case 'libheif':
      return heicToPng(original, await sharp(original).metadata());
    case 'bmp':
      return bmpToPng(original);
    default:
      return reader satisfies never;
  }
}

/** How many frames or pages the result has. */
export function resultPages(facts: Pick<PictureFacts, 'format' | 'pages'>, format: OutputFormat): number {
  return writerOf(format).pagesFrom.includes(facts.format) ? facts.pages : 1;
}

export interface PipelineParts {
  readonly sharp: SharpModule;
  readonly source: Source;
  readonly facts: PictureFacts;
  readonly options: ResizeOptions;
  readonly format: OutputFormat;
}

export function startPipeline(parts: PipelineParts, size: TargetSize): Sharp {
  const { sharp, source, facts, options, format } = parts;
  const pages = resultPages(facts, format);
  let pipeline = sharp(source.input, { ...source.options, ...(pages > 1 && { pages: -1 }) });
  if (pages === 1) pipeline = pipeline.autoOrient();
  pipeline = resizeTo(pipeline, size, options, pages);
  if (!writerOf(format).holds.alpha && facts.alpha) pipeline = pipeline.flatten({ background: options.background });
  if (options.sharpen && size.how !== 'none' && size.width < facts.width) pipeline = pipeline.sharpen({ sigma: 0.6 });
  return bringColours(pipeline, parts);
}

function resizeTo(pipeline: Sharp, { how, width, height }: TargetSize, options: ResizeOptions, pages: number): Sharp {
  const { background } = options;
  switch (how) {
    case 'none':
      return pipeline;
    case 'scale':
      return pipeline.resize(width, height, { fit: 'fill' });
    case 'crop':
      return pipeline.resize(width, height, { fit: 'cover', position: cropPosition(options.position, pages) });
    case 'pad':
      return pipeline.resize(width, height, { fit: 'contain', background, withoutEnlargement: !options.enlarge });
  }
}

/** sharp's names; what looks at the content cannot do so for many frames at once. */
function cropPosition(position: string, pages: number): string {
  if (position === 'attention' || position === 'entropy') return pages > 1 ? 'centre' : position;
  const [vertical, horizontal] = position.split('-');
  return horizontal ? `${horizontal} ${vertical}` : position;
}

function bringColours(pipeline: Sharp, { facts, options, format }: PipelineParts): Sharp {
  const { space, depth, profile } = facts;
  const { holds } = writerOf(format);
  const deep = depth === 2 && holds.deep;
  const grey = space === 'b-w' || space === 'grey16';
  if (options.colours === 'keep' && space === 'cmyk' && holds.cmyk) {
    return pipeline.pipelineColourspace('cmyk').toColourspace('cmyk').keepIccProfile();
  }
  const shaped = grey
    ? holds.grey
      ? pipeline.toColourspace(deep ? 'grey16' : 'b-w')
      : pipeline
    : deep
      ? pipeline.toColourspace('rgb16')
      : pipeline;
  if (options.colours === 'keep' && space !== 'cmyk') return shaped.keepIccProfile();
  // Pictures of 16 bits are worked on in the wide space P3; without this they would stay in it, and say nothing of it.
  return depth === 2 && profile && !grey ? shaped.withIccProfile('srgb', { attach: false }) : shaped;
}
