// Reads and cleans IPTC-IIM records (IIM 4.2 sections 1.5 and 6), which are in the resource 0x0404 of Photoshop and in TIFF.
import { bytesTellPlace } from './places/place-readings.ts';

/** Record 2: content location, city, sublocation, province, country. */
const PLACES: ReadonlySet<number> = new Set([26, 27, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101]);
/** Record 2: headline, caption, keywords, special instructions and others are texts of people, which may hold readings. */
const APPLICATION_RECORD = 2;
/** Records 4 to 6 are no agency's, and programs that write there take over the numbers of the second. */
const PLACE_RECORDS: ReadonlySet<number> = new Set([APPLICATION_RECORD, 4, 5, 6]);
const MARKER = 0x1c;

interface Dataset {
  readonly record: number;
  readonly number: number;
  readonly value: Buffer;
  readonly start: number;
  readonly end: number;
}

/** @returns undefined when it is damaged; zeros at the end fill up to an even number */
function datasets(block: Buffer): Dataset[] | undefined {
  const found: Dataset[] = [];
  let at = 0;
  while (at + 5 <= block.length && block[at] === MARKER) {
    const short = block.readUInt16BE(at + 3);
    const extra = short & 0x8000 ? short & 0x7fff : 0;
    if (extra > 4 || at + 5 + extra > block.length) return undefined;
    const length = short & 0x8000 ? block.readUIntBE(at + 5, Math.max(extra, 1)) : short;
    const from = at + 5 + extra;
    const end = from + length;
    if (end > block.length) return undefined;
    found.push({
      record: block[at + 1] ?? 0,
      number: block[at + 2] ?? 0,
      value: block.subarray(from, end),
      start: at,
      end,
    });
    at = end;
  }
  return block.subarray(at).some((byte) => byte !== 0) ? undefined : found;
}

/** Record 2: a preview of the picture as it was before. */
const PREVIEWS: ReadonlySet<number> = new Set([200, 201, 202]);

/** Removes previews from the records. @returns undefined if they are damaged */
export function withoutPreviews(block: Buffer): Buffer | undefined {
  return without(block, ({ record, number }) => record === APPLICATION_RECORD && PREVIEWS.has(number));
}

function isPlace({ record, number, value }: Dataset): boolean {
  return (PLACE_RECORDS.has(record) && PLACES.has(number)) || bytesTellPlace(value);
}

/** Removes records that tell a location. @returns undefined if they are damaged */
export function withoutPlaces(block: Buffer): Buffer | undefined {
  return without(block, isPlace);
}

function without(block: Buffer, drops: (dataset: Dataset) => boolean): Buffer | undefined {
  const all = datasets(block);
  if (!all?.some(drops)) return all && block;
  return Buffer.concat(all.filter((one) => !drops(one)).map(({ start, end }) => block.subarray(start, end)));
}

/** Returns the text of the first dataset with this number in record 2. */
export function iptcText(block: Buffer, number: number): string | undefined {
  const found = datasets(block)?.find((one) => one.record === APPLICATION_RECORD && one.number === number);
  const text = found?.value.toString('utf8').trim();
  return text === '' ? undefined : text;
}
