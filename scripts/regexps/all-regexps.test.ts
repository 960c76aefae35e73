// The steps of every regular expression grow no quicker than the text does: files, names and messages of others are what they
// are tried on.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';
import { homePattern } from '../../main/logs/shorten-paths.ts';
import { KEPT_FOLDER, PART_NAME } from '../../workers/files/output/part-name.ts';
import { DISGUISED } from '../../workers/jobs/extract/names/suspicious.ts';
import { DEFAULT_TEMPLATE, resultPattern } from '../../workers/jobs/resize/plan/name-template.ts';
import { root } from '../lib/project.mjs';
import { growthOf } from './growth.ts';
import { regexpsIn } from './literals.ts';

const ROOMS = ['main', 'renderer', 'workers', 'bin'];

/** Files that build one while they run, and what comes of it. */
const BUILT: Readonly<Record<string, readonly RegExp[]>> = {
  'main/logs/shorten-paths.ts': [homePattern('/home/anna')].filter((pattern) => pattern !== undefined),
  'workers/files/output/part-name.ts': [PART_NAME, KEPT_FOLDER],
  'workers/jobs/extract/names/suspicious.ts': [DISGUISED],
  'workers/jobs/resize/plan/name-template.ts': [resultPattern(DEFAULT_TEMPLATE)].filter(
    (pattern) => pattern !== undefined,
  ),
};

function sources(room: string): string[] {
  const entries = readdirSync(join(root, room), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:tsx?|cjs|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/\.test\.tsx?$|\.d\.ts$|\/(?:testing|node_modules|suite|dist)\//.test(path));
}

const files = ROOMS.flatMap(sources).map((path) => ({
  path,
  ...regexpsIn(path, readFileSync(join(root, path), 'utf8')),
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
