// Main's own texts in the language of the settings.
import i18next, { type TFunction } from 'i18next';
import type { texts as english } from '../../workers/messages/en/main.ts';
import { inEachLanguage, type Language, languageOf, type Translated } from '../../workers/messages/languages.ts';
import { withManyForms } from '../../workers/messages/plural-forms.ts';
import type { Settings } from '../contract/settings.ts';

const mainTexts = (language: Language): Promise<{ readonly texts: Translated<typeof english> }> =>
  import(`../../workers/messages/${language}/main.ts`);

export interface Texts {
  /** The text in the present language. */
  readonly t: TFunction;
  /** @param locale BCP 47; English for languages without a catalogue */
  use(locale: string): void;
}

export async function createTexts(locale: string): Promise<Texts> {
  const catalogues = await inEachLanguage(async (language) => (await mainTexts(language)).texts);
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
