// What libdeflate makes of random data is inflated by programs that share no code with it.
// A long run with other data: `DROPMILL_CASES=100000 DROPMILL_SEED=7 npm run unit -- random-buffers`.
import { writeFileSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DEFLATED,
  headersBound,
  STORED,
  writeCentralRecord,
  writeLocalHeader,
} from '../../../../zip-format/zip-records.ts';
import { TempFolder } from '../../testing/run-zip.ts';
import { isInstalled, runProgram } from '../../testing/unpackers.ts';
import { Libdeflate } from './libdeflate.ts';
import { randomBuffer, randomFrom } from './testing/buffers.ts';

const CASES = Number(process.env.DROPMILL_CASES ?? 300);
const SEED = Number(process.env.DROPMILL_SEED ?? 1);
/** In one archive. A plain end record counts up to 65,535. */
const BATCH = 2000;
const LEVELS = 12;

const READERS: readonly ((archive: string) => readonly [string, ...string[]])[] = [
  (archive) => ['unzip', '-tqq', archive],
  (archive) => ['7zz', 't', '-bd', archive],
  (archive) => ['python3', '-c', 'import sys,zipfile;sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())', archive],
];

describe(`libdeflate on ${CASES} random buffers (seed ${SEED})`, { timeout: 180_000 + CASES * 60 }, () => {
  const folder = new TempFolder();
  const archives: string[] = [];
  const wrong: string[] = [];
  let deflated = 0;

  beforeAll(
    () => {
      const random = randomFrom(SEED);
      const libdeflate = new Libdeflate();
      for (let first = 0; first < CASES; first += BATCH) {
        const entries = Array.from({ length: Math.min(BATCH, CASES - first) }, (_, index) => {
          const data = randomBuffer(random);
          const level = 1 + random(LEVELS);
          const packed = libdeflate.deflate(data, level);
          const name = `${first + index} level ${level}`;
          if (packed && !inflateRawSync(packed).equals(data)) wrong.push(name);
          if (packed) deflated++;
          return { name, data, packed: packed && Buffer.from(packed) };
        });
        const path = folder.at(`${first}.zip`);
        writeFileSync(path, archiveOf(entries));
        archives.push(path);
      }
    },
    180_000 + CASES * 60,
  );

  afterAll(() => folder[Symbol.dispose]());

  it('makes streams that zlib inflates to what they were', () => {
    expect(wrong).toEqual([]);
    // The rest is noise, empty, or too short.
    expect(deflated).toBeGreaterThan(CASES / 2);
  });

  for (const reader of READERS) {
    const [program] = reader('');
    it.skipIf(!isInstalled(program))(`makes streams that ${program} inflates to what they were`, () => {
      for (const archive of archives) {
        const { status, text } = runProgram(reader(archive));
        expect(text).not.toMatch(/error[^s]|bad /i);
        expect(status).toBe(0);
      }
    });
  }
});

interface Entry {
  readonly name: string;
  readonly data: Buffer;
  /** Undefined where it is stored. */
  readonly packed: Buffer | undefined;
}

function archiveOf(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, packed } of entries) {
    const content = packed ?? data;
    const about = { name, method: packed ? DEFLATED : STORED, level: 6, mtime: 1e12, mode: 0o100644 } as const;
    const record = { ...about, crc: crc32(data), size: data.length, packedSize: content.length, encrypted: false };
    const [local, central] = [Buffer.alloc(headersBound(name)), Buffer.alloc(headersBound(name))];
    directory.push(central.subarray(0, writeCentralRecord(central, 0, record, offset)));
    const header = local.subarray(0, writeLocalHeader(local, 0, record));
    parts.push(header, content);
    offset += header.length + content.length;
  }
  const records = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, records, end]);
}
