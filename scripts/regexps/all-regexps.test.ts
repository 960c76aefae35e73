// The steps of every regular expression grow no quicker than the text does: files, names and messages of others are what they
// are tried on.
import { expect, it } from 'vitest';
import { homePattern } from '../../main/logs/shorten-paths.ts';
import { KEPT_FOLDER, PART_NAME } from '../../workers/files/output/part-name.ts';
import { DISGUISED } from '../../workers/jobs/extract/names/suspicious.ts';
import { DEFAULT_TEMPLATE, resultPattern } from '../../workers/jobs/resize/plan/name-template.ts';
import { sourcesOf } from '../lib/sources.ts';
import { growthOf } from './growth.ts';
import { regexpsIn } from './literals.ts';

const FOLDERS = ['main', 'renderer', 'workers', 'bin'];

/** Files that build one while they run, and what comes of it. */
const BUILT: Readonly<Record<string, readonly RegExp[]>> = {
  'main/logs/shorten-paths.ts': [homePattern('/home/anna')].filter((pattern) => pattern !== undefined),
  'workers/files/output/part-name.ts': [PART_NAME, KEPT_FOLDER],
  'workers/jobs/extract/names/suspicious.ts': [DISGUISED],
  'workers/jobs/resize/plan/name-template.ts': [resultPattern(DEFAULT_TEMPLATE)].filter(
    (pattern) => pattern !== undefined,
  ),
};

const files = FOLDERS.flatMap((folder) => sourcesOf(folder)).map(({ path, text }) => ({
  path,
  ...regexpsIn(path, text),
}));

it('no regular expression takes more than its text times a constant', () => {
  const written = files.flatMap(({ path, literals }) =>
    literals.map(({ line, regexp }) => ({ place: `${path}:${line}`, regexp })),
  );
  expect(written.length).toBeGreaterThan(100);
  const built = Object.entries(BUILT).flatMap(([place, all]) => all.map((regexp) => ({ place, regexp })));
  const all = [...written, ...built].map(({ place, regexp }) => ({
    place,
    regexp: String(regexp),
    ...growthOf(regexp),
  }));
  expect(all.filter(({ kind }) => kind !== 'linear')).toEqual([]);
});

it('each place that builds one is named here', () => {
  expect(
    files
      .filter(({ built }) => built.length > 0)
      .map(({ path }) => path)
      .sort(),
  ).toEqual(Object.keys(BUILT).sort());
});
