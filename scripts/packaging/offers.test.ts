// What systems offer the app for is what it opens: each has a file of its own that says so. The words in them are written by
// `npm run launchers`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { extractDefinition } from '../../workers/jobs/extract/definition.ts';
import type { ExtractOptions } from '../../workers/jobs/extract/options.ts';
import type { FileKinds, JobDefinition } from '../../workers/jobs/job-type.ts';
import * as jobTypes from '../../workers/jobs/registry.ts';
import { READABLE_EXTENSIONS } from '../../workers/jobs/resize/formats.ts';
import { root } from '../lib/project.mjs';
import { QUICK_ACTIONS } from './mac/quick-actions.mjs';

function kindsOf({ accepts }: JobDefinition<ExtractOptions>): FileKinds {
  if (accepts === 'anything') throw new Error('It opens anything.');
  return accepts;
}
const archives = kindsOf(extractDefinition);

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const config = read('electron-builder.yml');
const installer = read('scripts/packaging/windows/installer.nsh');

it("Explorer's menu has its verb for each archive that the app opens", () => {
  const offered = [...installer.matchAll(/"SystemFileAssociations\\\.(\w+)" "extract"$/gm)].map(([, one]) => one);
  expect(offered.toSorted()).toEqual(archives.extensions.toSorted());
});

it.each([
  ['Archive', archives.extensions],
  ['Picture', READABLE_EXTENSIONS],
])('macOS opens each %s with it', (name, extensions) => {
  const offered = new RegExp(`ext: \\[([^\\]]+)\\], name: ${name},`).exec(config)?.[1]?.split(', ') ?? [];
  expect(offered.toSorted()).toEqual(extensions.toSorted());
});

it('Linux opens each archive with it', () => {
  const offered = /^ {2}mimeTypes: \[(.+)\]$/m.exec(config)?.[1]?.split(', ') ?? [];
  expect(offered).toEqual(expect.arrayContaining([...archives.mimes]));
});

it.each(Object.values(jobTypes))('$definition.type is in the Finder, called as elsewhere', async ({ definition }) => {
  const { launcher } = (await definition.texts('en')).texts;
  expect(QUICK_ACTIONS.find(({ type }) => type === definition.type)?.title).toBe(launcher.title);
});
