// How large the results will be, more or less: for the question whether there is room, not to be shown as a promise.

import type { ResizeOptions } from '../options.ts';
import type { OutputFormat } from '../render/encoding.ts';
import type { PicturePlan } from './picture-plan.ts';

/** Bytes per pixel of photographs at the default qualities, rounded up: JPEG 82, WebP 80, AVIF 55. */
const PER_PIXEL: Readonly<Record<OutputFormat, number>> = {
  jpeg: 0.35,
  webp: 0.25,
  avif: 0.15,
  png: 2.5,
  tiff: 3,
  gif: 1,
};

/** Bytes of all results of one picture. */
export function estimatedBytes(
  plan: Pick<PicturePlan, 'file' | 'facts' | 'format' | 'outputs'>,
  options: ResizeOptions,
) {
  const { file, facts, format, outputs } = plan;
  const pixels = facts.width * facts.height;
  const perPixel = facts.format === format ? file.bytes / pixels : PER_PIXEL[format] * facts.pages;
  return outputs.reduce((sum, { size }) => {
    const bytes = size.how === 'none' && facts.format === format ? file.bytes : size.width * size.height * perPixel;
    return sum + Math.min(bytes, options.maxBytes ?? Number.POSITIVE_INFINITY);
  }, 0);
}
