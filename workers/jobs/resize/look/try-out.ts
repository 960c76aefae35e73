// Makes what a job would make of one picture, with the job's own code, but writes no file.
import { crypto } from '../../../files/node-when-used.ts';
import type { Picture, TriedOut } from '../../picture-maker.ts';
import { JobError, message } from '../../user-error.ts';
import { FORMATS, formatOf, type OutputFormat, writerOf } from '../formats.ts';
import type { ResizeOptions } from '../options.ts';
import { pictureError } from '../picture-error.ts';
import { refuseEdges } from '../plan/picture-plan.ts';
import type { PictureFacts } from '../read/facts.ts';
import { inspectFile } from '../read/inspect.ts';
import { loadSharp } from '../read/load-sharp.ts';
import { readOriginal } from '../read/original.ts';
import { inTurn } from '../read/svg/one-svg.ts';
import { refusal } from '../read/too-large.ts';
import { outputFormats } from '../render/encoding.ts';
import { type TargetSize, targetSizes } from '../render/geometry.ts';
import { scaleTarget } from '../render/make-result.ts';
import { openSource, startPipeline, withoutEffects } from '../render/pipeline.ts';
import { makeResults, type Rendered } from '../render/render.ts';

export interface TryOutInput {
  /** Absolute. */
  readonly path: string;
  readonly options: ResizeOptions;
  /** Whether fewer pixels are made if that is quicker. */
  readonly draft: boolean;
  /** The `geometry` for which the window has the original already. */
  readonly known: string | null;
}

/** The size of a draft, which is made within a tenth of a second. */
const DRAFT_PIXELS = 600_000;

/** How many pixels the window shows of a side: more would take 100 MB there. */
const VIEW_PIXELS = 24_000_000;

/** High enough that it adds no visible loss to a comparison. */
const VIEW_QUALITY = 95;

/** @throws {JobError} the error that the job would show on the picture's row */
export async function tryOut({ path, options, draft, known }: TryOutInput): Promise<TriedOut> {
  const inspection = await inspectFile(path);
  if (inspection.kind !== 'picture') {
    throw JobError.of(inspection.kind === 'broken' ? inspection.error : message('NO_PICTURE'));
  }
  const { facts } = inspection;
  const refused = refusal(facts);
  if (refused) throw JobError.of(refused);
  const [size] = targetSizes(options, facts, formatOf(facts.format).vector);
  const [format] = outputFormats(options, facts.format);
  if (!size || !format) throw new JobError('NO_PICTURE');
  refuseEdges({ format, size });
  const scale = draft ? draftScale(size) : 1;
  const made = await make({ path, facts, options, format, size: scaleTarget(size, scale) }, scale < 1);
  const geometry = geometryOf(path, options, size);
  const needsBefore = known !== geometry || made.kept;
  const before = needsBefore ? await original({ path, facts, options, size: scaleTarget(size, scale) }) : null;
  return {
    format: FORMATS[format].label,
    width: size.width,
    height: size.height,
    bytes: scale < 1 ? null : made.bytes,
    originalWidth: facts.width,
    originalHeight: facts.height,
    originalBytes: made.originalBytes,
    quality: options.lossless ? null : (options.quality ?? writerOf(format).quality),
    alpha: facts.alpha,
    isDraft: scale < 1,
    geometry,
    before,
    after: made.kept && before ? before : made.after,
  };
}

/** The factor for width and height. */
function draftScale({ width, height }: TargetSize): number {
  return Math.min(1, Math.sqrt(DRAFT_PIXELS / (width * height)));
}

interface Wanted {
  readonly path: string;
  readonly facts: PictureFacts;
  readonly options: ResizeOptions;
  readonly size: TargetSize;
}

interface Made extends Rendered {
  readonly originalBytes: number;
  readonly after: Picture;
}

/** A draft ignores a maximum file size, as meeting it takes many encodings. */
async function make(
  { path, facts, options, format, size }: Wanted & { readonly format: OutputFormat },
  isDraft: boolean,
): Promise<Made> {
  const originalBytes = (await readOriginal(path, facts.format)).length;
  const own = isDraft ? { ...options, maxBytes: null, keepSmaller: false } : options;
  const input = { path, bytes: originalBytes, facts, options: own, targets: [{ format, size }], draft: isDraft };
  let data = Buffer.alloc(0);
  const { results } = await makeResults(input, UNWATCHED, (_, made) => {
    data = Buffer.from(made);
  });
  const [result] = results;
  if (!result) throw new JobError('NO_PICTURE');
  // The window gets no file of the user itself: if the original is kept, it is shown like the original.
  const after = result.kept ? EMPTY : await shown(data, format, facts, result);
  return { ...result, originalBytes, after };
}

const UNWATCHED = { progress() {}, throwIfAborted() {} };
const EMPTY: Picture = { mime: '', data: new Uint8Array() };

async function shown(
  data: Buffer,
  format: OutputFormat,
  facts: PictureFacts,
  { width, height }: Rendered,
): Promise<Picture> {
  if (writerOf(format).inBrowsers && facts.pages === 1 && width * height <= VIEW_PIXELS) {
    return { mime: FORMATS[format].mime, data: new Uint8Array(data) };
  }
  const sharp = await loadSharp();
  const edge = Math.sqrt(Math.min(1, VIEW_PIXELS / (width * height)));
  const view = sharp(data, { limitInputPixels: false }).resize(Math.round(width * edge));
  return encodeView(view, facts.alpha);
}

/** Makes the original in the shape of the result, so that both can be laid over each other, and with all of its colours. */
async function original({ path, facts, options, size }: Wanted): Promise<Picture> {
  try {
    const sharp = await loadSharp();
    const still = { ...facts, pages: 1 };
    const format = facts.alpha ? 'webp' : 'jpeg';
    const source = await openSource(sharp, await readOriginal(path, facts.format), still);
    const scale = Math.min(1, Math.sqrt(VIEW_PIXELS / (size.width * size.height)));
    const plain = withoutEffects(options, 'srgb');
    const parts = { sharp, source, facts: still, options: plain, format } as const;
    return await inTurn(facts.format, () => encodeView(startPipeline(parts, scaleTarget(size, scale)), facts.alpha));
  } catch (error) {
    throw pictureError(error);
  }
}

async function encodeView(view: ReturnType<typeof startPipeline>, alpha: boolean): Promise<Picture> {
  const encoded = alpha
    ? view.webp({ quality: VIEW_QUALITY, effort: 0 })
    : view.jpeg({ quality: VIEW_QUALITY, chromaSubsampling: '4:4:4' });
  return { mime: alpha ? 'image/webp' : 'image/jpeg', data: new Uint8Array(await encoded.toBuffer()) };
}

/** Returns the same text for the same part of the same picture, in whatever format. */
function geometryOf(path: string, { position, background }: ResizeOptions, { width, height, how }: TargetSize): string {
  const text = [path, width, height, how, position, background].join('\0');
  return crypto().createHash('sha1').update(text).digest('base64url');
}
