// The table of the extract job's options. Their texts are in texts/, with one file for each language.
import { ifExistsFlag } from '../../options/if-exists.ts';
import { defaultsOf, type OptionsOf, optionTable } from '../../options/option-table.ts';
import { summaryTable, type TextsFor } from '../../options/type-texts.ts';
import { isRangesLine } from '../entry-ranges.ts';
import { ENCODINGS } from './names/code-pages.ts';

export const extractOptions = optionTable({
  /** Absolute; empty for the archive's own folder. */
  folder: {
    kind: 'text',
    format: 'folder',
    default: '',
    group: 'output',
    fromSettings: { setting: 'outputFolder' },
    flag: { name: null },
  },
  /** When the wanted name exists. `newer` replaces files that are older than the archive's. */
  collision: {
    kind: 'choice',
    choices: ['rename', 'skip', 'overwrite', 'newer'],
    default: 'rename',
    destructive: ['overwrite', 'newer'],
    group: 'output',
    fromSettings: { setting: 'collision' },
    flag: ifExistsFlag,
  },
  /** Only if everything in the archive was extracted. */
  trashArchive: {
    kind: 'toggle',
    default: false,
    destructive: [true],
    group: 'output',
    when: { action: ['extract'] },
    flag: { onlyWhen: true },
  },
  /** One password a line, each of which is tried; empty for none. */
  password: { kind: 'text', default: '', secret: true, everyLine: true, group: 'contents' },
  /** Patterns in gitignore syntax of what to extract; empty for everything. */
  only: { kind: 'texts', default: [], group: 'contents', flag: { value: 'GLOB' } },
  /** Which entries of each archive were chosen in the review, one line for each; none for all (`entry-ranges.ts`). */
  entries: {
    kind: 'texts',
    default: [],
    group: 'contents',
    hidden: 'selection',
    flag: { name: null },
    check: (lines) => (lines.every(isRangesLine) ? undefined : { code: 'BAD_REQUEST', params: { problem: 'entries' } }),
  },
  /** Extract archives inside of archives, too, each into a folder named after it. */
  nested: {
    kind: 'toggle',
    default: false,
    advanced: true,
    when: { action: ['extract'] },
    flag: { onlyWhen: true },
  },
  /** Encoding of names for which the archive does not say it. */
  encoding: {
    kind: 'choice',
    choices: ['auto', ...ENCODINGS],
    default: 'auto',
    advanced: true,
    flag: { value: 'NAME' },
  },
  /** The folder `__MACOSX` that the Finder adds to zip files. */
  keepMacMetadata: { kind: 'toggle', default: false, advanced: true },
  /** Extract archives that unpack to far more than their own size. */
  allowLarge: { kind: 'toggle', default: false, advanced: true },
  /** Keep what is intact of a damaged archive. */
  keepIntact: { kind: 'toggle', default: false, advanced: true },
  /** Give files the owner and group of the archive, which only root may. */
  owners: {
    kind: 'toggle',
    default: false,
    advanced: true,
    hidden: 'command line',
    when: { action: ['extract'] },
    flag: { onlyWhen: true },
  },
  /** `test` reads everything and writes nothing, `list` reads the table of contents. */
  action: {
    kind: 'choice',
    choices: ['extract', 'test', 'list'],
    default: 'extract',
    advanced: true,
    flag: { name: null, shortcuts: { list: 'list', test: 'test' } },
  },
});

export type ExtractOptions = OptionsOf<typeof extractOptions>;

export const extractDefaults: ExtractOptions = defaultsOf(extractOptions);

export const extractPresets = {
  test: { action: 'test' },
} satisfies Record<string, Partial<ExtractOptions>>;

export const extractSummary = summaryTable([
  [
    { text: 'test', when: { action: ['test'] } },
    { text: 'list', when: { action: ['list'] } },
    { text: 'beside', when: { folder: [''] } },
    { text: 'folder' },
  ],
  [{ text: null, when: { password: [''] } }, { text: 'password' }],
]);

export type ExtractTexts = TextsFor<typeof extractOptions, typeof extractPresets, typeof extractSummary>;
