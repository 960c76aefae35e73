// A job type for the development page that nobody has written, with each kind of option once. The real ones come from main.
import type { JobTypeInfo, OptionInfo, TypeTexts } from '../../main/contract/api.ts';
import { inEveryLanguage } from '../../workers/messages/languages.ts';

const options: readonly OptionInfo[] = [
  { key: 'collision', kind: 'choice', choices: ['rename', 'skip'], default: 'rename' },
  { key: 'depth', kind: 'number', min: 1, max: 9, default: 3, named: { shallow: 1, deep: 9 } },
  { key: 'keepDates', kind: 'toggle', default: true },
  { key: 'limit', kind: 'number', min: 1, nullable: true, default: null, unit: 'kB' },
  { key: 'prefix', kind: 'text', default: '', sameRow: true },
  { key: 'folder', kind: 'text', default: '', format: 'folder' },
  { key: 'colour', kind: 'text', default: '#ffffff', format: 'colour' },
  { key: 'exclude', kind: 'texts', default: ['.git'], advanced: true },
  { key: 'sizes', kind: 'numbers', min: 1, max: 99, maxCount: 5, default: [], advanced: true },
  { key: 'kinds', kind: 'choices', choices: ['text', 'pictures'], default: [], advanced: true },
];

const texts: TypeTexts = {
  name: 'Unpack',
  drop: 'Drop here to unpack',
  accepts: 'Archives',
  command: '',
  output: '',
  groups: {},
  presets: {},
  summary: { depth: 'Depth {depth}' },
  options: Object.fromEntries(options.map(({ key }) => [key, { title: key }])),
};

export const fakeTypes: readonly JobTypeInfo[] = ['zip', 'resize'].map((type) => ({
  type,
  icon: 'M8 2l5.5 3v6L8 14l-5.5-3V5z',
  accepts: type === 'zip' ? 'anything' : { extensions: ['jpg'], mimes: ['image/'], folders: true },
  chains: type === 'resize',
  pictures: type === 'resize',
  markup: type === 'resize',
  options,
  presets: {},
  summary: [[{ text: 'depth' }]],
  texts: inEveryLanguage({ ...texts, name: type, drop: `Drop here to ${type}` }),
}));
