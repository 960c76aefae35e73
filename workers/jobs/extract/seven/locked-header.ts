// Whether the table of contents of a 7z archive is encrypted (7zFormat.txt of the 7-Zip sources). 7-Zip in WebAssembly ends without
// a word when the password for a small one is wrong.
import { type OpenFile, readUpTo } from '../../../files/read-at.ts';

const SIGNATURE = Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]);
/** The start header: where the table of contents is, how long, and checksums. */
const START_BYTES = 32;
const ENCODED_HEADER = 0x17;
/** The number of 7-Zip's method of AES-256 and SHA-256. */
const AES = Buffer.from([0x06, 0xf1, 0x07, 0x01]);
/** What tells how the table of contents is packed is short. */
const MAX_HEADER_BYTES = 4096;

export function hasLockedHeader(file: OpenFile): boolean {
  const start = Buffer.alloc(START_BYTES);
  readUpTo(file, start, 0, START_BYTES, 0);
  if (!start.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return false;
  const at = START_BYTES + Number(start.readBigUInt64LE(12));
  const length = Math.min(Number(start.readBigUInt64LE(20)), MAX_HEADER_BYTES);
  if (!Number.isSafeInteger(at)) return false;
  const header = Buffer.alloc(length);
  readUpTo(file, header, 0, length, at);
  return header[0] === ENCODED_HEADER && header.includes(AES);
}
