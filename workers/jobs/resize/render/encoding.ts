// Chooses the file format of a result and how it is encoded, from the table of formats.
import type { Sharp } from 'sharp';
import { type EncodeOptions, FORMATS, type OutputFormat, type PictureFormat, writerOf } from '../formats.ts';
import type { ResizeOptions } from '../options.ts';

export function outputFormat(wanted: ResizeOptions['format'], input: PictureFormat): OutputFormat {
  return wanted === 'same' ? FORMATS[input].same : wanted;
}

/** The formats of the results, each once. */
export function outputFormats(
  { format, extraFormats }: Pick<ResizeOptions, 'format' | 'extraFormats'>,
  input: PictureFormat,
): readonly OutputFormat[] {
  return [...new Set([outputFormat(format, input), ...extraFormats])];
}

/** The extension of results in the format, without the dot. */
export function extensionFor(format: OutputFormat): string {
  return FORMATS[format].extensions[0];
}

/** The quality at which the search for a file size starts; null if only a smaller picture helps. PNG and GIF lose colours. */
export function startQuality(format: OutputFormat, options: EncodeOptions): number | null {
  const { quality, lossless } = writerOf(format);
  if (options.lossless && (lossless || format === 'png')) return null;
  return options.quality ?? quality ?? 100;
}

export function encodeAs(pipeline: Sharp, format: OutputFormat, options: EncodeOptions): Sharp {
  const writer = writerOf(format);
  return writer.encode(pipeline, { ...options, quality: options.quality ?? writer.quality });
}
