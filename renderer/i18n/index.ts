// Sets up i18next: English and German, the language of the system, English where the system speaks another one.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { de } from './de.ts';
import { en } from './en.ts';

export type Language = 'en' | 'de';

export function languageOf(locale: string): Language {
  return /^de\b/i.test(locale) ? 'de' : 'en';
}

/** Texts, and the page's own language for screen readers and hyphens. */
export function changeLanguage(locale: string): void {
  const language = languageOf(locale);
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

/** The catalogues are bundled, so this is ready when it returns. */
export function setUpTexts(locale: string): void {
  const language = languageOf(locale);
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, de: { translation: de } },
    initAsync: false,
    // React escapes what it draws.
    interpolation: { escapeValue: false },
  });
}
