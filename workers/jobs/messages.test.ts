// What the compiler cannot see of the catalogues: words that are empty, and parameters that a translation has beyond the English ones.
import { describe, expect, it } from 'vitest';
import { commonMessages } from '../messages/common.ts';
import { LANGUAGES, languageOf } from '../messages/languages.ts';
import type { Catalogue, Text } from '../messages/message.ts';
import { wordWith } from '../messages/word.ts';
import * as registry from './registry.ts';

const sources = Object.entries(registry).flatMap(([type, { messages }]) =>
  messages ? [[type, messages] as const] : [],
);
const all = [['common', commonMessages] as const, ...sources];

function formsOf(text: Text | undefined): string[] {
  return typeof text === 'string' ? [text] : Object.values(text ?? {});
}

function placesIn(text: Text | undefined): string[] {
  const places = formsOf(text).flatMap((form) => [...form.matchAll(/\{\{([^}]*)\}\}/g)].map(([, place = '']) => place));
  return [...new Set(places)].toSorted();
}

describe.each(all)('the texts of %s', (_name, load) => {
  it.each(LANGUAGES)('are whole in %s', async (language) => {
    const [{ messages: english }, { messages }] = await Promise.all([load('en'), load(language)]);
    expect(Object.keys(messages)).toEqual(Object.keys(english));
    for (const [code, { text, hint }] of Object.entries(messages)) {
      expect(
        formsOf(text)
          .concat(formsOf(hint))
          .filter((form) => form.trim() === ''),
        code,
      ).toEqual([]);
      expect([code, placesIn(text), placesIn(hint)]).toEqual([
        code,
        placesIn(english[code]?.text),
        placesIn(english[code]?.hint),
      ]);
    }
  });

  it.each(LANGUAGES)('have the plural forms that numbers need in %s', async (language) => {
    const { messages } = await load(language);
    const plural = Object.values(messages).flatMap(({ text }) => (typeof text === 'string' ? [] : [text]));
    expect(plural.filter((text) => text.one === undefined)).toEqual([]);
  });
});

it('no type has a code that another one has', async () => {
  const codes = await Promise.all(all.map(async ([, load]) => Object.keys((await load('en')).messages)));
  expect(new Set(codes.flat()).size).toBe(codes.flat().length);
});

it('the language is found in what systems call it', () => {
  expect(['de', 'de-AT', 'fr_FR.UTF-8', 'es-419', 'en-GB', 'pt', 'den', ''].map(languageOf)).toEqual([
    'de',
    'de',
    'fr',
    'es',
    'en',
    'en',
    'en',
    'en',
  ]);
});

describe('a message in words', () => {
  const catalogue: Catalogue = {
    PLAIN: { text: 'Plain.', hint: 'Look at {{path}}.' },
    WHY: { text: 'Ended ({{why, message}}).' },
    MANY: { text: { one: '{{count}} file ({{size, bytes}})', other: '{{count}} files ({{size, bytes}})' } },
  };
  const word = wordWith(catalogue, { locale: 'en', number: (value) => `#${value}`, bytes: (value) => `${value} B` });

  it('has its parameters filled in, numbers and sizes as the reader writes them', () => {
    expect(word({ code: 'PLAIN', params: { path: '/a/{{b}}' } })).toEqual({
      text: 'Plain.',
      hint: 'Look at /a/{{b}}.',
    });
    expect(word({ code: 'MANY', params: { count: 1, size: 5 } }).text).toBe('#1 file (5 B)');
    expect(word({ code: 'MANY', params: { count: 1200, size: 5 } }).text).toBe('#1200 files (5 B)');
  });

  it('may hold another message', () => {
    const why = { code: 'MANY', params: { count: 1, size: 5 } };
    expect(word({ code: 'WHY', params: { why } }).text).toBe('Ended (#1 file (5 B)).');
  });

  it('is the sentence that an earlier version wrote, as it is', () => {
    expect(word({ code: 'PLAIN', params: { text: 'Old words.', hint: 'Old hint.' } })).toEqual({
      text: 'Old words.',
      hint: 'Old hint.',
    });
  });

  it('is its code where there is no text, also for the names of what every object has', () => {
    expect(word({ code: 'LATER' })).toEqual({ text: 'LATER', hint: '' });
    expect(word({ code: 'constructor' })).toEqual({ text: 'constructor', hint: '' });
  });
});
