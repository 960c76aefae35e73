// Decodes a picture once for all that is made of it: at the size of the largest result, uncompressed and with its full depth.
import { formatOf, type OutputFormat, writerOf } from '../formats.ts';
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
  const { facts, format } = parts;
  const [first, ...others] = [...sizes].sort((a, b) => b.width * b.height - a.width * a.height);
  const serves = (size: TargetSize) => first !== undefined && isSmallerCopy(size, first);
  // A drawing is drawn again at each size; animations and gain maps are made from their file.
  if (
    !first ||
    !(others.some(serves) || flattens(facts, format)) ||
    parts.hasGainMap ||
    formatOf(facts.format).vector ||
    resultPages(facts, format) > 1
  )
    return undefined;
  return { parts: await decode(parts, first), serves };
}

/** Whether the picture may have transparency that the format cannot hold. */
export function flattens({ alpha }: PictureFacts, format: OutputFormat): boolean {
  return alpha && !writerOf(format).holds.alpha;
}

/** Whether the background colour is seen in the result. Only the pixels say: many a picture has alpha and is opaque. */
export async function showsBackground(parts: PipelineParts, size: TargetSize): Promise<boolean> {
  const { facts, format, options } = parts;
  if (!flattens(facts, format)) return false;
  // PNG holds the transparency, and one frame.
  const { data, info } = await startPipeline(
    { ...parts, format: 'png', options: withoutEffects(options, 'srgb') },
    size,
  )
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  for (let at = info.channels - 1; at < data.length; at += info.channels) if (data[at] !== 255) return true;
  return false;
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
