import { expect, it } from 'vitest';
import { prologLength } from './svg-prolog.ts';

it.each([
  ['<svg>', ''],
  ['  <?xml version="1.0"?>\n<!-- a > b -->\n<svg>', '  <?xml version="1.0"?>\n<!-- a > b -->\n'],
  ['<!DOCTYPE svg PUBLIC "a">\n<svg>', '<!DOCTYPE svg PUBLIC "a">\n'],
  ['<!doctype svg [<!ENTITY a "b>">]>\n<svg>', '<!doctype svg [<!ENTITY a "b>">]>\n'],
  ['<!DOCTYPE svg [ >rest', '<!DOCTYPE svg [ >'],
  ['<!DOCTYPE html><svg>', ''],
  ['<!-- open <svg>', ''],
  ['<?open', ''],
])('before the first element of %j there is %j', (text, prolog) => {
  expect(text.slice(0, prologLength(text, { withType: true }))).toBe(prolog);
});

it('the type of the document is kept where it is not asked for', () => {
  expect(prologLength('<?xml?><!DOCTYPE svg><svg>', { withType: false })).toBe(7);
});
