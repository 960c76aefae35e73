// Reads one header of a tar archive: V7, ustar (POSIX.1-1988), pax (POSIX.1-2001), GNU, star.
import { checksums } from '../read/sniff.ts';

export interface TarHeader {
  /** As bytes, with `prefix/` before it if the dialect has one. */
  readonly name: Buffer;
  readonly linkName: Buffer;
  /** -1 where there is none. */
  readonly mode: number;
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  /** '0' file, '1' hard link, '2' link, '5' folder; 'x', 'g', 'L', 'K' describe what follows; and others. */
  readonly type: string;
  /** Numbers; -1 where there are none. */
  readonly uid: number;
  readonly gid: number;
  /** Names; empty where there are none. */
  readonly user: string;
  readonly group: string;
  /** The whole block, as old GNU sparse maps are in it. */
  readonly block: Buffer;
  readonly isGnu: boolean;
}

export const BLOCK_BYTES = 512;

/** @returns undefined if its checksum is wrong */
export function parseTarHeader(block: Buffer): TarHeader | undefined {
  const stored = octal(block, 148, 8);
  if (stored === undefined || !checksums(block).includes(stored)) return undefined;
  const magic = block.toString('latin1', 257, 265);
  const isGnu = magic === 'ustar  \0';
  const isUstar = magic.startsWith('ustar\0');
  const name = text(block, 0, 100);
  const prefix = isUstar ? text(block, 345, 155) : Buffer.alloc(0);
  const type = String.fromCharCode(block[156] ?? 0);
  return {
    name: prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : Buffer.from(name),
    linkName: Buffer.from(text(block, 157, 100)),
    mode: (isBlank(block, 100, 8) ? undefined : numberField(block, 100, 8)) ?? -1,
    size: numberField(block, 124, 12) ?? Number.NaN,
    mtime: numberField(block, 136, 12) ?? Number.NaN,
    type: type === '\0' ? '0' : type,
    uid: numberField(block, 108, 8) ?? -1,
    gid: numberField(block, 116, 8) ?? -1,
    user: isGnu || isUstar ? text(block, 265, 32).toString('latin1') : '',
    group: isGnu || isUstar ? text(block, 297, 32).toString('latin1') : '',
    block: Buffer.from(block),
    isGnu,
  };
}

/** Returns the field up to the first NUL. */
function text(block: Buffer, at: number, length: number): Buffer {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

function isBlank(block: Buffer, at: number, length: number): boolean {
  return /^[\0 ]*$/.test(block.toString('latin1', at, at + length));
}

/** Reads octal digits, or GNU's base 256 for larger numbers. */
export function numberField(block: Buffer, at: number, length: number): number | undefined {
  const first = block[at] ?? 0;
  if ((first & 0x80) === 0) return octal(block, at, length);
  let value = first & 0x40 ? BigInt(first) - 256n : BigInt(first & 0x7f);
  for (let index = 1; index < length; index++) value = value * 256n + BigInt(block[at + index] ?? 0);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

function octal(block: Buffer, at: number, length: number): number | undefined {
  const field = block.toString('latin1', at, at + length).replace(/^[\0 ]+/, '');
  const [digits = ''] = field.split(/[\0 ]/, 1);
  if (digits === '') return 0;
  return /^-?[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}
