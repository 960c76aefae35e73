// Reads IPTC-IIM records and blanks the place in them, in place. IIM 4.2 section 1.5 (datasets), as found bare in TIFF
// and in the `8BIM` resource 0x0404 of JPEG: datasets are found by their marker, wherever they stand.

/** Record 2: content location, city, sublocation, province, country. */
const PLACES = new Set([26, 27, 90, 92, 95, 100, 101]);
const MARKER = 0x1c;

interface Dataset {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** Overwrites the values of the datasets that tell a place with blanks. @returns whether there were any */
export function blankLocation(block: Buffer): boolean {
  const places = datasets(block).filter(({ number }) => PLACES.has(number));
  for (const { start, end } of places) block.fill(0x20, start, end);
  return places.some(({ start, end }) => end > start);
}

/** Text of the first dataset of that number in record 2. */
export function iptcText(block: Buffer, number: number): string | undefined {
  const found = datasets(block).find((dataset) => dataset.number === number);
  const text = found && block.toString('utf8', found.start, found.end).trim();
  return text === '' ? undefined : text;
}

/** Consecutive datasets of record 2, from the first that another one or the end of the list follows. */
function datasets(block: Buffer): Dataset[] {
  const first = block.indexOf(Buffer.from([MARKER, 2]));
  const found: Dataset[] = [];
  for (let at = first; at >= 0 && at + 5 <= block.length && block[at] === MARKER; ) {
    const length = block.readUInt16BE(at + 3);
    if (length >= 0x8000) break;
    const end = at + 5 + length;
    if (end > block.length) break;
    if (block[at + 1] === 2) found.push({ number: block[at + 2] ?? 0, start: at + 5, end });
    at = end;
  }
  return found;
}
