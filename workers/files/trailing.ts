/**
 * Returns where the run of certain characters at the end of a text begins, or the text's length if it does not end with one. A regular
 * expression such as `/0+$/` tries each run in the text to its end, which takes the square of a run's length.
 * @param characters the characters of the run
 */
export function trailingFrom(text: string, characters: string): number {
  let from = text.length;
  while (from > 0 && characters.includes(text.charAt(from - 1))) from--;
  return from;
}

export function withoutTrailing(text: string, characters: string): string {
  return text.slice(0, trailingFrom(text, characters));
}
