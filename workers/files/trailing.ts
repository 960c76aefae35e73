/**
 * Where a text's last characters of one kind begin; its length where it does not end with one. A regular expression such as `/0+$/`
 * would try each run of them in the text to its end, which takes the square of a run's length.
 * @param characters all of that kind
 */
export function trailingFrom(text: string, characters: string): number {
  let from = text.length;
  while (from > 0 && characters.includes(text.charAt(from - 1))) from--;
  return from;
}

export function withoutTrailing(text: string, characters: string): string {
  return text.slice(0, trailingFrom(text, characters));
}
