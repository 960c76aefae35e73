// Computes the CRC-32 of two concatenated pieces from the CRCs of the pieces. The method is that of zlib's crc32_combine:
// appending n bytes multiplies the first CRC by x^(8n) modulo the CRC polynomial.

/** The polynomial of CRC-32 (IEEE 802.3), reflected, without its x^32. */
const POLYNOMIAL = 0xedb88320;
/** 1 as a reflected polynomial. */
const ONE = 0x80000000;

/** x^(2^k) modulo the polynomial, k = 0..31. */
const POWERS: readonly number[] = (() => {
  const powers = [0x40000000];
  for (let k = 1; k < 32; k++) powers.push(multiply(powers[k - 1] ?? 0, powers[k - 1] ?? 0));
  return powers;
})();

/** @param length bytes that `second` was computed over */
export function crc32Combine(first: number, second: number, length: number): number {
  return (multiply(bytesShift(length), first) ^ second) >>> 0;
}

/** x^(8 * length) modulo the polynomial. */
function bytesShift(length: number): number {
  let product = ONE;
  // x^(2^32 - 1) is 1, so the powers repeat after 32; lengths beyond 32 bits need no special care.
  for (let rest = length, k = 3; rest > 0; rest = Math.floor(rest / 2), k++) {
    if (rest % 2 === 1) product = multiply(POWERS[k & 31] ?? 0, product);
  }
  return product;
}

/** a times b modulo the polynomial, all reflected. */
function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= shifted;
    shifted = shifted & 1 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
  }
  return product >>> 0;
}
