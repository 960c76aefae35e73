// How the options of known job types are arranged, and which of them matter when. What a layout leaves out is shown
// under "More"; a type without a layout shows its fields in the order of its schema.
import type { Json } from './json-schema.ts';

export interface Group {
  /** Key of the group's heading in the type's texts. */
  readonly name: string;
  /** A list within is a row side by side. */
  readonly fields: readonly (string | readonly string[])[];
  readonly closed?: boolean;
}

export interface Adjustment {
  readonly unit?: string;
  /** Shown value times this is the option's value. */
  readonly factor?: number;
  /** The text is a colour, `#rrggbb`. */
  readonly colour?: boolean;
  /** An empty text is a choice of its own: the name follows from the input. */
  readonly emptyMeans?: 'automatic';
  readonly visible?: (options: Json) => boolean;
}

export interface Layout {
  readonly groups: readonly Group[];
  readonly adjust: Readonly<Record<string, Adjustment>>;
}

const oneOf =
  (name: string, ...values: readonly string[]) =>
  (options: Json) =>
    values.includes(String(options[name]));

const hasBoth = oneOf('mode', 'fit', 'fill', 'stretch', 'pad');
const pixels = (options: Json) => options.mode !== 'percent';

const resize: Layout = {
  groups: [
    { name: 'size', fields: ['mode', ['width', 'height'], 'position', 'background', 'enlarge'] },
    { name: 'format', fields: ['format', 'quality', 'lossless', 'maxBytes', 'metadata'] },
    { name: 'output', fields: ['destination', 'subfolder', 'folder', 'template', 'collision'] },
    {
      name: 'more',
      fields: ['extraSizes', 'sharpen', 'progressive', 'colours', 'keepSmaller', 'keepDates'],
      closed: true,
    },
  ],
  adjust: {
    width: { unit: 'px' },
    height: { unit: 'px', visible: hasBoth },
    position: { visible: oneOf('mode', 'fill') },
    background: { colour: true, visible: oneOf('mode', 'pad') },
    enlarge: { visible: pixels },
    quality: { visible: (options) => oneOf('format', 'same', 'jpeg', 'webp', 'avif')(options) && !options.lossless },
    lossless: { visible: oneOf('format', 'webp', 'avif', 'tiff') },
    progressive: { visible: oneOf('format', 'same', 'jpeg') },
    maxBytes: { unit: 'kB', factor: 1000 },
    subfolder: { visible: oneOf('destination', 'subfolder') },
    collision: { visible: (options) => options.destination !== 'replace' },
    folder: { visible: oneOf('destination', 'folder') },
  },
};

const zip: Layout = {
  groups: [
    { name: 'archive', fields: ['format', 'level', 'perInput', 'name', 'folder', 'collision'] },
    { name: 'contents', fields: ['leaveOut', 'exclude', 'links'] },
    { name: 'protection', fields: ['password', 'verify'] },
    { name: 'more', fields: ['names', 'storePacked', 'comment'], closed: true },
  ],
  adjust: {
    level: { visible: (options) => options.format !== 'tar' },
    name: { emptyMeans: 'automatic', visible: (options) => options.perInput !== true },
    password: { visible: oneOf('format', 'zip') },
    comment: { visible: oneOf('format', 'zip') },
    storePacked: { visible: oneOf('format', 'zip') },
  },
};

export const layouts: Readonly<Record<string, Layout>> = { resize, zip };
