// The languages of Dropmill. To add one, add its code here and one file next to each English one; the compiler
// names those that are missing.

export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;

export type Language = (typeof LANGUAGES)[number];

/** @param locale BCP 47, or the value of `LANG`. English is returned for languages without texts */
export function languageOf(locale: string): Language {
  const wanted = locale.split(/[-_.]/)[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}

/** Uses the same value in every language, for names that need no translation. */
export function inEveryLanguage<T>(value: T): Readonly<Record<Language, T>> {
  return Object.fromEntries(LANGUAGES.map((language) => [language, value])) as Record<Language, T>;
}
