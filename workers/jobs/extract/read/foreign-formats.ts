// Formats that are recognised so that they can be refused by name.
import { type OpenFile, readUpTo } from '../../../files/read-at.ts';

/** What a file of the format holds at a place; from its end, where the place is negative. */
type Mark = readonly [format: string, at: number, bytes: string];

/** In Latin-1. */
const MARKS: readonly Mark[] = [
  ['ar (.deb, .a)', 0, '!<arch>\n'],
  ['ar (.deb, .a)', 0, '!<thin>\n'],
  ['rpm', 0, '\xed\xab\xee\xdb'],
  ['cpio', 0, '070701'],
  ['cpio', 0, '070702'],
  ['cpio', 0, '070707'],
  ['cpio', 0, '\xc7\x71'],
  ['cpio', 0, '\x71\xc7'],
  ['cab', 0, 'MSCF\0\0\0\0'],
  ['xar (.pkg)', 0, 'xar!'],
  ['wim', 0, 'MSWIM\0\0\0'],
  ['SquashFS', 0, 'hsqs'],
  ['lha', 2, '-lh'],
  ['ace', 7, '**ACE**'],
  ['lz4', 0, '\x04\x22\x4d\x18'],
  // As a kernel of Linux is packed.
  ['lz4', 0, '\x02\x21\x4c\x18'],
  ['lzip', 0, 'LZIP'],
  ['lzop', 0, '\x89LZO\0\r\n\x1a\n'],
  ['lrzip', 0, 'LRZI'],
  ['WARC', 0, 'WARC/'],
  // The usual properties, and a dictionary of whole KiB.
  ['lzma', 0, '\x5d\0\0'],
  ['iso', 0x8001, 'CD001'],
  ['dmg', -512, 'koly'],
];

/** @returns the name of the format; undefined where it is none that is known */
export function foreignFormat(file: OpenFile, size: number): string | undefined {
  return MARKS.find(([, at, bytes]) => holds(file, at < 0 ? size + at : at, bytes))?.[0];
}

function holds(file: OpenFile, at: number, bytes: string): boolean {
  if (at < 0) return false;
  const found = Buffer.alloc(bytes.length);
  return readUpTo(file, found, 0, found.length, at) === found.length && found.toString('latin1') === bytes;
}
