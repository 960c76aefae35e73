// Makes the results of one picture and writes them into their unfinished files. It runs in a worker.
import { closeSync, constants, fstatSync, writeSync } from 'node:fs';
import { patientOpen } from '../../../files/system/patience.ts';
import { systemPath } from '../../../files/system-path.ts';
import { JobError } from '../../user-error.ts';
import { type OutputFormat, type PictureFormat, writerOf } from '../formats.ts';
import { fileTellsPlace, holdsNothing } from '../metadata/attach.ts';
import { readMetadata } from '../metadata/blocks.ts';
import type { FoundMetadata, MetadataLoss } from '../metadata/found-metadata.ts';
import { bytesTellPlace } from '../metadata/places/place-readings.ts';
import type { ResizeOptions } from '../options.ts';
import { pictureError } from '../picture-error.ts';
import { isHighRange } from '../read/colours/wide-colours.ts';
import type { PictureFacts } from '../read/facts.ts';
import { loadSharp, type SharpModule } from '../read/load-sharp.ts';
import { readOriginal, release } from '../read/original.ts';
import { type SourceCoding, sourceCoding } from '../read/source-coding.ts';
import { inTurn } from '../read/svg/one-svg.ts';
import { decodeOnce, showsBackground } from './decode-once.ts';
import type { TargetSize } from './geometry.ts';
import { type Encoded, makeResult, type ResultParts } from './make-result.ts';
import { openSource, resultPages } from './pipeline.ts';
import { mostColours } from './profile-rules.ts';

/** A result that is wanted. */
export interface ResultTarget {
  readonly format: OutputFormat;
  readonly size: TargetSize;
}

/** What to make of a picture, wherever its results go. */
export interface MakeInput {
  /** Absolute path of the original. */
  readonly path: string;
  /** Of the original. */
  readonly bytes: number;
  readonly facts: PictureFacts;
  readonly options: ResizeOptions;
  readonly targets: readonly ResultTarget[];
  /** Whether the results are only shown. @default false */
  readonly draft?: boolean;
}

export interface RenderInput extends MakeInput {
  readonly targets: readonly RenderTarget[];
}

export interface RenderTarget extends ResultTarget {
  /** Absolute path of the unfinished file; it exists and is empty. */
  readonly part: string;
  /** Its number on the disk: the worker opens this file again, and refuses any other. */
  readonly partKey: string;
}

export interface Rendered {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** Whether the file is a copy of the original, which is smaller than the result. */
  readonly kept: boolean;
}

/**
 * - `damaged`: the decoder read the picture but complained
 * - `incomplete`: the decoder could not read all of the picture
 * - `bare`: the metadata could not be kept
 * - `shrunk`: it had to get smaller to fit into the bytes
 * - `metadata-for-size`: the metadata had to go to fit into the bytes
 * - `hdr-colours`: the colours have a range that the result cannot have
 * - `profile-place`: the colour profile should be kept, but tells a location
 * - `flattened`: the transparency was filled
 */
export type RenderNote =
  | 'damaged'
  | 'incomplete'
  | 'bare'
  | 'shrunk'
  | 'metadata-for-size'
  | 'hdr-colours'
  | 'first-frame'
  | 'flattened'
  | 'profile-place'
  | MetadataLoss;

export interface RenderResult {
  readonly results: readonly Rendered[];
  readonly notes: readonly RenderNote[];
}

/** How a task reports progress, and how it learns that it should stop. */
export interface Watch {
  readonly progress: (fraction: number) => void;
  readonly throwIfAborted: () => void;
}

/** @throws {JobError} with reason and hint if the picture cannot be read or written */
export function renderPicture(input: RenderInput, watch: Watch): Promise<RenderResult> {
  return makeResults(input, watch, (index, data) => {
    const target = input.targets[index];
    if (target) writePart(target.part, target.partKey, data);
  });
}

/**
 * Makes the results of a picture one after the other.
 * @param take gets the bytes of each file and its index among the targets. If the decoder complains, the picture is made again
 * from the first target on. Do not keep the bytes, as they may be those of the original
 * @throws {JobError} with reason and hint if the picture cannot be read or made
 */
export async function makeResults(
  input: MakeInput,
  watch: Watch,
  take: (index: number, data: Buffer) => void,
): Promise<RenderResult> {
  watch.progress(0);
  try {
    const opened = await openPicture(input, watch, take);
    const result = await inTurn(input.facts.format, () => renderStrictly(opened));
    release(opened.original);
    return result;
  } catch (error) {
    watch.throwIfAborted();
    throw pictureError(error, input.facts.format);
  }
}

interface Opened {
  readonly input: MakeInput;
  readonly watch: Watch;
  readonly take: (index: number, data: Buffer) => void;
  readonly sharp: SharpModule;
  readonly original: Buffer;
  readonly found: FoundMetadata;
  readonly coding: SourceCoding;
  readonly hasGainMap: boolean;
  /** Why a profile that should be kept is not. */
  readonly losesProfile: 'profile-place' | 'unknown-data' | undefined;
  /** Which complaints of the decoder end a picture. @default any */
  readonly failOn?: FailOn;
}

