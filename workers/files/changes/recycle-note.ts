// What Windows' recycle bin notes of a file: `$IABC123.jpg` beside `$RABC123.jpg`. Microsoft has not documented its format; this is what
// the libyal project found ("Windows Recycle.Bin file formats").
import { basename, dirname, join } from 'node:path';

/** Of Windows Vista to 8: the path has 520 bytes. */
const FIXED = 1;
/** Since Windows 10: the path has as many characters as the number before it says, with the NUL at its end. */
const COUNTED = 2;
/** Version, size and time, of eight bytes each. */
const HEAD_BYTES = 24;
const FIXED_PATH_BYTES = 520;

export function recycleNoteOf(place: string): string {
  return join(dirname(place), basename(place).replace(/^\$R/, '$$I'));
}

/** Where the file came from; undefined where it is no note of a known version. */
export function recycledFrom(note: Buffer): string | undefined {
  const start = pathStart(note);
  if (start === undefined) return undefined;
  const [path = ''] = note.toString('utf16le', start).split('\0');
  return path;
}

/** The same note with another path; undefined where it is no note of a known version, or the path is too long for one. */
export function withRecycledFrom(note: Buffer, path: string): Buffer | undefined {
  const start = pathStart(note);
  const text = Buffer.from(`${path}\0`, 'utf16le');
  if (start === undefined) return undefined;
  const head = Buffer.from(note.subarray(0, start));
  if (start === HEAD_BYTES) {
    if (text.length > FIXED_PATH_BYTES) return undefined;
    return Buffer.concat([head, text, Buffer.alloc(FIXED_PATH_BYTES - text.length)]);
  }
  head.writeUInt32LE(text.length / 2, HEAD_BYTES);
  return Buffer.concat([head, text]);
}

function pathStart(note: Buffer): number | undefined {
  if (note.length <= HEAD_BYTES + 4) return undefined;
  const version = note.readBigUInt64LE(0);
  if (version === BigInt(FIXED)) return HEAD_BYTES;
  return version === BigInt(COUNTED) ? HEAD_BYTES + 4 : undefined;
}
