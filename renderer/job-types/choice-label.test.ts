import { expect, it } from 'vitest';
import { wordWith } from '../../workers/messages/word.ts';
import { choiceLabel } from './choice-label.ts';

type Types = Parameters<typeof choiceLabel>[0];

const texts = (label: string) => ({ options: { encoding: { title: 'Encoding', choices: { 'windows-1252': label } } } });
const types = [
  { options: [], texts: {} },
  {
    options: [
      { key: 'encoding', kind: 'choice', choices: ['auto', 'windows-1252'], default: 'auto' },
      { key: 'format', kind: 'choice', choices: ['jpeg'], labels: { jpeg: 'JPEG' }, default: 'jpeg' },
    ],
    texts: { en: texts('Windows-1252 (Western European)'), de: texts('Windows-1252 (Westeuropäisch)') },
  },
] as unknown as Types;

it('a message names a choice as the form does, in the language of the window', () => {
  expect(choiceLabel(types, 'en', 'encoding', 'windows-1252')).toBe('Windows-1252 (Western European)');
  expect(choiceLabel(types, 'de', 'encoding', 'windows-1252')).toBe('Windows-1252 (Westeuropäisch)');
  expect(choiceLabel(types, 'de', 'format', 'jpeg')).toBe('JPEG');
});

it('what no option has stays as it is', () => {
  expect(choiceLabel(types, 'en', 'encoding', 'cp1047')).toBe('cp1047');
  expect(choiceLabel(types, 'en', 'other', 'auto')).toBe('auto');
});

it('a text asks for it, and gets the choice itself where there is no form', () => {
  const catalogue = { GUESSED: { text: 'Guessed: {{encoding, choice}}.' } };
  const guessed = { code: 'GUESSED', params: { encoding: 'windows-1252' } };
  const format = { locale: 'en', number: String, bytes: String };
  const choice = (option: string, one: string) => choiceLabel(types, 'de', option, one);
  expect(wordWith(catalogue, { ...format, choice })(guessed).text).toBe('Guessed: Windows-1252 (Westeuropäisch).');
  expect(wordWith(catalogue, format)(guessed).text).toBe('Guessed: windows-1252.');
});
