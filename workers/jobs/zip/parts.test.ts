// The small parts of the zip job.
import { readdirSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyCases } from '../../testing/property-cases.ts';
import { AesDecryption, AesEncryption } from '../../zip-format/aes.ts';
import { crc32Combine } from '../../zip-format/crc32-combine.ts';
import { DirectoryStore } from '../../zip-format/directory-store.ts';
import { ZipContainer } from '../../zip-format/zip-container.ts';
import {
  CENTRAL_SIZE,
  DEFLATED,
  type EntryRecord,
  headersBound,
  recordStarts,
  relocateRecords,
  viewOf,
  writeCentralRecord,
} from '../../zip-format/zip-records.ts';
import { TempFolder } from './testing/run-zip.ts';
import { safeEntryName, safeEntryNames } from './walk/names.ts';

describe('crc32Combine', () => {
  it('gives the CRC of both pieces together', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.uint8Array({ maxLength: 5000 }), (a, b) => {
        expect(crc32Combine(crc32(a), crc32(b), b.length)).toBe(crc32(Buffer.concat([a, b])));
      }),
      propertyCases(100),
    );
  });

  it('knows lengths beyond 32 bits', () => {
    const piece = Buffer.alloc(1 << 24);
    let crc = crc32(piece);
    for (let length = piece.length; length < 2 ** 33; length *= 2) crc = crc32Combine(crc, crc, length);
    // 8 GiB of zeros, as zlib has computed it byte by byte: that takes seconds.
    expect(crc).toBe(0x41d912ff);
  });
});

describe('names', () => {
  it.for([
    ['plain.txt', 'plain.txt'],
    ['a:b*c?', 'a_b_c_'],
    ['trailing. .', 'trailing___'],
    ['CON', 'CON_'],
    ['nul.tar.gz', 'nul_.tar.gz'],
    ['console', 'console'],
    ['back\\slash', 'back_slash'],
    ['caf\udce9', 'café'],
  ] as const)('turns %s into %s', ([name, archived]) => {
    expect(safeEntryName(name, 'portable')).toBe(archived);
  });

  it('are unique for systems that take upper case for lower case, or composed for decomposed', () => {
    const renamed = safeEntryNames(['a', 'A', 'é', 'e\u0301', 'x?', 'x_'], 'portable');
    expect(Object.fromEntries(renamed)).toEqual({ A: 'A (2)', 'e\u0301': 'e\u0301 (2)', 'x?': 'x_ (2)' });
  });

  it('never clash, whatever they are', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'A', '?', '_', '.', ' ', '(2)', 'é', 'e\u0301', '\udce9'),
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.constantFrom('portable', 'exact'), (names, style) => {
        const renamed = safeEntryNames(names, style);
        expect(new Set(names.map((one) => renamed.get(one) ?? one)).size).toBe(names.length);
      }),
      propertyCases(100),
    );
  });
});

describe('directory records', () => {
  const entry: EntryRecord = {
    name: 'name',
    method: DEFLATED,
    level: 6,
    mtime: 1e12,
    mode: 0o100644,
    crc: 1,
    size: 2,
    packedSize: 2,
    encrypted: false,
  };

  function recordAt(offset: number): Buffer {
    const record = Buffer.alloc(headersBound(entry.name));
    return record.subarray(0, writeCentralRecord(record, 0, entry, offset));
  }

  it.for([0, 1000, 2 ** 32 - 2, 2 ** 32 - 1, 2 ** 32, 2 ** 40])('are the same moved to %d as written there', (base) => {
    const moved = relocateRecords(Buffer.concat([recordAt(0), recordAt(70)]), base);
    expect(moved.equals(Buffer.concat([recordAt(base), recordAt(base + 70)]))).toBe(true);
    expect(recordStarts(viewOf(moved))).toHaveLength(2);
  });

  it('have a zip64 field only where a value needs it', () => {
    expect(recordAt(2 ** 32 - 2)).toHaveLength(CENTRAL_SIZE + 4 + 9);
    expect(recordAt(2 ** 32 - 1)).toHaveLength(CENTRAL_SIZE + 4 + 9 + 12);
  });
});

describe('the container', () => {
  it('still finds in compress-commons what it extends', () => {
    const container = new ZipContainer();
    const parent = Object.getPrototypeOf(ZipContainer.prototype);
    for (const name of ['write', 'finish', 'setComment', '_writeCentralDirectoryZip64', '_writeCentralDirectoryEnd']) {
      expect(typeof parent[name], name).toBe('function');
    }
    expect(container.offset).toBe(0);
    expect(container._entries).toEqual([]);
    expect(container._archive).toMatchObject({ centralOffset: 0, centralLength: 0, finished: false });
    container.write(Buffer.alloc(10));
    expect(container.offset).toBe(10);
  });
});

describe('AES', () => {
  it('gives back what was encrypted in pieces of any length', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 })), fc.string({ minLength: 1 }), (pieces, password) => {
        const encryption = new AesEncryption(password);
        const encrypted = pieces.map((piece) => Buffer.from(piece));
        for (const piece of encrypted) encryption.update(piece);
        const whole = Buffer.concat(encrypted);
        const decryption = new AesDecryption(password, encryption.header);
        decryption.update(whole);
        expect(whole.equals(Buffer.concat(pieces))).toBe(true);
        expect(decryption.isAuthentic(encryption.final())).toBe(true);
      }),
      propertyCases(30),
    );
  });

  it('notices a wrong password and a changed byte', () => {
    const encryption = new AesEncryption('right');
    const data = Buffer.from('some data');
    encryption.update(data);
    expect(() => new AesDecryption('wrong', encryption.header)).toThrow(RangeError);
    const decryption = new AesDecryption('right', encryption.header);
    data[0] = (data[0] ?? 0) ^ 1;
    decryption.update(data);
    expect(decryption.isAuthentic(encryption.final())).toBe(false);
  });
});

describe('DirectoryStore', () => {
  it('gives back all records in order, also those that went to the disk, and leaves nothing there', async () => {
    using folder = new TempFolder();
    const records = Array.from({ length: 70 }, (_, index) => Buffer.alloc(1 << 19, index));
    {
      await using store = new DirectoryStore(folder.path, 'test');
      for (const record of records) await store.add(Buffer.from(record));
      expect(readdirSync(folder.path)).toHaveLength(1);
      const found: Buffer[] = [];
      for await (const part of store.records()) found.push(Buffer.from(part));
      expect(Buffer.concat(found).equals(Buffer.concat(records))).toBe(true);
    }
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