async function openPicture(input: MakeInput, watch: Watch, take: Opened['take']): Promise<Opened> {
  const { format } = input.facts;
  const sharp = await loadSharp();
  const original = await readOriginal(input.path, format);
  const found = readMetadata(format, original);
  const hasGainMap = await findGainMap(sharp, format, original, found);
  const losesProfile = await whyWithoutProfile(sharp, input, original);
  const clean = losesProfile ? { ...input, options: { ...input.options, colours: 'srgb' as const } } : input;
  const coding = sourceCoding(format, original);
  return { input: clean, watch, take, sharp, original, found, hasGainMap, losesProfile, coding };
}

/** Classes of profiles that say what the colours of a picture mean (ICC.1:2022, section 7.2.5): others have no place in a picture. */
const PICTURE_PROFILES: ReadonlySet<string> = new Set(['scnr', 'mntr', 'prtr', 'spac']);

/** A profile that tells a location cannot be cleaned. The pixels are then converted to sRGB. */
async function whyWithoutProfile(
  sharp: SharpModule,
  { facts, options }: MakeInput,
  original: Buffer,
): Promise<Opened['losesProfile']> {
  const icc = options.colours === 'keep' ? await profileOf(sharp, facts, original) : undefined;
  if (!icc) return undefined;
  if (options.metadata !== 'all' && bytesTellPlace(icc)) return 'profile-place';
  return PICTURE_PROFILES.has(icc.toString('latin1', 12, 16)) ? undefined : 'unknown-data';
}

async function profileOf(sharp: SharpModule, { profile }: PictureFacts, file: Buffer): Promise<Buffer | undefined> {
  return profile ? (await sharp(file).metadata()).icc : undefined;
}

/** Complaints below this level do not stop libvips; with `none` it leaves out what it cannot read. */
type FailOn = 'error' | 'none';

/** How a picture is read again after a complaint of the decoder, and the note that it gets. */
const LENIENT = [
  { failOn: 'error', note: 'damaged' },
  { failOn: 'none', note: 'incomplete' },
] as const satisfies readonly { failOn: FailOn; note: RenderNote }[];

/**
 * If the decoder complains but can read the picture, or a part of it, it is made nevertheless and marked as damaged or
 * incomplete, unless it would replace its original.
 */
async function renderStrictly(opened: Opened): Promise<RenderResult> {
  const isCutOff = opened.found.isCutOff === true;
  if (isCutOff && opened.input.options.destination === 'replace') throw new JobError('DAMAGED_PICTURE');
  try {
    const whole = await renderAll(opened);
    return isCutOff ? { ...whole, notes: [...whole.notes, 'damaged'] } : whole;
  } catch (error) {
    if (opened.input.options.destination === 'replace' || isOurs(error) || isUnsupported(error, opened)) throw error;
    for (const { failOn, note } of LENIENT) {
      opened.watch.throwIfAborted();
      const lenient = await renderLeniently({ ...opened, failOn }).catch(() => undefined);
      if (lenient) return { ...lenient, notes: [...lenient.notes, note] };
    }
    throw error;
  }
}

/** @throws also if nothing of the picture was read: the result would look like a picture of a single colour */
async function renderLeniently(opened: Opened): Promise<RenderResult> {
  const { failOn, sharp, input } = opened;
  if (failOn === 'none') {
    const { source } = await openParts(opened, 'png');
    const { channels } = await sharp(source.input, source.options).stats();
    if (channels.every(({ min, max }) => min === max)) throw pictureError(new Error('corrupt'), input.facts.format);
  }
  return renderAll(opened);
}

/** Whether the format is not supported. Then nothing would be read, and an empty picture would count as a success. */
function isUnsupported(error: unknown, { input }: Opened): boolean {
  const fault = pictureError(error, input.facts.format);
  return 'code' in fault && fault.code === 'UNSUPPORTED_KIND';
}

function isOurs(error: unknown): boolean {
  return error instanceof Error && (error.name === 'JobError' || 'syscall' in error);
}

async function renderAll(opened: Opened): Promise<RenderResult> {
  const { input, watch } = opened;
  const notes = new Set<RenderNote>();
  const results: Rendered[] = [];
  const partsFor = partsByTarget(opened);
  for (const target of input.targets) {
    watch.throwIfAborted();
    const parts = await partsFor(target);
    const encoded = await makeResult(parts, target.size);
    watch.throwIfAborted();
    const { data, ...saved } = await fileOf(opened, parts, encoded);
    opened.take(results.length, data);
    results.push(saved);
    // A copy of the original lacks nothing.
    if (!saved.kept) for (const note of notesOf(opened, encoded, target)) notes.add(note);
    if (!notes.has('flattened') && (await showsBackground(parts, target.size))) notes.add('flattened');
    // The task's end reports the last one.
    if (results.length < input.targets.length) watch.progress(results.length / input.targets.length);
  }
  return { results, notes: [...notes] };
}

