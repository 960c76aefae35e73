// What main, the window and the command line know about the picture job. It imports nothing that decodes pictures.
import { basename } from 'node:path';
import type { JobDefinition } from '../job-type.ts';
import { exampleName } from './example-name.ts';
import { READABLE_EXTENSIONS, READABLE_MIMES } from './formats.ts';
import { optionFault, type ResizeOptions, resizeOptions, resizePresets, resizeSummary } from './options.ts';

export const resizeDefinition: JobDefinition<ResizeOptions> = {
  type: 'resize',
  icon: 'M3.6 3h8.8a1.6 1.6 0 0 1 1.6 1.6v6.8a1.6 1.6 0 0 1-1.6 1.6H3.6A1.6 1.6 0 0 1 2 11.4V4.6A1.6 1.6 0 0 1 3.6 3zM5.4 5.1a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 1 1 0-2.2zM2.3 11.6l3.6-3.1 2.3 1.9 3-2.9 2.6 2.4',
  place: 2,
  accepts: {
    extensions: READABLE_EXTENSIONS,
    mimes: ['image/'],
    folders: true,
  },
  offered: {
    categories: ['Graphics', '2DGraphics', 'RasterGraphics'],
    mimes: ['inode/directory', ...READABLE_MIMES],
    classes: ['SystemFileAssociations\\image', 'Directory'],
    utis: ['public.image', 'public.folder'],
    kind: 'Picture',
  },
  chains: true,
  options: resizeOptions,
  presets: resizePresets,
  summary: resizeSummary,
  texts: (language) => import(`./texts/${language}.ts`),
  fault: optionFault,
  examples: (options) => ({ template: exampleName(options) }),
  title(inputs) {
    const first = basename(inputs[0] ?? '');
    return inputs.length > 1 ? `${first} + ${inputs.length - 1}` : first;
  },
  output: {
    value: 'FOLDER',
    // Results in a folder of their own can have the names of the originals.
    options: (path) => ({ destination: 'folder', folder: path, template: '{name}' }),
  },
  commandLineFault({ mode, width, height }) {
    if (mode === undefined || width !== undefined || height !== undefined) return undefined;
    return { code: 'MODE_NEEDS_SIZE', params: { mode } };
  },
};
