// Sets up i18next: the language of the settings or the system, English where the system speaks another one.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { texts } from '../../workers/messages/en/window.ts';
import { languageOf, type Translated } from '../../workers/messages/languages.ts';
import { withManyForms } from '../../workers/messages/plural-forms.ts';
import { unbroken } from './unbroken.ts';

type Catalogue = Translated<typeof texts>;

const found = import.meta.glob<Catalogue>('../../workers/messages/*/window.ts', { eager: true, import: 'texts' });

/** By language. */
export const catalogues: Readonly<Record<string, Catalogue>> = Object.fromEntries(
  Object.entries(found).map(([path, catalogue]) => [path.split('/').at(-2), catalogue]),
);

/** Texts, and the page's own language for screen readers and hyphens. */
export function changeLanguage(locale: string): void {
  const language = languageOf(locale);
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

/** The catalogues are bundled, so this is ready when it returns. */
export function setUpTexts(locale: string): void {
  void i18next.use(initReactI18next).init({
    lng: languageOf(locale),
    fallbackLng: 'en',
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([language, texts]) => [
        language,
        { translation: withManyForms(unbroken(texts)) },
      ]),
    ),
    initAsync: false,
    // React escapes what it draws.
    interpolation: { escapeValue: false },
  });
}
