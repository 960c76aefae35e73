// Writes as a short text which entries of an archive are chosen: `12/0-4,7` are entries 0 to 4 and 7 of twelve, `*` are all.
// Entries are named by number, as names depend on the encoding that is chosen, and two entries may have the same name.

export const ALL_ENTRIES = '*';

const LINE = /^(\d{1,10})\/((?:\d{1,10}(?:-\d{1,10})?(?:,\d{1,10}(?:-\d{1,10})?)*)?)$/;

export interface EntryRanges {
  /** How many entries the archive has in all: another number means that the archive is not the same any more. */
  readonly count: number;
  has(index: number): boolean;
}

/** @param chosen numbers in rising order */
export function formatRanges(chosen: Iterable<number>, count: number): string {
  const ranges: string[] = [];
  let first = -1;
  let last = -1;
  const close = (): void => {
    if (first >= 0) ranges.push(first === last ? String(first) : `${first}-${last}`);
  };
  for (const index of chosen) {
    if (index !== last + 1 || first < 0) {
      close();
      first = index;
    }
    last = index;
  }
  close();
  return ranges.length === 1 && first === 0 && last === count - 1 ? ALL_ENTRIES : `${count}/${ranges.join(',')}`;
}

export function isRangesLine(line: string): boolean {
  return line === ALL_ENTRIES || LINE.test(line);
}

/** @returns undefined for all entries @throws {RangeError} when the text is no such line */
export function parseRanges(line: string): EntryRanges | undefined {
  if (line === ALL_ENTRIES) return undefined;
  const [, count, list] = LINE.exec(line) ?? [];
  if (count === undefined || list === undefined) throw new RangeError(`Not a list of entries: ${line.slice(0, 80)}`);
  const starts: number[] = [];
  const ends: number[] = [];
  for (const range of list === '' ? [] : list.split(',')) {
    const [from = '', to = from] = range.split('-');
    starts.push(Number(from));
    ends.push(Number(to));
  }
  return { count: Number(count), has: (index) => index <= (ends[placeIn(starts, index)] ?? -1) };
}

/** Index of the last number that is not above `wanted`, or -1. */
function placeIn(starts: readonly number[], wanted: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
