import type { Translated } from '../../workers/messages/languages.ts';
import type { TypeTextsLoader } from '../../workers/options/type-texts.ts';
import type { ListingTexts } from './options.ts';

const en = {
  name: 'List files',
  drop: 'Drop here to list files',
  accepts: 'Folders',
  command: 'Lists the files of a folder.',
  output: '',
  launcher: { title: 'List files with Dropmill', comment: 'List the files of a folder' },
  groups: {},
  presets: { bySize: 'Largest last' },
  summary: { order: 'Sorted by {order}' },
  options: {
    fileName: { title: 'File name' },
    order: { title: 'Order', choices: { name: 'name', size: 'size' } },
    sizes: { title: 'With sizes', description: 'In bytes.' },
    indent: { title: 'Indent' },
    exclude: { title: 'Exclude' },
  },
} as const satisfies ListingTexts;

const de: Translated<typeof en> = {
  ...en,
  name: 'Dateien auflisten',
  drop: 'Zum Auflisten hier ablegen',
  accepts: 'Ordner',
};

export const texts: TypeTextsLoader = async (language) => ({ texts: language === 'de' ? de : en });
