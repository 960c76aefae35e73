// What systems offer the app for is what it opens, and they call its jobs alike: each has a file of its own that says so.
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

/** Names by language, from lines as launchers of Linux have them. */
function names(text: string): Record<string, string> {
  const lines = text.matchAll(/^ *Name(?:\[(\w+)\])?[=:] ?(.+)$/gm);
  return Object.fromEntries([...lines].map(([, language = 'en', name = '']) => [language, name]));
}

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

it.each(Object.keys(jobTypes))('%s is called alike in all menus, in each language', (type) => {
  const launcher = names(read(`scripts/packaging/linux/dropmill-${type}.desktop`));
  const action = new RegExp(`^ {6}${type}:\\n((?: {8}.+\\n)+)`, 'm').exec(config)?.[1] ?? '';
  const row = new RegExp(`"${type}" "(.+)" "(.+)" "(.+)" "(.+)"$`, 'm').exec(installer) ?? [];
  expect(Object.keys(launcher).sort()).toEqual(['de', 'en', 'es', 'fr']);
  expect(names(action)).toEqual(launcher);
  expect({ en: row[1], de: row[2], fr: row[3], es: row[4] }).toEqual(launcher);
  expect(QUICK_ACTIONS.find((one) => one.type === type)?.title).toBe(launcher.en);
});
