// Estimates roughly how large the results will be. The estimate is only used to check whether they fit on the disk.

import { writerOf } from '../formats.ts';
import type { ResizeOptions } from '../options.ts';
import type { PicturePlan } from './picture-plan.ts';

/** Bytes of all results of one picture. */
export function estimatedBytes(plan: Pick<PicturePlan, 'file' | 'facts' | 'outputs'>, options: ResizeOptions) {
  const { file, facts, outputs } = plan;
  const pixels = facts.width * facts.height;
  return outputs.reduce((sum, { format, size }) => {
    const same = facts.format === format;
    const perPixel = same ? file.bytes / pixels : writerOf(format).bytesPerPixel * facts.pages;
    const bytes = size.how === 'none' && same ? file.bytes : size.width * size.height * perPixel;
    return sum + Math.min(bytes, options.maxBytes ?? Number.POSITIVE_INFINITY);
  }, 0);
}
