// What somebody who mistyped a word meant.

/** Of words that are as near as this, one is suggested: a letter more, less, other, or two that changed places. */
const MAX_DISTANCE = 2;

/** ` Did you mean "zip"?`, or nothing when no known word is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const [nearest] = known
    .map((one) => ({ one, distance: distance(word, one) }))
    .filter(({ one, distance }) => distance <= Math.min(MAX_DISTANCE, one.length - 1))
    .sort((a, b) => a.distance - b.distance);
  return nearest ? ` Did you mean "${nearest.one}"?` : '';
}

/** Edits from one word to the other (Damerau-Levenshtein, optimal string alignment). */
function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    for (let column = 1; column <= to.length; column++) {
      const cost = from[row - 1] === to[column - 1] ? 0 : 1;
      const above = rows[row - 1] ?? [];
      const swapped = cost === 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line.push(
        Math.min(
          (above[column] ?? 0) + 1,
          (line[column - 1] ?? 0) + 1,
          (above[column - 1] ?? 0) + cost,
          swapped ? (rows[row - 2]?.[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(line);
  }
  return rows[from.length]?.[to.length] ?? 0;
}
