// Writes numbers into the fields of a tar header.

/** Returns octal digits, with leading zeros. */
export function tarNumber(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/**
 * Writes octal digits and a NUL. A number that is too large for them is written in base 256 with the first bit set, as GNU tar and star
 * do and all readers understand.
 * @param value a whole number, 0 or more @param length of the field, in bytes
 */
export function writeNumber(header: Buffer, at: number, length: number, value: number): void {
  const octal = tarNumber(value, length - 1);
  if (octal.length < length) {
    header.write(octal, at, 'latin1');
    return;
  }
  header.fill(0, at, at + length);
  header.writeBigUInt64BE(BigInt(value), at + length - 8);
  header[at] = 0x80;
}
