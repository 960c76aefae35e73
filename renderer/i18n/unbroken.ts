// Keeps signs with what they belong to when a line breaks: "Mot de passe :", "« Démarrer »", "9 = smallest".

const BEFORE = / (?=[:;!?»=×%])/g;
const AFTER = /(?<=[«=×]) /g;
const NO_BREAK = '\u00a0';

/** The same texts, at any depth, with spaces at which no line breaks beside such signs. */
export function unbroken<T>(texts: T): T {
  return changed(texts) as T;
}

function changed(texts: unknown): unknown {
  if (typeof texts === 'string') return texts.replace(BEFORE, NO_BREAK).replace(AFTER, NO_BREAK);
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, changed(text)]));
}
