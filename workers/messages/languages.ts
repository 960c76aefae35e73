// The languages of Dropmill. To add one, add its code here, its folder beside `en/`, and one file next to each English one of the
// job types; tests name those that are missing.

export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;

export type Language = (typeof LANGUAGES)[number];

/** @param locale BCP 47, or the value of `LANG`. English is returned for languages without texts */
export function languageOf(locale: string): Language {
  const wanted = locale.split(/[-_.]/)[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}

/** Loads something in all languages. */
export async function inEachLanguage<T>(
  load: (language: Language) => Promise<T>,
): Promise<Readonly<Record<Language, T>>> {
  const loaded = LANGUAGES.map(async (language) => [language, await load(language)] as const);
  return Object.fromEntries(await Promise.all(loaded)) as Record<Language, T>;
}

/** The type of a translation: it has exactly the keys of the English texts. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };
