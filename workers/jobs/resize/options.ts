// The table of the picture job's options. Their texts are in texts/, with one file for each language.

import { ifExistsFlag } from '../../options/if-exists.ts';
import type { OptionFault } from '../../options/option-fault.ts';
import { defaultsOf, type OptionsOf, optionTable } from '../../options/option-table.ts';
import { summaryTable, type TextsFor } from '../../options/type-texts.ts';
import { FORMATS, formatsWhere, OUTPUT_FORMATS, type OutputFormat } from './formats.ts';
import { DEFAULT_TEMPLATE, PLACEHOLDERS, templateProblem } from './plan/name-template.ts';

/** The longest edge that any option accepts, in pixels. */
const MAX_EDGE_PX = 65_535;
/** A smaller limit for the bytes of a result is certainly a mistake. */
const MIN_BYTES = 1024;

const FORMAT_LABELS = Object.fromEntries(OUTPUT_FORMATS.map((format) => [format, FORMATS[format].label])) as Readonly<
  Record<OutputFormat, string>
>;

/** Modes that use both width and height. */
const BOXES = ['fit', 'fill', 'stretch', 'pad'] as const;

export const resizeOptions = optionTable({
  mode: {
    kind: 'choice',
    choices: ['fit', 'fill', 'stretch', 'pad', 'percent', 'long-edge', 'short-edge'],
    default: 'fit',
    group: 'size',
    flag: { short: 'm', value: 'MODE' },
  },
  /** Pixels; in mode `percent`, per cent; in the modes for an edge, that edge. If null, it follows from the height. */
  width: {
    kind: 'number',
    min: 1,
    max: MAX_EDGE_PX,
    nullable: true,
    default: 1920,
    unit: 'px',
    group: 'size',
    retitled: [
      { when: { mode: ['percent'] }, title: 'percent', unit: '%' },
      { when: { mode: ['long-edge'] }, title: 'longest' },
      { when: { mode: ['short-edge'] }, title: 'shortest' },
    ],
    // Without a size only the format changes; the window's default size would surprise users of the command line.
    flag: { short: 'W', value: 'N', overflow: 'extraSizes', default: null },
  },
  /** Pixels. If null, it follows from the width; if both are null, the size is kept. */
  height: {
    kind: 'number',
    min: 1,
    max: MAX_EDGE_PX,
    nullable: true,
    default: 1920,
    unit: 'px',
    group: 'size',
    sameRow: true,
    when: { mode: BOXES },
    flag: { short: 'H', value: 'N', default: null },
  },
  /** The part of the picture that `fill` keeps. */
  position: {
    kind: 'choice',
    choices: [
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
    ],
    default: 'centre',
    group: 'size',
    when: { mode: ['fill'] },
    flag: { name: 'crop', value: 'WHERE' },
  },
  /** `#rrggbb` */
  background: {
    kind: 'text',
    format: 'colour',
    default: '#ffffff',
    group: 'size',
    when: { mode: ['pad'] },
    flag: { value: 'COLOUR' },
    check: (colour: string) => (/^#[0-9a-f]{6}$/i.test(colour) ? undefined : { code: 'NOT_A_COLOUR' }),
  },
  enlarge: {
    kind: 'toggle',
    default: false,
    group: 'size',
    when: { mode: ['fit', 'fill', 'stretch', 'pad', 'long-edge', 'short-edge'] },
  },
  format: {
    kind: 'choice',
    choices: ['same', ...OUTPUT_FORMATS],
    labels: FORMAT_LABELS,
    default: 'same',
    group: 'format',
    flag: { short: 'f', value: 'FORMAT', overflow: 'extraFormats' },
  },
  /** null means the format's default. */
  quality: {
    kind: 'number',
    min: 1,
    max: 100,
    nullable: true,
    default: null,
    group: 'format',
    when: { format: ['same', ...formatsWhere(({ quality }) => quality !== null)], lossless: [false] },
    flag: { short: 'q', value: 'N' },
  },
  lossless: {
    kind: 'toggle',
    default: false,
    group: 'format',
    when: { format: formatsWhere(({ lossless }) => lossless) },
  },
  /** The maximum for each result. */
  maxBytes: {
    kind: 'number',
    min: MIN_BYTES,
    nullable: true,
    default: null,
    unit: 'kB',
    factor: 1000,
    group: 'format',
    flag: { value: 'BYTES' },
  },
  metadata: {
    kind: 'choice',
    choices: ['all', 'no-location', 'copyright', 'none'],
    default: 'no-location',
    group: 'format',
    flag: { value: 'WHAT' },
  },
  destination: {
    kind: 'choice',
    choices: ['sibling', 'beside', 'subfolder', 'folder', 'replace'],
    default: 'sibling',
    destructive: ['replace'],
    group: 'output',
    fromSettings: { setting: 'outputFolder', value: 'folder' },
    // Scripts expect results in the folders of their originals.
    flag: { name: null, default: 'beside' },
  },
  /** Name of the subfolder in the original's folder. */
  subfolder: {
    kind: 'text',
    default: 'resized',
    group: 'output',
    when: { destination: ['subfolder'] },
    flag: { name: null },
    check: (name: string) => (/^(?!\.{1,2}$)[^/\\:*?"<>|]+$/.test(name) ? undefined : { code: 'NOT_A_FOLDER_NAME' }),
  },
  /** Absolute; empty unless `destination` is `folder`. */
  folder: {
    kind: 'text',
    format: 'folder',
    default: '',
    group: 'output',
    when: { destination: ['folder'] },
    fromSettings: { setting: 'outputFolder' },
    flag: { name: null },
  },
  template: {
    kind: 'text',
    default: DEFAULT_TEMPLATE,
    example: true,
    placeholders: PLACEHOLDERS,
    group: 'output',
    flag: { short: 't', value: 'NAME' },
    check: templateProblem,
  },
  collision: {
    kind: 'choice',
    choices: ['rename', 'skip', 'overwrite'],
    default: 'rename',
    destructive: ['overwrite'],
    group: 'output',
    when: { destination: ['sibling', 'beside', 'subfolder', 'folder'] },
    fromSettings: { setting: 'collision' },
    flag: ifExistsFlag,
  },
  /** Patterns in gitignore syntax. */
  exclude: { kind: 'texts', default: [], advanced: true, flag: { short: 'x', value: 'GLOB' } },
  /** Further widths: one more result each. */
  extraSizes: {
    kind: 'numbers',
    min: 1,
    max: MAX_EDGE_PX,
    maxCount: 20,
    default: [],
    advanced: true,
    flag: { name: null },
  },
  /** Further formats: each result once more in each of them. */
  extraFormats: {
    kind: 'choices',
    choices: OUTPUT_FORMATS,
    labels: FORMAT_LABELS,
    default: [],
    advanced: true,
    when: { destination: ['sibling', 'beside', 'subfolder', 'folder'] },
    flag: { name: null },
  },
  /** Allowed if no quality fits into `maxBytes`. */
  mayShrink: { kind: 'toggle', default: false, advanced: true },
  sharpen: { kind: 'toggle', default: false, advanced: true },
  progressive: { kind: 'toggle', default: true, advanced: true, when: { format: ['same', 'jpeg'] } },
  colours: {
    kind: 'choice',
    choices: ['srgb', 'keep'],
    default: 'srgb',
    advanced: true,
    flag: { shortcuts: { 'keep-profile': 'keep' } },
  },
  /** Keep the original if the result would be larger. */
  keepSmaller: { kind: 'toggle', default: false, advanced: true },
  keepDates: { kind: 'toggle', default: true, advanced: true },
});

export type ResizeOptions = OptionsOf<typeof resizeOptions>;

export const resizeDefaults: ResizeOptions = defaultsOf(resizeOptions);

export const resizePresets = {
  web: { mode: 'long-edge', width: 1600, format: 'jpeg', metadata: 'none' },
  email: { mode: 'long-edge', width: 1600, format: 'jpeg', maxBytes: 1_000_000 },
  thumbnails: {
    mode: 'fill',
    width: 320,
    height: 320,
    format: 'jpeg',
    destination: 'subfolder',
    subfolder: 'thumbnails',
  },
  webp: { format: 'webp' },
  responsive: { height: null, format: 'webp', extraSizes: [640, 1280], extraFormats: ['avif'], metadata: 'none' },
} satisfies Record<string, Partial<ResizeOptions>>;

export const resizeSummary = summaryTable([
  [
    { text: null, when: { width: [null], mode: ['percent', 'long-edge', 'short-edge'] } },
    { text: 'percent', when: { mode: ['percent'] } },
    { text: 'edge', when: { mode: ['long-edge', 'short-edge'] } },
    { text: 'sameSize', when: { width: [null], height: [null] } },
    { text: 'height', when: { width: [null] } },
    { text: 'width', when: { height: [null] } },
    { text: 'box' },
  ],
  [{ text: 'sameFormat', when: { format: ['same'] } }, { text: 'format' }],
  [{ text: null, when: { quality: [null] } }, { text: 'quality' }],
  [{ text: null, when: { maxBytes: [null] } }, { text: 'limit' }],
  [{ text: null, when: { extraSizes: [[]] } }, { text: 'widths' }],
  [{ text: null, when: { extraFormats: [[]] } }, { text: 'formats' }],
  [{ text: 'destination' }],
]);

export type ResizeTexts = TextsFor<typeof resizeOptions, typeof resizePresets, typeof resizeSummary>;

/** Returns what is wrong with a combination of options that are valid by themselves. */
export function optionFault(options: ResizeOptions): OptionFault | undefined {
  const { destination, folder, extraSizes, extraFormats } = options;
  if (destination === 'folder' && folder === '') return ['folder', { code: 'NO_FOLDER' }];
  if (destination === 'replace' && extraSizes.length > 0) {
    return ['extraSizes', { code: 'ONE_SIZE_ONLY' }];
  }
  if (destination === 'replace' && extraFormats.length > 0) {
    return ['extraFormats', { code: 'ONE_FORMAT_ONLY' }];
  }
  return undefined;
}
