// What main, the window and the command line know about the zip job, without the code that runs it.
import { basename, dirname } from 'node:path';
import type { JobDefinition } from '../job-type.ts';
import { archiveName, namedFormat, nameFault } from './archive-name.ts';
import { type ZipOptions, zipOptions, zipPresets, zipSummary } from './options.ts';
import { separateJobs } from './separate-jobs.ts';

export const zipDefinition: JobDefinition<ZipOptions> = {
  type: 'zip',
  icon: 'M4.1 2.5h7.8a1.6 1.6 0 0 1 1.6 1.6v7.8a1.6 1.6 0 0 1-1.6 1.6H4.1a1.6 1.6 0 0 1-1.6-1.6V4.1a1.6 1.6 0 0 1 1.6-1.6zM8 2.7v1.1M8 5.4v1.1M8 8.1v.9M7.3 9h1.4a.6.6 0 0 1 .6.6V11a.6.6 0 0 1-.6.6H7.3a.6.6 0 0 1-.6-.6V9.6a.6.6 0 0 1 .6-.6z',
  place: 1,
  accepts: 'anything',
  offered: {
    categories: ['Utility', 'Archiving'],
    mimes: ['inode/directory', 'application/octet-stream', 'text/plain'],
    classes: ['*', 'Directory'],
    utis: ['public.item'],
  },
  chains: false,
  options: zipOptions,
  presets: zipPresets,
  summary: zipSummary,
  texts: (language) => import(`./texts/${language}.ts`),
  fault(options) {
    const message = options.perInput ? undefined : nameFault(options);
    return message && ['name', message];
  },
  title(inputs, options) {
    if (!options.perInput || inputs.length < 2) return archiveName(inputs, options);
    return `${archiveName(inputs.slice(0, 1), { ...options, name: '' })} + ${inputs.length - 1}`;
  },
  split: separateJobs,
  examples: (options) => ({ name: archiveName(['Photos'], options) }),
  output: {
    value: 'FILE',
    options(path, { perInput, format }, isFolder) {
      if (perInput || isFolder) return { folder: path };
      return { folder: dirname(path), ...namedFormat(basename(path), format) };
    },
  },
};
