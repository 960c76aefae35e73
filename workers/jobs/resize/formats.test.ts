// What is said of the picture formats outside of their table.
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../messages/languages.ts';
import { resizeDefinition } from './definition.ts';
import { FORMATS, formatsWhere, OUTPUT_FORMATS, PICTURE_FORMATS, READABLE_EXTENSIONS, writerOf } from './formats.ts';

describe('the table of picture formats', () => {
  it('has each extension once, and a writer for what "same" leads to', () => {
    expect(new Set(READABLE_EXTENSIONS).size).toBe(READABLE_EXTENSIONS.length);
    for (const format of PICTURE_FORMATS) expect(OUTPUT_FORMATS).toContain(FORMATS[format].same);
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
