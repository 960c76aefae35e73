// Headers that say what cannot be, or what another program would read otherwise: refused, with the true cause.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { ExtractOptions } from './options.ts';
import { oddTar } from './testing/odd-tar.ts';
import { oddZip } from './testing/odd-zip.ts';
import { makeExecutor, runExtract, TempFolder } from './testing/run-extract.ts';

const executor = makeExecutor(1);
afterAll(() => executor.shutdown());

const hi = Buffer.from('hi');

/** @returns the code that the job fails with; null when it does not */
async function faultOf(name: string, archive: Buffer, options: Partial<ExtractOptions> = {}): Promise<string | null> {
  using folder = new TempFolder();
  writeFileSync(folder.at(name), archive);
  const job = { inputs: [folder.at(name)], folder: folder.at('out'), options };
  return await runExtract(executor, job).then(
    ({ faults }) => Object.values(faults)[0] ?? null,
    ({ code }: { code: string }) => code,
  );
}

/** An extended header, and the file that it is about. */
function paxTar(records: Readonly<Record<string, string>>, data = hi): Buffer {
  const text = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    const length = rest.length + String(rest.length + 2).length;
    return `${length}${rest}`;
  });
  return oddTar([
    { name: 'x', type: 'x', data: Buffer.from(text.join('')) },
    { name: 'f', data },
  ]);
}

const sparse = (realSize: string) => ({
  'GNU.sparse.major': '1',
  'GNU.sparse.minor': '0',
  'GNU.sparse.name': 's',
  'GNU.sparse.realsize': realSize,
});
const map = Buffer.concat([Buffer.from('1\n0\n1\n'), Buffer.alloc(506), Buffer.from('y')]);

describe('a tar', () => {
  it.for([
    { size: '99999999999999999999' },
    { size: '-5' },
    { size: '0x10' },
    sparse('9223372036854775807'),
    sparse('-1'),
  ])('with the size %o is damaged', async (records) => {
    expect(await faultOf('x.tar', paxTar(records, map))).toBe('DIRECTORY_DAMAGED');
  });

  it.for(['1000000000000000000000000000000', '-99999999999999'])(
    'with the time %s gives its files that of now',
    async (mtime) => {
      expect(await faultOf('x.tar', paxTar({ mtime }))).toBe(null);
    },
  );

  it('with a hole of 4 TiB is asked about first', async () => {
    const archive = paxTar(sparse(String(2 ** 42)), map);
    expect(await faultOf('x.tar', archive)).toBe('TOO_LARGE');
    expect(await faultOf('x.tar', archive, { action: 'list' })).toBe(null);
    expect(await faultOf('x.tar', paxTar(sparse('1000000'), map))).toBe(null);
  });

  it('with a map of holes that does not end is damaged', async () => {
    const more = Buffer.alloc(512);
    more[504] = 1;
    const [header = Buffer.alloc(0)] = [oddTar([{ name: 's', type: 'S', size: 9 }]).subarray(0, 512)];
    header[482] = 1;
    header.write('        ', 148);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    expect(await faultOf('x.tar', Buffer.concat([header, ...Array<Buffer>(20).fill(more)]))).toBe('END_MISSING');
  });

  it.for([0, 100, 600, 1000])(
    'that ends %d bytes after its first header is damaged, and not "no archive"',
    async (bytes) => {
      const whole = oddTar([{ name: 'f', data: Buffer.alloc(2000, 'x') }]);
      expect(await faultOf('x.tar', whole.subarray(0, 512 + bytes))).toBe('END_MISSING');
    },
  );
});

describe('what is a folder by its name, but has content,', () => {
  const entries = [
    { name: 'a/', data: hi },
    { name: 'b', data: hi },
  ];

  it.for([
    ['x.tar', oddTar(entries)],
    ['x.zip', oddZip({ entries })],
    ['x.zip', oddZip({ entries: entries.map((entry) => ({ ...entry, method: 0 })) })],
  ] as const)('is named as not extracted, from %s', async ([name, archive]) => {
    using folder = new TempFolder();
    writeFileSync(folder.at(name), archive);
    const { faults } = await runExtract(executor, { inputs: [folder.at(name)], folder: folder.at('out') });
    expect(faults).toEqual({ 'a/': 'FOLDER_WITH_CONTENT' });
    expect(readdirSync(folder.at('out'))).toEqual(['b']);
  });

  it('can be entered without content, whatever permissions the tar gives it', async () => {
    using folder = new TempFolder();
    writeFileSync(
      folder.at('x.tar'),
      oddTar([{ name: 'd/a/' }, { name: 'd/a/b', data: hi }, { name: 'd/p/', mode: 0o600 }]),
    );
    const { faults } = await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
    expect(faults).toEqual({});
    if (process.platform === 'win32') return;
    expect(['a', 'p'].map((at) => statSync(folder.at('out', 'd', at)).mode & 0o777)).toEqual([0o755, 0o700]);
  });
});

