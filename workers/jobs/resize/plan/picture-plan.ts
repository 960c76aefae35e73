// Plans what is made of one picture and where it goes, before any pixel is decoded.
import { basename, extname, join } from 'node:path';
import { JobError } from '../../user-error.ts';
import { FORMATS, formatOf, type OutputFormat, writerOf } from '../formats.ts';
import type { ResizeOptions } from '../options.ts';
import { decodedBytes, type PictureFacts } from '../read/facts.ts';
import { formatOfName } from '../read/headers/sniff.ts';
import { extensionFor, outputFormats } from '../render/encoding.ts';
import { askedSizes, type TargetSize } from '../render/geometry.ts';
import type { FoundFile } from './find-pictures.ts';
import type { NamePlan, PlannedName } from './name-plan.ts';
import { DEFAULT_TEMPLATE, nameFromTemplate } from './name-template.ts';
import type { ResultFolders } from './result-folders.ts';

export interface PlannedOutput {
  readonly format: OutputFormat;
  readonly size: TargetSize;
  readonly folder: string;
  readonly name: PlannedName;
}

export interface Picture {
  readonly index: number;
  readonly file: FoundFile;
  readonly facts: PictureFacts;
}

export interface PicturePlan extends Picture {
  /** Empty if every name is taken and `collision` is `skip`. */
  readonly outputs: readonly PlannedOutput[];
  /** Names that are taken and skipped. */
  readonly taken: readonly string[];
  /** Where a copy of the original goes if it is used instead of a result. Its name fits the original. */
  readonly copy: string;
}

/** Where results go, and how they are named. */
export interface Placing {
  readonly names: NamePlan;
  readonly folders: ResultFolders;
}

/** @throws {JobError} if a result is larger than its format allows */
export async function planPicture(
  { options }: { readonly options: ResizeOptions },
  { names, folders }: Placing,
  picture: Picture,
): Promise<PicturePlan> {
  const { file, facts } = picture;
  const sizes = askedSizes(options, facts, formatOf(facts.format).vector);
  const results = outputFormats(options, facts.format).flatMap((format) => sizes.map((size) => ({ format, ...size })));
  for (const result of results) refuseEdges(result);
  const folder = folders.of(file);
  const fileNames = outputNames(options, picture, results);
  const outputs: PlannedOutput[] = [];
  const taken: string[] = [];
  for (const [index, result] of results.entries()) {
    const wanted = join(folder, fileNames[index] ?? '');
    const name = await (options.destination === 'replace' ? names.replace(wanted, file.path) : names.reserve(wanted));
    if (name) outputs.push({ format: result.format, size: result.size, folder, name });
    else taken.push(wanted);
  }
  return { ...picture, outputs, taken, copy: join(folder, copyName(options, picture)) };
}

/** @throws {JobError} if the result is larger than its format allows */
export function refuseEdges({ format, size: { width, height } }: { format: OutputFormat; size: TargetSize }): void {
  const most = writerOf(format).maxEdgePx;
  if (Math.max(width, height) <= most) return;
  throw new JobError('SIDE_TOO_LONG', { format: FORMATS[format].label, most, width, height });
}

/**
 * Memory that making a picture may take at its peak, in bytes: its file, the decoded original, and the largest result twice (its pixels,
 * and what a progressive encoder keeps of them). Ten turned pictures of 200 MP, which are 0.6 GB when decoded, took 1.0 GB each.
 */
export function workingBytes({ file, facts, outputs }: Pick<PicturePlan, 'file' | 'facts' | 'outputs'>): number {
  const largest = Math.max(0, ...outputs.map(({ size }) => size.width * size.height));
  return file.bytes + decodedBytes(facts) + 2 * largest * facts.pages * facts.channels * facts.depth;
}

/** Pictures that take more bytes count as large. A photo of 24 megapixels takes less. */
const MAX_SIDE_BY_SIDE_BYTES = 128 * 2 ** 20;

/** Whether a picture is large: there are no more such pictures at a time than workers. */
export function isLarge(plan: Pick<PicturePlan, 'file' | 'facts' | 'outputs'>): boolean {
  return workingBytes(plan) > MAX_SIDE_BY_SIDE_BYTES;
}

interface Result {
  readonly format: OutputFormat;
  readonly size: { readonly width: number; readonly height: number };
  readonly label: string;
}

/** In a folder of their own, results have the names of the originals unless a template was typed. */
function templateFor({ destination, template }: ResizeOptions, { tree }: FoundFile): string {
  return destination === 'sibling' && tree !== '' && template === DEFAULT_TEMPLATE ? '{name}' : template;
}

function outputNames(options: ResizeOptions, picture: Picture, results: readonly Result[]): string[] {
  const { file } = picture;
  if (options.destination === 'replace') {
    return results.map(({ format }) => `${stemOf(file.path)}.${extensionOfResult(file.path, format)}`);
  }
  const named = (template: string) => results.map((result) => resultName(template, picture, result));
  const template = templateFor(options, file);
  for (const ending of ['', '-{size}', '-{width}x{height}']) {
    const names = named(template + ending);
    if (new Set(names).size === names.length) return names;
  }
  return named(template);
}

/** The name for a copy of the original, by the template. */
function copyName(options: ResizeOptions, picture: Picture): string {
  const { facts, file } = picture;
  const name = { name: stemOf(file.path), extension: extname(file.path).slice(1) };
  const label = `${facts.width}x${facts.height}`;
  return nameFromTemplate(templateFor(options, file), { ...nameParts(picture, { size: facts, label }), ...name });
}

function resultName(template: string, picture: Picture, { format, ...asked }: Result): string {
  const extension = extensionOfResult(picture.file.path, format);
  return nameFromTemplate(template, { ...nameParts(picture, asked), name: stemOf(picture.file.path), extension });
}

function nameParts({ file, facts, index }: Picture, { size, label }: Omit<Result, 'format'>) {
  const { width, height } = size;
  return { width, height, size: label, date: new Date(facts.taken ?? file.changed), counter: index + 1 };
}

function stemOf(path: string): string {
  return basename(path, extname(path));
}

/** Keeps the original's spelling of the extension if the format stays. */
function extensionOfResult(path: string, format: OutputFormat): string {
  const own = extname(path).slice(1);
  // A file may be called `.jpg`, which is a name without an extension.
  return own !== '' && formatOfName(path) === format ? own : extensionFor(format);
}
