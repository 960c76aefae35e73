import { expect, it } from 'vitest';
import { shownText, shownValue } from './shown-text.ts';

it.each([
  ['a b – ä 空 👨‍👩‍👧.jpg', 'a b – ä 空 👨‍👩‍👧.jpg'],
  ['\u202egpj.exe', '⟨202E⟩gpj.exe'],
  ['two\nlines\u2028three\t\u007f', 'two⟨000A⟩lines⟨2028⟩three⟨0009⟩⟨007F⟩'],
  ['\u2066a\u2069\u200f', '⟨2066⟩a⟨2069⟩⟨200F⟩'],
  ['a\u200bb\u2060c\ufeff', 'a⟨200B⟩b⟨2060⟩c⟨FEFF⟩'],
  ['می\u200cخواهم.txt', '\u2068می\u200cخواهم.txt\u2069'],
  ['👩\u200d🚀.jpg', '👩\u200d🚀.jpg'],
  ['שלום.jpg', '\u2068שלום.jpg\u2069'],
  ['\u202eسلام', '\u2068⟨202E⟩سلام\u2069'],
])('%j is shown as %j', (text, shown) => {
  expect(shownText(text)).toBe(shown);
});

it('is the same object where nothing in it changes', () => {
  const plain = { name: 'a', list: [1, { b: null }], bytes: new Uint8Array([1]) };
  expect(shownValue(plain)).toBe(plain);
  expect(shownValue({ ...plain, list: ['\n'] })).toEqual({ ...plain, list: ['⟨000A⟩'] });
});
