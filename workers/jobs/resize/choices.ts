// What can be chosen for pictures. Apart from the schema, so that the command line's help needs no zod.

/** The longest edge that any option accepts, in pixels. */
export const LONGEST_EDGE = 65_535;

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
