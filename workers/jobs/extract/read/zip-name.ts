// What an entry of a zip file is called.
import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { escapeBytes } from '../../../files/system-path.ts';
import { type DirectoryEntry, extraBytes } from '../../../zip-format/read-directory.ts';
import { FLAG_UTF8 } from '../../../zip-format/zip-records.ts';
import { decode, type Encoding } from '../names/code-pages.ts';

/** Info-ZIP's Unicode Path Extra Field (APPNOTE 4.6.9). */
export const UNICODE_NAME = 0x7075;

/** @param encoding for names that do not say theirs; null where those are bytes */
export function entryName(record: DirectoryEntry, bytes: Buffer, encoding: Encoding | null): string {
  if ((record.flags & FLAG_UTF8) !== 0) return escapeBytes(bytes);
  const extra = extraBytes(record, UNICODE_NAME);
  // It counts only for the name that it was made for: a program that renamed the entry may have left it as it was.
  if (extra && extra.length > 5 && extra[0] === 1 && extra.readUInt32LE(1) === crc32(bytes)) {
    const name = decode(extra.subarray(5), 'utf-8');
    if (name !== undefined) return name;
  }
  // A Unicode field that was made for another name: the rest is as the specification has it.
  const reading = encoding ?? (extra && 'cp437');
  return (reading && decode(bytes, reading)) ?? escapeBytes(bytes);
}

/** A link leads to another entry: where that one's name was read in an encoding, so is what the link says. */
export function linkBytes(target: Buffer, encoding: Encoding | null): Buffer {
  const text = encoding === null || isUtf8(target) ? undefined : decode(target, encoding);
  return text === undefined ? target : Buffer.from(text);
}
