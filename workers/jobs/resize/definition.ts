// What the window, the command line and main know of the picture job. Imports nothing that decodes pictures.
import { basename } from 'node:path';
import { z } from 'zod';
import type { JobDefinition } from '../job-type.ts';
import {
  COLLISIONS,
  DESTINATIONS,
  resizeDefaults as defaults,
  FEWEST_BYTES,
  FORMATS,
  LONGEST_EDGE,
  METADATA,
  MODES,
  optionFault,
  POSITIONS,
  type ResizeOptions,
} from './options.ts';

const edge = z.int().min(1).max(LONGEST_EDGE);

const sizeOptions = {
  mode: z
    .enum(MODES)
    .default(defaults.mode)
    .meta({
      title: 'Size',
      labels: {
        fit: 'Fit inside',
        fill: 'Fill and crop',
        stretch: 'Stretch',
        pad: 'Fit and pad',
        percent: 'Per cent',
        'long-edge': 'Long edge',
        'short-edge': 'Short edge',
      },
    }),
  width: edge.nullable().default(defaults.width).meta({
    title: 'Width',
    description:
      'Pixels; per cent with "percent"; the edge with "long-edge" and "short-edge". Empty: follows the height.',
  }),
  height: edge
    .nullable()
    .default(defaults.height)
    .meta({ title: 'Height', description: 'Pixels. Empty: follows the width.' }),
  extraSizes: z
    .array(edge)
    .max(20)
    .default([...defaults.extraSizes])
    .meta({ title: 'Also at', description: 'Further widths (or edges, or per cents): one more picture each.' }),
  enlarge: z
    .boolean()
    .default(defaults.enlarge)
    .meta({ title: 'Enlarge small pictures', description: 'Otherwise a smaller picture keeps its size.' }),
  position: z
    .enum(POSITIONS)
    .default(defaults.position)
    .meta({
      title: 'Keep when cropping',
      labels: {
        centre: 'Centre',
        attention: 'What draws attention',
        entropy: 'What has most detail',
        top: 'Top',
        bottom: 'Bottom',
        left: 'Left',
        right: 'Right',
        'top-left': 'Top left',
        'top-right': 'Top right',
        'bottom-left': 'Bottom left',
        'bottom-right': 'Bottom right',
      },
    }),
  background: z.string().default(defaults.background).meta({
    title: 'Background',
    description: 'Fills the border with "pad", and what is transparent where the format cannot hold it.',
  }),
  sharpen: z
    .boolean()
    .default(defaults.sharpen)
    .meta({ title: 'Sharpen', description: 'Lightly, after making smaller.' }),
};

const formatOptions = {
  format: z
    .enum(FORMATS)
    .default(defaults.format)
    .meta({
      title: 'Format',
      labels: { same: 'As it is', jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', tiff: 'TIFF', gif: 'GIF' },
    }),
  quality: z
    .int()
    .min(1)
    .max(100)
    .nullable()
    .default(defaults.quality)
    .meta({ title: 'Quality', description: '1 to 100. Empty: 82 for JPEG, 80 for WebP, 55 for AVIF.' }),
  lossless: z
    .boolean()
    .default(defaults.lossless)
    .meta({ title: 'Lossless', description: 'For WebP, AVIF and TIFF: every pixel as it was, in a larger file.' }),
  progressive: z
    .boolean()
    .default(defaults.progressive)
    .meta({ title: 'Progressive', description: 'JPEG appears as a whole at once while it loads.' }),
  maxBytes: z
    .int()
    .min(FEWEST_BYTES)
    .nullable()
    .default(defaults.maxBytes)
    .meta({ title: 'At most', description: 'Bytes per picture. The quality is lowered as far as that needs.' }),
  keepSmaller: z.boolean().default(defaults.keepSmaller).meta({
    title: 'Keep the original when the result is larger',
    description: 'Then the original is copied, or left where it is.',
  }),
  colours: z
    .enum(['srgb', 'keep'])
    .default(defaults.colours)
    .meta({ title: 'Colours', labels: { srgb: 'Right on every screen (sRGB)', keep: 'Keep the colour profile' } }),
  metadata: z
    .enum(METADATA)
    .default(defaults.metadata)
    .meta({
      title: 'Metadata',
      labels: {
        all: 'Keep all',
        'no-location': 'Keep all but the place',
        copyright: 'Keep copyright and date',
        none: 'Remove',
      },
    }),
};

const outputOptions = {
  destination: z
    .enum(DESTINATIONS)
    .default(defaults.destination)
    .meta({
      title: 'Save',
      labels: {
        beside: 'Beside the original',
        subfolder: 'In a subfolder',
        folder: 'In one folder',
        replace: 'In place of the original (it goes to the trash)',
      },
    }),
  subfolder: z
    .string()
    .default(defaults.subfolder)
    .meta({ title: 'Subfolder', description: 'Name of the folder beside the original.' }),
  folder: z
    .string()
    .default(defaults.folder)
    .meta({ title: 'Folder', description: 'Where all results go, in the folders they came from.', format: 'folder' }),
  template: z
    .string()
    .default(defaults.template)
    .meta({ title: 'Name', description: '{name} {width} {height} {size} {format} {date} {counter} {counter:3}' }),
  collision: z
    .enum(COLLISIONS)
    .default(defaults.collision)
    .meta({ title: 'If the name is taken', labels: { rename: 'Number it', skip: 'Skip', overwrite: 'Overwrite' } }),
  keepDates: z
    .boolean()
    .default(defaults.keepDates)
    .meta({ title: 'Keep the date of the file', description: 'Date of change as the original has it.' }),
};

export const resizeSchema: z.ZodType<ResizeOptions> = z
  .object({ ...sizeOptions, ...formatOptions, ...outputOptions })
  .superRefine((options, context) => {
    const [option, message] = optionFault(options) ?? [];
    if (option) context.addIssue({ code: 'custom', path: [option], message });
  });

export const resizeDefinition: JobDefinition<ResizeOptions> = {
  type: 'resize',
  label: 'Resize pictures',
  accepts: 'pictures',
  schema: resizeSchema,
  title(inputs) {
    const first = basename(inputs[0] ?? '');
    return inputs.length > 1 ? `${first} and ${inputs.length - 1} more` : first;
  },
};
