// Represents file names as JavaScript strings without loss: on Linux a name can be any bytes, also such that are not UTF-8.
import { readdirSync } from 'node:fs';

/**
 * Bytes that are not UTF-8 become lone surrogates U+DC80..U+DCFF, one for each byte 0x80..0xFF: the scheme of
 * Python's `surrogateescape` (PEP 383). All other names are plain strings.
 */
const ESCAPED_BYTE = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/;
const ESCAPED_BYTES = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/g;
const REPLACEMENT = '\uFFFD';

/** Whether the name holds bytes that are not UTF-8. */
export function isEscaped(name: string): boolean {
  return ESCAPED_BYTE.test(name);
}

/** The names in a folder, in the system's order. @throws the system's error */
export function readNames(folder: string): string[] {
  return namesAt(systemPath(folder));
}

/** `readNames` for a path as file system calls take it. */
export function namesAt(path: string | Buffer): string[] {
  const names = readdirSync(path);
  if (!names.some((name) => name.includes(REPLACEMENT))) return names;
  return readdirSync(path, { encoding: 'buffer' }).map(escapeBytes);
}

/** Turns such a string into what file system calls take. */
export function systemPath(path: string): string | Buffer {
  return isEscaped(path) ? unescapeBytes(path) : path;
}

/** Reads the escaped bytes of a name as Latin-1, the most likely encoding of bytes that are not UTF-8. */
export function readAsLatin1(name: string): string {
  return name.replace(ESCAPED_BYTES, (character) => String.fromCharCode(character.charCodeAt(0) - 0xdc00));
}

/** Reads bytes as UTF-8 and escapes what is not. */
export function escapeBytes(bytes: Buffer): string {
  const plain = bytes.toString('utf8');
  if (!plain.includes(REPLACEMENT)) return plain;
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    name += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : bytes.toString('utf8', at, at + length);
    at += Math.max(length, 1);
  }
  return name;
}

/** Length of the valid UTF-8 sequence at `at`, or 0. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const sequence = bytes.subarray(at, at + length);
  return sequence.length === length && Buffer.from(sequence.toString('utf8')).equals(sequence) ? length : 0;
}

/** The bytes that such a string stands for. */
export function unescapeBytes(path: string): Buffer {
  const parts: Buffer[] = [];
  let plainFrom = 0;
  for (const match of path.matchAll(ESCAPED_BYTES)) {
    parts.push(Buffer.from(path.slice(plainFrom, match.index)), Buffer.from([match[0].charCodeAt(0) - 0xdc00]));
    plainFrom = match.index + 1;
  }
  parts.push(Buffer.from(path.slice(plainFrom)));
  return Buffer.concat(parts);
}
