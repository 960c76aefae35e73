// Adds the plural form that French and Spanish have for whole millions. It differs from `other` only if the number is written as a word.

/** Nested texts, by key. */
interface Texts {
  readonly [key: string]: string | Texts;
}

/** Adds a form `_many` to each `_other`, for i18next, which would otherwise find no text. */
export function withManyForms(texts: object): Texts {
  const all: Record<string, string | Texts> = {};
  for (const [key, text] of Object.entries(texts as Texts)) {
    all[key] = typeof text === 'string' ? text : withManyForms(text);
    if (key.endsWith('_other')) all[key.replace(/_other$/, '_many')] = text;
  }
  return all;
}
