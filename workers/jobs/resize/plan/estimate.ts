// How large the results will be, more or less: for the question whether there is room, not to be shown as a promise.

import { writerOf } from '../formats.ts';
import type { ResizeOptions } from '../options.ts';
import type { PicturePlan } from './picture-plan.ts';

/** Bytes of all results of one picture. */
export function estimatedBytes(
  plan: Pick<PicturePlan, 'file' | 'facts' | 'format' | 'outputs'>,
  options: ResizeOptions,
) {
  const { file, facts, format, outputs } = plan;
  const pixels = facts.width * facts.height;
  const perPixel = facts.format === format ? file.bytes / pixels : writerOf(format).bytesPerPixel * facts.pages;
  return outputs.reduce((sum, { size }) => {
    const bytes = size.how === 'none' && facts.format === format ? file.bytes : size.width * size.height * perPixel;
    return sum + Math.min(bytes, options.maxBytes ?? Number.POSITIVE_INFINITY);
  }, 0);
}
