// A zip reader for tests that shares no code with the job: it believes nothing and checks everything.
import { readFileSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly nameBytes: Buffer;
  readonly mode: number;
  readonly method: number;
  readonly flags: number;
  readonly versionNeeded: number;
  readonly data: Buffer;
}

export interface ZipContent {
  readonly entries: readonly ZipEntry[];
  readonly comment: string;
  readonly zip64: boolean;
}

/** Reads an archive without encryption. @throws {Error} for anything that is not as APPNOTE wants it */
export function readZip(path: string): ZipContent {
  const file = readFileSync(path);
  const endAt = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  check(endAt >= 0, 'an end record');
  const comment = file.subarray(endAt + 22).toString('utf8');
  check(file.readUInt16LE(endAt + 20) === file.length - endAt - 22, 'the comment reaches to the end');
  const zip64 = endAt >= 20 && file.readUInt32LE(endAt - 20) === 0x07064b50;
  const wideAt = zip64 ? Number(file.readBigUInt64LE(endAt - 12)) : endAt;
  const count = zip64 ? Number(file.readBigUInt64LE(wideAt + 32)) : file.readUInt16LE(endAt + 10);
  const start = zip64 ? Number(file.readBigUInt64LE(wideAt + 48)) : file.readUInt32LE(endAt + 16);
  const entries: ZipEntry[] = [];
  let at = start;
  let expected = 0;
  while (at < wideAt) {
    const { entry, next, dataEnd } = readEntry(file, at, expected);
    entries.push(entry);
    expected = dataEnd;
    at = next;
  }
  check(at === wideAt, 'the directory ends where it should');
  check(expected === start, 'the entries reach the directory');
  check(entries.length === count, 'the entries are as many as the end record says');
  check(new Set(entries.map(({ nameBytes }) => nameBytes.toString('latin1'))).size === count, 'no name occurs twice');
  return { entries, comment, zip64 };
}

function readEntry(file: Buffer, at: number, expected: number): { entry: ZipEntry; next: number; dataEnd: number } {
  check(file.readUInt32LE(at) === 0x02014b50, 'a directory record');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => file.readUInt16LE(at + field)) as [
    number,
    number,
    number,
  ];
  const nameBytes = file.subarray(at + 46, at + 46 + nameLength);
  const [packedSize, size, localAt] = [20, 24, 42].map((field) => file.readUInt32LE(at + field)) as [
    number,
    number,
    number,
  ];
  const name = nameBytes.toString('utf8');
  check(localAt === expected, `${name} starts where the one before ends`);
  check(file.readUInt32LE(localAt) === 0x04034b50, `${name} has a local header`);
  // Version to sizes, and the name's length, are the same in both.
  check(file.subarray(localAt + 4, localAt + 28).equals(file.subarray(at + 6, at + 30)), `${name} has equal headers`);
  const dataAt = localAt + 30 + nameLength + file.readUInt16LE(localAt + 28);
  check(file.subarray(localAt + 30, localAt + 30 + nameLength).equals(nameBytes), `${name} has equal names`);
  const method = file.readUInt16LE(at + 10);
  const packed = file.subarray(dataAt, dataAt + packedSize);
  const data = method === 8 ? inflateRawSync(packed) : packed;
  check(data.length === size, `${name} has its size`);
  check(crc32(data) === file.readUInt32LE(at + 16), `${name} has its CRC`);
  const entry = {
    name,
    nameBytes,
    mode: file.readUInt32LE(at + 38) >>> 16,
    method,
    flags: file.readUInt16LE(at + 8),
    versionNeeded: file.readUInt16LE(at + 6),
    data,
  };
  return { entry, next: at + 46 + nameLength + extraLength + commentLength, dataEnd: dataAt + packedSize };
}

function check(fact: boolean, what: string): void {
  if (!fact) throw new Error(`Not so: ${what}.`);
}
