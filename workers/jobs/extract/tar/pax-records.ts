// Parses the records of a pax extended header (POSIX.1-2001): "LENGTH KEY=VALUE\n".

/** Values are bytes. @returns undefined if the records are malformed */
export function parsePax(data: Buffer): Map<string, Buffer> | undefined {
  const records = new Map<string, Buffer>();
  for (let at = 0; at < data.length; ) {
    // What is left after the last record is padding.
    if (data[at] === 0) break;
    const space = data.indexOf(0x20, at);
    if (space < 0 || space - at > 20) return undefined;
    const digits = data.toString('latin1', at, space);
    const length = Number(digits);
    const end = at + length;
    if (!/^\d+$/.test(digits) || end > data.length || end <= space + 1 || data[end - 1] !== 0x0a) return undefined;
    const equals = data.indexOf(0x3d, space);
    if (equals < 0 || equals >= end) return undefined;
    const key = data.toString('utf8', space + 1, equals);
    const value = data.subarray(equals + 1, end - 1);
    // The sparse map of GNU's format 0.0 repeats its keys.
    const before = key.startsWith('GNU.sparse.') && key !== 'GNU.sparse.map' ? records.get(key) : undefined;
    records.set(key, before ? Buffer.concat([before, Buffer.from(','), value]) : Buffer.from(value));
    at = end;
  }
  return records;
}

/** Returns a value that is a whole number of 0 or more, else undefined. */
export function paxNumber(value: Buffer | undefined): number | undefined {
  const digits = value?.toString('latin1');
  if (digits === undefined || !/^\d+$/.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Returns seconds since 1970, with a fraction. */
export function paxTime(value: Buffer | undefined): number | undefined {
  const digits = value?.toString('latin1');
  return digits !== undefined && /^-?\d+(?:\.\d*)?$/.test(digits) ? Number(digits) : undefined;
}

/** Of a date of JavaScript's, to either side of 1970: some 270,000 years. No file can have a time further away. */
const MAX_TIME_SECONDS = 8.64e12;

/** @param seconds since 1970 */
export function isTime(seconds: number): boolean {
  return Math.abs(seconds) <= MAX_TIME_SECONDS;
}
