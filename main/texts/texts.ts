// Main's own texts in the language of the settings.
import i18next, { type TFunction } from 'i18next';
import { type Language, languageOf } from '../../workers/messages/languages.ts';
import { withManyForms } from '../../workers/messages/plural-forms.ts';
import type { Settings } from '../contract/settings.ts';
import { de } from './de.ts';
import { type Catalogue, en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

export const catalogues: Readonly<Record<Language, Catalogue>> = { en, de, fr, es };

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
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([language, own]) => [language, { translation: withManyForms(own) }]),
    ),
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return { t: texts.t, use: (next) => void texts.changeLanguage(languageOf(next)) };
}

/** The locale for texts and numbers: the system's, in so far as it is of the language that was chosen. */
export function localeOf(language: Settings['language'], system: string): string {
  return language === 'system' || system.split('-')[0] === language ? system : language;
}
