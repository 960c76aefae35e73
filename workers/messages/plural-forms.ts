// French and Spanish have a plural form of its own for whole millions, which only differs where the number is a word.

/** Nested texts, by key. */
interface Texts {
  readonly [key: string]: string | Texts;
}

/** The texts with a form `_many` beside each `_other`, for i18next, which would otherwise find none. */
export function withManyForms(texts: object): Texts {
  const all: Record<string, string | Texts> = {};
  for (const [key, text] of Object.entries(texts as Texts)) {
    all[key] = typeof text === 'string' ? text : withManyForms(text);
    if (key.endsWith('_other')) all[key.replace(/_other$/, '_many')] = text;
  }
  return all;
}
