import { describe, expect, it } from 'vitest';
import { LANGUAGES, languageOf } from '../../workers/messages/languages.ts';
import { catalogues } from './index.ts';

/** Dotted keys and their texts. */
function flat(value: object, prefix = ''): Map<string, string> {
  const entries = Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [[`${prefix}${key}`, inner] as const] : [...flat(inner, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

const english = flat(catalogues.en ?? {});
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
  it.each(LANGUAGES)('in %s have no empty texts, and fill in the same values', (language) => {
    for (const [key, text] of english) {
      const other = flat(catalogues[language] ?? {}).get(key) ?? '';
      expect(other.trim()).not.toBe('');
      expect([key, placeholders(other)]).toEqual([key, placeholders(text)]);
    }
  });

  it.each(LANGUAGES)('in %s name buttons and choices as they are called there', (language) => {
    const { settings, guide, about, plan } = catalogues[language] ?? expect.fail('There is no such catalogue.');
    expect(guide.drop.text).toContain(settings.startPlan);
    expect(about.private).toContain(about.checkUpdates);
    expect(settings.startPlanHelp).toContain(plan.start);
  });

  it('have every key that the window asks for', () => {
    const known = (key: string) => english.has(key) || (english.has(`${key}_one`) && english.has(`${key}_other`));
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((key) => !known(key))).toEqual([]);
  });
});

it('the language of the system is chosen, and English where there is no catalogue', () => {
  expect(['de', 'de-AT', 'en-GB', 'fr_CA', 'es-419', 'den', 'ja'].map(languageOf)).toEqual([
    ...['de', 'de', 'en', 'fr', 'es', 'en', 'en'],
  ]);
});
