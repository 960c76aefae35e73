// The picture job's options, what can be chosen, and what they are when nobody says otherwise. Without zod, which the
// command line would wait for.
import { DEFAULT_TEMPLATE, templateProblem } from './plan/name-template.ts';

/** The longest edge that any option accepts, in pixels. */
export const LONGEST_EDGE = 65_535;
/** Nobody means less by "at most so many bytes". */
export const FEWEST_BYTES = 1024;

export const MODES = ['fit', 'fill', 'stretch', 'pad', 'percent', 'long-edge', 'short-edge'] as const;
export const FORMATS = ['same', 'jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const;
export const METADATA = ['all', 'no-location', 'copyright', 'none'] as const;
export const DESTINATIONS = ['beside', 'subfolder', 'folder', 'replace'] as const;
export const COLLISIONS = ['rename', 'skip', 'overwrite'] as const;
export const POSITIONS = [
  'centre',
  'attention',
  'entropy',
  'top',
  'bottom',
  'left',
  'right',
  'top-left',
  'top-right',
  'bottom-left',
  'bottom-right',
] as const;

type OneOf<T extends readonly string[]> = T[number];

export interface ResizeOptions {
  readonly mode: OneOf<typeof MODES>;
  /** Pixels; per cent in mode `percent`; the edge in the modes of an edge. null follows the height. */
  readonly width: number | null;
  /** Pixels. null follows the width; both null keep the size. */
  readonly height: number | null;
  /** Further widths: one more result each. */
  readonly extraSizes: readonly number[];
  readonly enlarge: boolean;
  /** What stays with `fill`. */
  readonly position: OneOf<typeof POSITIONS>;
  /** `#rrggbb` */
  readonly background: string;
  readonly sharpen: boolean;
  readonly format: OneOf<typeof FORMATS>;
  /** 1..100; null takes the format's own. */
  readonly quality: number | null;
  readonly lossless: boolean;
  readonly progressive: boolean;
  /** Of each result. */
  readonly maxBytes: number | null;
  /** Keep the original where the result would be larger. */
  readonly keepSmaller: boolean;
  readonly colours: 'srgb' | 'keep';
  readonly metadata: OneOf<typeof METADATA>;
  readonly destination: OneOf<typeof DESTINATIONS>;
  /** Name of the folder beside the original. */
  readonly subfolder: string;
  /** Absolute; empty unless `destination` is `folder`. */
  readonly folder: string;
  readonly template: string;
  readonly collision: OneOf<typeof COLLISIONS>;
  readonly keepDates: boolean;
}

export const resizeDefaults: ResizeOptions = {
  mode: 'fit',
  width: 1920,
  height: 1920,
  extraSizes: [],
  enlarge: false,
  position: 'centre',
  background: '#ffffff',
  sharpen: false,
  format: 'same',
  quality: null,
  lossless: false,
  progressive: true,
  maxBytes: null,
  keepSmaller: false,
  colours: 'srgb',
  metadata: 'no-location',
  destination: 'beside',
  subfolder: 'resized',
  folder: '',
  template: DEFAULT_TEMPLATE,
  collision: 'rename',
  keepDates: true,
};

/** What is wrong with options that are each of the right kind: the option, and one sentence. */
export function optionFault(options: ResizeOptions): readonly [keyof ResizeOptions, string] | undefined {
  const { background, destination, folder, extraSizes, subfolder } = options;
  const problem = templateProblem(options.template);
  if (problem) return ['template', problem];
  if (!/^#[0-9a-f]{6}$/i.test(background)) return ['background', 'Write the colour as #rrggbb.'];
  if (!/^(?!\.{1,2}$)[^/\\:*?"<>|]+$/.test(subfolder)) return ['subfolder', 'Write one folder name.'];
  if (destination === 'folder' && folder === '') return ['folder', 'Choose the folder.'];
  if (destination === 'replace' && extraSizes.length > 0) {
    return ['extraSizes', 'Originals can be replaced by one size only.'];
  }
  return undefined;
}
