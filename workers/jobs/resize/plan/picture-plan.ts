// What is made of one picture and where it goes. Settled before any pixel is touched.
import { basename, dirname, extname, join } from 'node:path';
import type { ResizeRun } from '../driver.ts';
import { formatOf, type OutputFormat } from '../formats.ts';
import type { ResizeOptions } from '../options.ts';
import { decodedBytes, type PictureFacts } from '../read/facts.ts';
import { formatOfName } from '../read/sniff.ts';
import { extensionFor, outputFormat } from '../render/encoding.ts';
import { type TargetSize, targetSizes } from '../render/geometry.ts';
import type { FoundFile } from './find-pictures.ts';
import type { NamePlan, PlannedName } from './name-plan.ts';
import { nameFromTemplate } from './name-template.ts';

export interface PlannedOutput {
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
  readonly format: OutputFormat;
  /** Empty when every name is taken and taken names are left out. */
  readonly outputs: readonly PlannedOutput[];
  /** Names that are taken and left at that. */
  readonly taken: readonly string[];
}

export async function planPicture(
  { options }: Pick<ResizeRun, 'options'>,
  names: NamePlan,
  picture: Picture,
): Promise<PicturePlan> {
  const { file, facts } = picture;
  const format = outputFormat(options.format, facts.format);
  const sizes = targetSizes(options, facts, formatOf(facts.format).vector);
  const folder = outputFolder(options, file);
  const fileNames = outputNames(options, picture, format, sizes);
  const outputs: PlannedOutput[] = [];
  const taken: string[] = [];
  for (const [index, size] of sizes.entries()) {
    const wanted = join(folder, fileNames[index] ?? '');
    const name = await (options.destination === 'replace' ? names.replace(wanted, file.path) : names.reserve(wanted));
    if (name) outputs.push({ size, folder, name });
    else taken.push(wanted);
  }
  return { ...picture, format, outputs, taken };
}

/**
 * What making a picture may take at its peak: its file, the decoded original, and the largest result twice (its pixels, and what a
 * progressive encoder keeps of them). Ten turned pictures of 200 MP took 1.0 GB each, of 0.6 GB decoded. In bytes.
 */
export function workingBytes({ file, facts, outputs }: Pick<PicturePlan, 'file' | 'facts' | 'outputs'>): number {
  const largest = Math.max(0, ...outputs.map(({ size }) => size.width * size.height));
  return file.bytes + decodedBytes(facts) + 2 * largest * facts.pages * facts.channels * facts.depth;
}

/** Pictures that take more bytes have a worker for themselves: a photo of 24 megapixels takes less. */
const MOST_BESIDE = 128 * 2 ** 20;

/** Of these there are no more at a time than there are workers. */
export function isLarge(plan: Pick<PicturePlan, 'file' | 'facts' | 'outputs'>): boolean {
  return workingBytes(plan) > MOST_BESIDE;
}

export function outputFolder(options: ResizeOptions, file: FoundFile): string {
  const beside = dirname(file.path);
  switch (options.destination) {
    case 'subfolder':
      return join(beside, options.subfolder);
    case 'folder':
      return join(options.folder, file.tree);
    default:
      return beside;
  }
}

function outputNames(
  options: ResizeOptions,
  { file, facts, index }: Picture,
  format: OutputFormat,
  sizes: readonly TargetSize[],
): string[] {
  const extension = formatOfName(file.path) === format ? extname(file.path).slice(1) : extensionFor(format);
  const name = basename(file.path, extname(file.path));
  if (options.destination === 'replace') return [`${name}.${extension}`];
  const date = new Date(facts.taken ?? file.changed);
  const named = (template: string) =>
    sizes.map(({ width, height }) =>
      nameFromTemplate(template, { name, width, height, extension, date, counter: index + 1 }),
    );
  for (const ending of ['', '-{width}w', '-{size}']) {
    const names = named(options.template + ending);
    if (new Set(names).size === names.length) return names;
  }
  return named(options.template);
}