function notesOf(opened: Opened, { lost, width }: Encoded, { size, format }: ResultTarget): readonly RenderNote[] {
  const { found, losesProfile } = opened;
  return [
    ...lost,
    // Frames of APNGs and AVIFs, and pictures that are behind the first, which libvips does not count.
    ...(found.extras.has('animation') || found.extras.has('more-pictures') ? ['first-frame' as const] : []),
    ...(isHighRange(found.nclx) ? ['hdr-colours' as const] : []),
    ...(losesProfile && writerOf(format).holds.profile ? [losesProfile] : []),
    ...(width < size.width ? ['shrunk' as const] : []),
  ];
}

/** Results of the same pixels share their source, which is decoded once. */
function partsByTarget(opened: Opened): (target: ResultTarget) => Promise<ResultParts> {
  const { facts, options, targets } = opened.input;
  const keyOf = ({ format }: ResultTarget) => {
    const { keepsProfile, grey } = mostColours({ facts, options, format });
    return `${keepsProfile} ${grey} ${resultPages(facts, format)} ${opened.hasGainMap && format === 'jpeg'}`;
  };
  const known = new Map<string, { readonly own: ResultParts; readonly once: Awaited<ReturnType<typeof decodeOnce>> }>();
  return async (target) => {
    const key = keyOf(target);
    let group = known.get(key);
    if (!group) {
      const own = await openParts(opened, target.format);
      const sizes = targets.filter((one) => keyOf(one) === key).map(({ size }) => size);
      group = { own, once: await decodeOnce(own, sizes) };
      known.set(key, group);
    }
    const { own, once } = group;
    return { ...own, ...(once?.serves(target.size) && once.parts), format: target.format };
  };
}

/** Asks libvips only if there is data after the picture. */
async function findGainMap(
  sharp: SharpModule,
  format: PictureFormat,
  original: Buffer,
  found: FoundMetadata,
): Promise<boolean> {
  if (format !== 'jpeg' || !found.extras.has('trailer')) return false;
  return (await sharp(original).metadata()).gainMap !== undefined;
}

async function openParts(
  { sharp, input, watch, take: _, original, failOn, hasGainMap, ...rest }: Opened,
  format: OutputFormat,
): Promise<ResultParts> {
  const { facts, options, draft = false } = input;
  const { keepsProfile, grey } = mostColours({ facts, options, format });
  const pages = resultPages(facts, format);
  const source = await openSource(sharp, original, facts, {
    keepsProfile,
    grey,
    pages,
    found: rest.found,
    isLenient: failOn !== undefined,
  });
  const strict = failOn ? { ...source, options: { ...source.options, failOn } } : source;
  const parts = { sharp, source: strict, facts, options, format, draft, ...rest };
  return { ...parts, hasGainMap: hasGainMap && format === 'jpeg', throwIfAborted: watch.throwIfAborted };
}

/** Returns the result, or the original if that is smaller and may be kept. */
async function fileOf(
  opened: Opened,
  { format }: ResultParts,
  encoded: Encoded,
): Promise<Rendered & { readonly data: Buffer }> {
  const { input, original } = opened;
  const kept = input.options.keepSmaller && encoded.data.length >= input.bytes && (await mayKeep(opened, format));
  const data = kept ? original : encoded.data;
  return { width: encoded.width, height: encoded.height, bytes: data.length, kept, data };
}

/** Whether the original itself can be the result: it has the same format and no metadata that should be removed. */
async function mayKeep({ sharp, input, original }: Opened, format: OutputFormat): Promise<boolean> {
  const { facts, options } = input;
  if (facts.format !== format) return false;
  if (options.metadata === 'all') return true;
  const isClean =
    options.metadata === 'no-location'
      ? !fileTellsPlace(format, original)
      : holdsNothing(readMetadata(format, original, true));
  // The coded pixels are searched, too, as they can contain bytes that no decoder needs.
  const icc = await profileOf(sharp, facts, original);
  return isClean && !bytesTellPlace(original) && !(icc && bytesTellPlace(icc));
}

/**
 * Writes into the existing file, so that a file that was removed meanwhile is not made again. It is not truncated, although it is
 * empty: truncating makes ext4 write it out when it is closed. The calls are synchronous, as the way through the thread pool would
 * take longer than the calls.
 */
function writePart(path: string, key: string, data: Uint8Array): void {
  const { O_RDWR, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const descriptor = patientOpen(systemPath(path), O_RDWR | O_NOFOLLOW | O_NONBLOCK);
  try {
    if (fstatSync(descriptor, { bigint: true }).ino.toString() !== key) throw new JobError('RESULT_SWAPPED');
    for (let at = 0; at < data.length; ) at += writeSync(descriptor, data, at);
  } finally {
    closeSync(descriptor);
  }
}
