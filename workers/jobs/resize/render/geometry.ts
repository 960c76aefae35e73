// Computes the sizes of results from the options and a picture's size.
import type { ResizeOptions } from '../options.ts';

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One picture to make. */
export interface TargetSize extends Size {
  /** How the picture gets that size; `none`: it has it already. */
  readonly how: 'none' | 'scale' | 'crop' | 'pad';
}

/** A size that was asked for, and the resulting size for one picture. */
export interface AskedSize {
  readonly size: TargetSize;
  /** The size as it was asked for, which is the same for wide and for tall pictures: `1920px`, `800x600`, `50pct`. */
  readonly label: string;
}

type SizeOptions = Pick<ResizeOptions, 'mode' | 'width' | 'height' | 'extraSizes' | 'enlarge'>;
type Box = { readonly width: number | null; readonly height: number | null };

/**
 * The sizes that are made of one picture: one, and one more for each of `extraSizes`. If sizes are equal (because a small
 * picture is not enlarged), only one is made.
 * @param original size with the orientation applied
 * @param vector whether it can be drawn at any size without loss, so that it is always enlarged
 */
export function targetSizes(options: SizeOptions, original: Size, vector = false): TargetSize[] {
  return askedSizes(options, original, vector).map(({ size }) => size);
}

/** The same sizes, each with its name. */
export function askedSizes(options: SizeOptions, original: Size, vector = false): AskedSize[] {
  const first: Box = { width: options.width, height: options.height };
  const boxes = [first, ...options.extraSizes.map((size) => boxAt(first, size))];
  const mode = { ...options, enlarge: options.enlarge || vector };
  const sizes = boxes.map((box) => ({ size: targetSize(mode, box, original), label: labelOf(mode, box, original) }));
  return sizes.filter(({ size }, index) => sizes.findIndex((other) => isSame(other.size, size)) === index);
}

function labelOf({ mode }: Pick<SizeOptions, 'mode'>, { width, height }: Box, original: Size): string {
  const edge = width ?? height;
  if (edge === null) return `${original.width}x${original.height}`;
  if (mode === 'percent') return `${edge}pct`;
  const isBox = mode !== 'long-edge' && mode !== 'short-edge' && width !== null && height !== null;
  return isBox && width !== height ? `${width}x${height}` : `${edge}px`;
}

/** The same box at another width, in the same proportion. */
function boxAt(box: Box, width: number): Box {
  if (box.height === null || box.width === null) return { width, height: null };
  return { width, height: Math.max(1, Math.round((box.height * width) / box.width)) };
}

function targetSize(options: Pick<SizeOptions, 'mode' | 'enlarge'>, box: Box, original: Size): TargetSize {
  const edge = box.width ?? box.height;
  if (edge === null) return { ...original, how: 'none' };
  const long = Math.max(original.width, original.height);
  const short = Math.min(original.width, original.height);
  switch (options.mode) {
    case 'percent':
      return scaled(original, edge / 100, true);
    case 'long-edge':
      return scaled(original, edge / long, options.enlarge);
    case 'short-edge':
      return scaled(original, edge / short, options.enlarge);
    default:
      if (box.width === null) return scaled(original, edge / original.height, options.enlarge);
      if (box.height === null) return scaled(original, edge / original.width, options.enlarge);
      return boxed(options, { width: box.width, height: box.height }, original);
  }
}

function boxed(options: Pick<SizeOptions, 'mode' | 'enlarge'>, box: Size, original: Size): TargetSize {
  const byWidth = box.width / original.width;
  const byHeight = box.height / original.height;
  const limit = options.enlarge ? Number.POSITIVE_INFINITY : 1;
  switch (options.mode) {
    case 'stretch': {
      const width = Math.min(box.width, original.width * limit);
      const height = Math.min(box.height, original.height * limit);
      return { width, height, how: isSame({ width, height }, original) ? 'none' : 'scale' };
    }
    case 'fill': {
      const covering = scaled(original, Math.max(byWidth, byHeight), options.enlarge);
      const size = { width: Math.min(box.width, covering.width), height: Math.min(box.height, covering.height) };
      return { ...size, how: isSame(size, original) ? 'none' : isSame(size, covering) ? 'scale' : 'crop' };
    }
    case 'pad': {
      const inside = scaled(original, Math.min(byWidth, byHeight), options.enlarge);
      return isSame(inside, box) ? inside : { ...box, how: 'pad' };
    }
    default:
      return scaled(original, Math.min(byWidth, byHeight), options.enlarge);
  }
}

function scaled(original: Size, factor: number, enlarge: boolean): TargetSize {
  const scale = enlarge ? factor : Math.min(1, factor);
  const size = {
    width: Math.max(1, Math.round(original.width * scale)),
    height: Math.max(1, Math.round(original.height * scale)),
  };
  return { ...size, how: isSame(size, original) ? 'none' : 'scale' };
}

function isSame(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}
