// The note that Windows' recycle bin keeps of a file, such as `$IABC123.jpg` for `$RABC123.jpg`. Microsoft has not documented its format;
// this follows the findings of the libyal project ("Windows Recycle.Bin file formats").
import { basename, dirname, join } from 'node:path';

/** Version of Windows Vista to 8: the path has 520 bytes. */
const FIXED = 1;
/** Version since Windows 10: a number says how many characters the path has, including the NUL at its end. */
const COUNTED = 2;
/** Version, size and time, of eight bytes each. */
const HEAD_BYTES = 24;
const FIXED_PATH_BYTES = 520;

export function recycleNoteOf(place: string): string {
  return join(dirname(place), basename(place).replace(/^\$R/, '$$I'));
}

/** Returns where the file came from; undefined if this is no note of a known version. */
export function recycledFrom(note: Buffer): string | undefined {
  const start = pathStart(note);
  if (start === undefined) return undefined;
  const [path = ''] = note.toString('utf16le', start).split('\0');
  return path;
}

/** Returns the note with another path; undefined if it is no note of a known version, or if the path is too long for it. */
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
