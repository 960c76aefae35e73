// Suggests a known word for a mistyped one.

/** Words are suggested up to this number of edits. An edit adds, removes or changes a letter, or swaps two. */
const MAX_DISTANCE = 2;

/** ` Did you mean "zip"?`, or nothing if no known word is similar. */
export function suggestion(word: string, known: readonly string[]): string {
  const [nearest] = known
    .map((one) => ({ one, distance: distance(word, one) }))
    .filter(({ one, distance }) => distance <= Math.min(MAX_DISTANCE, one.length - 1))
    .sort((a, b) => a.distance - b.distance);
  return nearest ? ` Did you mean "${nearest.one}"?` : '';
}

/** The number of edits from one word to the other (Damerau-Levenshtein, optimal string alignment). */
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
