// What is said of the picture formats outside of their table.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../messages/languages.ts';
import { resizeDefinition } from './definition.ts';
import { FORMATS, formatsWhere, OUTPUT_FORMATS, PICTURE_FORMATS, READABLE_EXTENSIONS, writerOf } from './formats.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');
const mimes = PICTURE_FORMATS.map((format) => FORMATS[format].mime);

describe('the table of picture formats', () => {
  it('has each extension once, and a writer for what "same" leads to', () => {
    expect(new Set(READABLE_EXTENSIONS).size).toBe(READABLE_EXTENSIONS.length);
    for (const format of PICTURE_FORMATS) expect(OUTPUT_FORMATS).toContain(FORMATS[format].same);
  });

  it('has the extensions that the installed app is offered for on macOS', () => {
    const listed = /ext: \[(.*)\], name: Picture/.exec(read('electron-builder.yml'))?.[1]?.split(', ');
    expect(listed?.toSorted()).toEqual([...READABLE_EXTENSIONS].sort());
  });

  it('has the types that the installed app is offered for on Linux', () => {
    const builder = /mimeTypes: \[inode\/directory, (.*)\]/.exec(read('electron-builder.yml'))?.[1]?.split(', ');
    expect(builder?.filter((mime) => mime.startsWith('image/')).toSorted()).toEqual(mimes.toSorted());
    const desktop = /MimeType=inode\/directory;(.*);/.exec(
      read('scripts/packaging/linux/dropmill-resize.desktop'),
    )?.[1];
    expect(desktop?.split(';').toSorted()).toEqual(mimes.toSorted());
  });

  it('has the qualities that the form names, in every language', async () => {
    for (const language of LANGUAGES) {
      const said = (await resizeDefinition.texts(language)).texts.options.quality?.description ?? '';
      for (const format of formatsWhere(({ quality }) => quality !== null)) {
        expect(said).toMatch(new RegExp(`${writerOf(format).quality} \\p{L}+ ${FORMATS[format].label}`, 'u'));
      }
    }
  });
});
