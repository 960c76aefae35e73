// Makes foreign text, such as names of files, safe to show in our own sentences: shows invisible characters, line breaks and marks that
// change the direction of writing as codes, and isolates text that is written from right to left.

/**
 * Control characters, ends of lines, the marks of the Unicode Bidirectional Algorithm (UAX #9, table 4), and characters without a width,
 * by which two names look the same. Those that join and part letters (U+200C, U+200D) are needed in Persian and by emoji.
 */
export const UNSEEN = /[\p{Cc}\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** Letters that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** First strong isolate, and the end of one. */
const ISOLATED = ['\u2068', '\u2069'] as const;

/** `\u202efdp.exe` becomes `⟨202E⟩fdp.exe`. */
export function shownText(text: string): string {
  const seen = text.replace(UNSEEN, (mark) => `⟨${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
  return RIGHT_TO_LEFT.test(seen) ? `${ISOLATED[0]}${seen}${ISOLATED[1]}` : seen;
}

/** The same for all texts in a value of plain data. An object in which no text changes is returned itself. */
export function shownValue<T>(value: T): T {
  if (typeof value === 'string') return shownText(value) as T & string;
  if (Array.isArray(value)) {
    const items = value.map(shownValue);
    return items.some((item, index) => item !== value[index]) ? (items as T & unknown[]) : value;
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value);
  const shown = entries.map(([key, inner]) => [key, shownValue(inner)] as const);
  return shown.some(([, inner], index) => inner !== entries[index]?.[1]) ? (Object.fromEntries(shown) as T) : value;
}
