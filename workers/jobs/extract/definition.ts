// What main, the window and the command line know about the extract job, without the code that runs it.
import type { JobDefinition } from '../job-type.ts';
import { type ExtractOptions, extractOptions, extractPresets, extractSummary } from './options.ts';
import { archiveName, archivesOf } from './parts/part-names.ts';

const EXTENSIONS = [
  'zip',
  'zipx',
  'jar',
  'apk',
  'cbz',
  'tar',
  'tgz',
  'gz',
  'tzst',
  'zst',
  'txz',
  'xz',
  'tbz',
  'tbz2',
  'bz2',
  '7z',
  'rar',
  'cbr',
  'cb7',
];

const MIMES = [
  'application/zip',
  'application/x-zip',
  'application/x-tar',
  'application/gzip',
  'application/zstd',
  'application/x-xz',
  'application/x-bzip2',
  'application/x-7z',
  'application/vnd.rar',
  'application/x-rar',
  'application/x-compressed-tar',
];

export const extractDefinition: JobDefinition<ExtractOptions> = {
  type: 'extract',
  icon: 'M3.2 6.2v6a1.3 1.3 0 0 0 1.3 1.3h7a1.3 1.3 0 0 0 1.3-1.3v-6M2.5 3h11v3.2h-11zM8 12V8M6.2 9.6L8 7.8l1.8 1.8',
  place: 3,
  accepts: {
    extensions: EXTENSIONS,
    mimes: MIMES,
    folders: false,
    parts: true,
  },
  offered: {
    categories: ['Utility', 'Archiving'],
    mimes: MIMES,
    classes: EXTENSIONS.map((extension) => `SystemFileAssociations\\.${extension}`),
    utis: ['public.archive'],
    kind: 'Archive',
  },
  chains: false,
  options: extractOptions,
  presets: extractPresets,
  summary: extractSummary,
  texts: (language) => import(`./texts/${language}.ts`),
  title(inputs) {
    const archives = archivesOf(inputs);
    const first = archiveName(archives[0] ?? '');
    return archives.length > 1 ? `${first} + ${archives.length - 1}` : first;
  },
  output: { value: 'DIR', options: (path) => ({ folder: path }) },
};
