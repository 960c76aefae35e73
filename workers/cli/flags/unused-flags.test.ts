import { expect, it } from 'vitest';
import { extractDefaults, extractOptions } from '../../jobs/extract/options.ts';
import { zipDefaults, zipOptions } from '../../jobs/zip/options.ts';
import { unusedFlags } from './unused-flags.ts';

const FORMATS = ['zip', 'tar', 'tar.gz', 'tar.zst'] as const;

const told = (notes: ReturnType<typeof unusedFlags>) =>
  notes.map(({ params }) => `${params.flag} with ${params.other}`);

it.for([
  [{ level: '9' }, '--level', ['tar']],
  [{ level: '6' }, '--level', ['tar']],
  [{ store: true }, '--store', ['tar']],
  [{ deflate: 'zlib' }, '--deflate', ['tar', 'tar.gz', 'tar.zst']],
  [{ 'pack-all': true }, '--pack-all', ['tar', 'tar.zst']],
  [{ owners: true }, '--owners', []],
  [{ 'if-exists': 'replace', exclude: ['x'] }, '', []],
  [{}, '', []],
] as const)('a flag of the zip job that the format has no use for is told: %o', ([values, flag, without]) => {
  for (const format of FORMATS) {
    const notes = told(unusedFlags(zipOptions, values, { ...zipDefaults, format }));
    expect(notes).toEqual((without as readonly string[]).includes(format) ? [`${flag} with --format ${format}`] : []);
  }
});

it('so is one that a list or a test of an archive has no use for', () => {
  const values = { nested: true, owners: true, 'trash-archive': true, 'keep-intact': true };
  for (const action of ['list', 'test'] as const) {
    const notes = told(unusedFlags(extractOptions, values, { ...extractDefaults, action }));
    expect(notes.toSorted()).toEqual(['nested', 'owners', 'trash-archive'].map((name) => `--${name} with --${action}`));
  }
  expect(unusedFlags(extractOptions, values, extractDefaults)).toEqual([]);
});
