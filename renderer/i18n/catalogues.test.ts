import { describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';
import { languageOf } from './index.ts';

/** Dotted keys and their texts. */
function flat(value: object, prefix = ''): Map<string, string> {
  const entries = Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [[`${prefix}${key}`, inner] as const] : [...flat(inner, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

const english = flat(en);
const german = flat(de);
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted();

const sources: Readonly<Record<string, string>> = import.meta.glob(['../**/*.{ts,tsx}', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every key that the sources ask for by name. */
const used = Object.values(sources)
  .flatMap((source) => [...source.matchAll(/\bt\(\s*'([\w.]+)'/g)])
  .map((match) => match[1] ?? '');

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect([...german.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('have no empty texts', () => {
    expect([...english, ...german].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fill in the same values', () => {
    for (const [key, text] of english)
      expect([key, placeholders(german.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('have every key that the window asks for', () => {
    const known = (key: string) => english.has(key) || (english.has(`${key}_one`) && english.has(`${key}_other`));
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((key) => !known(key))).toEqual([]);
  });
});

it('German is chosen for German systems and English for all others', () => {
  expect(['de', 'de-AT', 'en-GB', 'fr', 'den'].map(languageOf)).toEqual(['de', 'de', 'en', 'en', 'en']);
});