it.for([
  [1, null],
  [0, 'DIRECTORY_DAMAGED'],
  [2, 'DIRECTORY_DAMAGED'],
  [0x1_0001, 'DIRECTORY_DAMAGED'],
] as const)('a zip of one entry whose end record of 64 bits counts %d', async ([count, fault]) => {
  const plain = oddZip({ entries: [{ name: 'a', data: hi }] });
  const at = plain.length - 22;
  const wide = Buffer.alloc(76);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(plain.readUInt32LE(at + 12)), 40);
  wide.writeBigUInt64LE(BigInt(plain.readUInt32LE(at + 16)), 48);
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeBigUInt64LE(BigInt(at), 64);
  wide.writeUInt32LE(1, 72);
  const archive = Buffer.concat([plain.subarray(0, at), wide, plain.subarray(at)]);
  expect(await faultOf('x.zip', archive)).toBe(fault);
});

it.for([
  ['BZhello world', 'NOT_AN_ARCHIVE'],
  ['BZh', 'NOT_AN_ARCHIVE'],
  ['BZh9 is a text', 'NOT_AN_ARCHIVE'],
  ['BZh9\u0031\u0041\u0059\u0026', 'ARCHIVE_DAMAGED'],
] as const)('the file %j', async ([text, fault]) => {
  expect(await faultOf('x.bz2', Buffer.from(text, 'latin1'))).toBe(fault);
});

it('a zip whose two headers name different methods is damaged', async () => {
  const entries = [{ name: 'a', data: hi, method: 0, lies: { method: 8 } }];
  expect(await faultOf('x.zip', oddZip({ entries }))).toBe('ENTRIES_DAMAGED');
});

describe('a zip whose sizes are in 64 bits', () => {
  const wide = (size: number, packedSize: number) => {
    const field = Buffer.alloc(20);
    field.writeUInt16LE(1, 0);
    field.writeUInt16LE(16, 2);
    field.writeBigUInt64LE(BigInt(size), 4);
    field.writeBigUInt64LE(BigInt(packedSize), 12);
    return { localExtra: field, localSizes: [0xffff_ffff, 0xffff_ffff] as const };
  };

  it.for([
    [2, 2, null],
    [0, 0, null],
    [1, 2, 'ENTRIES_DAMAGED'],
    [2, 1, 'ENTRIES_DAMAGED'],
    [2 ** 40, 2, 'ENTRIES_DAMAGED'],
  ] as const)('and in the local header are %d and %d', async ([size, packedSize, fault]) => {
    const entries = [{ name: 'a', data: hi, method: 0, ...wide(size, packedSize) }];
    expect(await faultOf('x.zip', oddZip({ entries }))).toBe(fault);
  });
});

it.for(['x.z01', 'x.part1.rar', 'x.r00'])('a part that is called %s lacks the others', async (name) => {
  const whole = oddZip({ entries: [{ name: 'a', data: Buffer.alloc(1000), method: 0 }] });
  expect(await faultOf(name, whole.subarray(0, 700))).toBe('VOLUMES_MISSING');
});

it('a Zstandard file that needs more memory than is allowed says so', async () => {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 21 << 3, (2 << 3) | 1, 0, 0]);
  expect(await faultOf('x.zst', Buffer.concat([header, hi]))).toBe('WINDOW_TOO_LARGE');
});

it('a Zstandard file that needs a dictionary says so', async () => {
  for (const descriptor of [[1, 0], [0x21]]) {
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, ...descriptor, 7, 2, (2 << 3) | 1, 0, 0]);
    expect(await faultOf('x.zst', Buffer.concat([frame, hi]))).toBe('DICTIONARY_NEEDED');
  }
});
