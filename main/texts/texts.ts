// Main's own texts in the language of the settings.
import i18next, { type TFunction } from 'i18next';
import type { Settings } from '../contract/settings.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export interface Texts {
  /** The text in the present language. */
  readonly t: TFunction;
  /** @param locale BCP 47; English for languages without a catalogue */
  use(locale: string): void;
}

/** The catalogues are bundled, so this is ready when it returns. */
export function createTexts(locale: string): Texts {
  const texts = i18next.createInstance();
  void texts.init({
    lng: languageOf(locale),
    fallbackLng: 'en',
    resources: { en: { translation: en }, de: { translation: de } },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return { t: texts.t, use: (next) => void texts.changeLanguage(languageOf(next)) };
}

/** The locale for texts and numbers: the system's, in so far as it is of the language that was chosen. */
export function localeOf(language: Settings['language'], system: string): string {
  return language === 'system' || system.split('-')[0] === language ? system : language;
}

/** The language that the window and main's own texts are in. */
export function languageOf(locale: string): 'en' | 'de' {
  return /^de\b/i.test(locale) ? 'de' : 'en';
}
