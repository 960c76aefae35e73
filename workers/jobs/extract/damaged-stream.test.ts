// Of a compressed tar that is damaged, what comes before the damage is kept if asked for, however small it is.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { makeExecutor, runExtract, TempFolder } from './testing/run-extract.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const FILES = 20;
const NAMES = Array.from({ length: FILES }, (_, at) => `f${String(at).padStart(2, '0')}`);

/** What no program can pack: half way in the archive is half way in the files. */
function noise(name: string, bytes: number): Buffer {
  return createHash('shake256', { outputLength: bytes }).update(name).digest();
}

function makeTar(folder: TempFolder, bytes: number): Buffer {
  mkdirSync(folder.at('d'));
  for (const name of NAMES) writeFileSync(folder.at('d', name), noise(name, bytes));
  execFileSync('tar', ['-cf', 'x.tar', ...NAMES.map((name) => `d/${name}`)], { cwd: folder.path });
  return readFileSync(folder.at('x.tar'));
}

/** The names that are kept of an archive, each with its content. */
async function kept(folder: TempFolder, name: string, archive: Buffer): Promise<string[]> {
  writeFileSync(folder.at(name), archive);
  const job = { inputs: [folder.at(name)], folder: folder.at('out') };
  await expect(runExtract(executor, job)).rejects.toThrow();
  const { failed } = await runExtract(executor, { ...job, options: { keepIntact: true } });
  expect(failed).toBe(1);
  const found = readdirSync(folder.at('out', 'd')).sort();
  for (const one of found) expect(readFileSync(folder.at('out', 'd', one))).toEqual(readFileSync(folder.at('d', one)));
  return found;
}

const PACKERS = [
  ['x.tar.gz', 'gzip'],
  ['x.tar.zst', 'zstd'],
  ['x.tar.xz', 'xz'],
  ['x.tar.bz2', 'bzip2'],
] as const;

describe.each([1_000, 60_000])('with files of %i bytes', (bytes) => {
  it.for(PACKERS)('a %s that ends early', async ([name, program]) => {
    using folder = new TempFolder();
    makeTar(folder, bytes);
    const whole = execFileSync(program, ['-c', 'x.tar'], { cwd: folder.path, maxBuffer: 1 << 30 });
    // zstd and bzip2 pack so much together: of what has not come whole nothing comes out.
    const together = { 'x.tar.zst': 128 << 10, 'x.tar.bz2': 900_000 }[name as string] ?? 0;
    const cut = Math.floor(whole.length * 0.75);
    const whenWhole = Math.floor((cut - together) / (bytes + 1024)) - 1;
    if (whenWhole <= 0) return;
    const found = await kept(folder, name, whole.subarray(0, cut));
    expect(found.length).toBeGreaterThanOrEqual(whenWhole);
    expect(found).toEqual(NAMES.slice(0, found.length));
  });

  it.for([
    ['x.tar.gz', (data: Buffer) => gzipSync(data), 10],
    ['x.tar.zst', (data: Buffer) => zstdCompressSync(data), 9],
  ] as const)('a %s that makes no sense from the second part on', async ([name, pack, header]) => {
    using folder = new TempFolder();
    const tar = makeTar(folder, bytes);
    const half = Math.floor(tar.length / 2);
    const [first, second] = [pack(tar.subarray(0, half)), pack(tar.subarray(half))];
    // A type of block that neither format has.
    const found = await kept(folder, name, Buffer.concat([first, second.fill(0x06, header, header + 8)]));
    expect(found).toEqual(NAMES.slice(0, found.length));
    expect(found.length).toBeGreaterThanOrEqual(FILES / 2 - 2);
  });
});

it('is not handed out twice', async () => {
  using folder = new TempFolder();
  // Zeros: of each byte of the archive come hundreds.
  writeFileSync(folder.at('x.gz'), gzipSync(Buffer.alloc(3_000_000)).subarray(0, -12));
  const job = { inputs: [folder.at('x.gz')], folder: folder.at('out'), options: { keepIntact: true } };
  await expect(runExtract(executor, job)).rejects.toMatchObject({ code: 'NOTHING_INTACT' });
  const tar = makeTar(folder, 100);
  const archive = gzipSync(Buffer.concat([tar, Buffer.alloc(5_000_000)]));
  expect(gunzipSync(archive)).toHaveLength(tar.length + 5_000_000);
  expect(await kept(folder, 'x.tar.gz', archive.subarray(0, -9))).toEqual(NAMES);
});

it.for([...PACKERS, ['x.gz', 'gzip'], ['x.zst', 'zstd'], ['x.xz', 'xz'], ['x.bz2', 'bzip2']] as const)(
  'a %s with something behind its end is damaged, and what came before is kept if asked for',
  async ([name, program]) => {
    using folder = new TempFolder();
    makeTar(folder, 100);
    writeFileSync(folder.at('x'), noise('x', 1_000_000));
    const isTar = name.includes('.tar');
    const packed = execFileSync(program, ['-c', isTar ? 'x.tar' : 'x'], { cwd: folder.path, maxBuffer: 1 << 30 });
    writeFileSync(folder.at(name), Buffer.concat([packed, Buffer.from('something else')]));
    const job = { inputs: [folder.at(name)], folder: folder.at('out') };
    await expect(runExtract(executor, job)).rejects.toMatchObject({ code: 'DATA_APPENDED' });
    const { faults } = await runExtract(executor, { ...job, options: { keepIntact: true } });
    expect(faults).toEqual({ [name]: 'DATA_APPENDED' });
    if (isTar) expect(readdirSync(folder.at('out', 'd')).sort()).toEqual(NAMES);
    else expect(readFileSync(folder.at('out', 'x'))).toEqual(readFileSync(folder.at('x')));
  },
);

it('a list shows the entries before the damage', async () => {
  using folder = new TempFolder();
  const archive = gzipSync(makeTar(folder, 1_000));
  writeFileSync(folder.at('x.tar.gz'), archive.subarray(0, archive.length / 2));
  const job = { inputs: [folder.at('x.tar.gz')], folder: folder.at('out') };
  const listed: string[] = [];
  const options = { action: 'list' } as const;
  const onItem = ({ name = '' }: { readonly name?: string }) => void listed.push(name);
  await expect(runExtract(executor, { ...job, options, onItem })).rejects.toMatchObject({ code: 'END_MISSING' });
  expect(listed.length).toBeGreaterThanOrEqual(FILES / 2 - 2);
  expect(listed).toEqual(NAMES.slice(0, listed.length).map((name) => `d/${name}`));
});
