// What is said of archives outside of the definition.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { extractDefinition } from './definition.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');
const { accepts } = extractDefinition;
const { extensions, mimes } = accepts === 'anything' ? { extensions: [], mimes: [] } : accepts;

it('the installed app is offered for the archives that it extracts, on each system', () => {
  const builder = read('electron-builder.yml');
  const associated = /ext: \[(.*)\], name: Archive/.exec(builder)?.[1]?.split(', ');
  expect(associated?.toSorted()).toEqual(extensions.toSorted());
  const listed = /mimeTypes: \[(.*)\]/.exec(builder)?.[1]?.split(', ');
  expect(listed?.filter((mime) => mime.startsWith('application/')).toSorted()).toEqual(mimes.toSorted());
  const desktop = /MimeType=(.*);/.exec(read('scripts/packaging/linux/dropmill-extract.desktop'))?.[1]?.split(';');
  expect(desktop?.toSorted()).toEqual(mimes.toSorted());
});
