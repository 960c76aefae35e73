// Decodes a picture once for several results: at the size of the largest one, uncompressed and with its full depth.
import { formatOf } from '../formats.ts';
import type { PictureFacts } from '../read/facts.ts';
import type { TargetSize } from './geometry.ts';
import { type PipelineParts, resultPages, startPipeline, withoutEffects } from './pipeline.ts';
import { resultColours } from './profile-rules.ts';

/**
 * @param sizes of all results that are made from this source
 * @returns the source for those that can be made from the largest; undefined if decoding once would save nothing, or lose something
 */
export async function decodeOnce(
  parts: PipelineParts,
  sizes: readonly TargetSize[],
): Promise<{ readonly parts: PipelineParts; readonly serves: (size: TargetSize) => boolean } | undefined> {
  const { facts } = parts;
  const [first, ...others] = [...sizes].sort((a, b) => b.width * b.height - a.width * a.height);
  const serves = (size: TargetSize) => first !== undefined && isSmallerCopy(size, first);
  // A drawing is drawn again at each size; animations and gain maps are made from their file.
  if (
    !first ||
    !others.some(serves) ||
    parts.hasGainMap ||
    formatOf(facts.format).vector ||
    resultPages(facts, parts.format) > 1
  )
    return undefined;
  return { parts: await decode(parts, first), serves };
}

/** The same part of the picture, up to the rounding of its size. */
function isSmallerCopy(size: TargetSize, largest: TargetSize): boolean {
  const sameShape =
    Math.abs(size.width * largest.height - size.height * largest.width) <= Math.max(largest.width, largest.height);
  const whole = (how: TargetSize['how']) => how === 'none' || how === 'scale';
  return sameShape && (size.how === largest.how || (whole(size.how) && whole(largest.how)));
}

async function decode(parts: PipelineParts, size: TargetSize): Promise<PipelineParts> {
  const { facts, options, format } = parts;
  const { keepsProfile, cmyk } = resultColours({ facts, options, format }, false);
  const plain = withoutEffects(options, keepsProfile ? 'keep' : 'srgb');
  const { data, info } = await startPipeline({ ...parts, format: 'tiff', options: plain }, size)
    .tiff({ compression: 'none' })
    .toBuffer({ resolveWithObject: true });
  const deep = facts.depth === 2;
  const decoded: PictureFacts = {
    ...facts,
    width: info.width,
    height: info.height,
    orientation: 1,
    page: 0,
    pages: 1,
    channels: info.channels,
    depth: deep ? 2 : 1,
    profile: keepsProfile && facts.profile,
    space: cmyk ? 'cmyk' : info.channels <= 2 ? (deep ? 'grey16' : 'b-w') : deep ? 'rgb16' : 'srgb',
  };
  const { page: _, ...sourceOptions } = parts.source.options;
  return { ...parts, source: { input: data, options: sourceOptions }, decoded };
}
