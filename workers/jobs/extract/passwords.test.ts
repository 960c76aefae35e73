// Archives whose entries have different passwords, and passwords that only seem to fit.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { ZIP_CRYPTO_HEADER, ZipCrypto } from '../../zip-format/zip-crypto.ts';
import { LOCAL_SIZE } from '../../zip-format/zip-records.ts';
import type { ExtractOptions } from './options.ts';
import { makeExecutor, runExtract, TempFolder } from './testing/run-extract.ts';

const executor = makeExecutor(1);
afterAll(() => executor.shutdown());

/** @returns why the job or its entries failed, and the files that are there then */
async function extract(folder: TempFolder, options: Partial<ExtractOptions>, archive = 'x.zip') {
  const out = folder.at(`out ${readdirSync(folder.path).length}`);
  const job = runExtract(executor, { inputs: [folder.at(archive)], folder: out, options });
  const result = await job.catch(({ code }: { code: string }) => ({ code, faults: {} }));
  const paths = existsSync(out) ? readdirSync(out, { recursive: true, encoding: 'utf8' }) : [];
  const files = paths.filter((path) => statSync(`${out}/${path}`).isFile()).map((path) => path.replace('x/', ''));
  return { code: 'code' in result ? result.code : null, faults: result.faults, files: files.sort() };
}

function pack(folder: TempFolder, program: string, ...args: string[]): void {
  execFileSync(program, args, { cwd: folder.path, stdio: 'pipe' });
}

describe('a zip of entries with different passwords', () => {
  const SIZES = { plain: 10, one: 1000, two: 20, three: 3000 };

  it.for(['AES256', 'ZipCrypto'])('gives those that a password fits, whichever it is, by %s', async (method) => {
    using folder = new TempFolder();
    for (const [name, size] of Object.entries(SIZES)) {
      writeFileSync(folder.at(name), 'x'.repeat(size));
      pack(folder, '7zz', 'a', '-bd', 'x.zip', name, ...(name === 'plain' ? [] : [`-p${name}`, `-mem=${method}`]));
    }
    for (const password of ['one', 'two', 'three', 'three\ntwo', 'none\ntwo\nnone\nthree\none']) {
      const fits = password.split('\n');
      const others = ['one', 'two', 'three'].filter((name) => !fits.includes(name));
      expect(await extract(folder, { password })).toEqual({
        code: null,
        files: ['plain', 'one', 'two', 'three'].filter((name) => !others.includes(name)).sort(),
        faults: Object.fromEntries(others.map((name) => [name, 'PASSWORD_WRONG'])),
      });
    }
    expect(await extract(folder, { password: 'none' })).toMatchObject({ code: 'PASSWORD_WRONG', files: [] });
    expect(await extract(folder, {})).toMatchObject({ code: 'PASSWORD_NEEDED', files: [] });
    // What is not encrypted needs none.
    expect(await extract(folder, { only: ['plain'] })).toEqual({ code: null, faults: {}, files: ['plain'] });
  });
});

it('an entry of a 7z that another password fits is named for its password, and is no damage', async () => {
  using folder = new TempFolder();
  for (const name of ['one', 'two']) {
    writeFileSync(folder.at(name), `${name}\n`.repeat(1000));
    pack(folder, '7zz', 'a', '-bd', 'x.7z', name, `-p${name}`);
  }
  const { code, faults, files } = await extract(folder, { password: 'one' }, 'x.7z');
  expect([code, faults, files]).toEqual([null, { two: 'PASSWORD_WRONG' }, ['one']]);
});

describe('a wrong password that passes the check of ZipCrypto', () => {
  it.for([
    ['small', 2000, '-6'],
    ['large', 5_000_000, '-0'],
  ] as const)('is not taken for the right one of a %s entry', async ([, size, level]) => {
    using folder = new TempFolder();
    writeFileSync(folder.at('a'), level === '-0' ? randomBytes(size) : 'text '.repeat(size));
    pack(folder, 'zip', '-q', level, '-P', 'right', 'x.zip', 'a');
    const wrong = passing(readFileSync(folder.at('x.zip')));
    expect(await extract(folder, { password: wrong })).toMatchObject({ code: 'PASSWORD_WRONG', files: [] });
    expect(await extract(folder, { password: `${wrong}\nright` })).toEqual({ code: null, faults: {}, files: ['a'] });
  });

  /** Finds one for the first entry. */
  function passing(zip: Buffer): string {
    const start = LOCAL_SIZE + zip.readUInt16LE(26) + zip.readUInt16LE(28);
    // Info-ZIP has the time in it, as it writes a data descriptor.
    const check = (zip.readUInt16LE(6) & 8) === 0 ? zip.readUInt8(17) : zip.readUInt8(11);
    for (let number = 0; ; number++) {
      try {
        new ZipCrypto(Buffer.from(`w${number}`), Buffer.from(zip.subarray(start, start + ZIP_CRYPTO_HEADER)), check);
        return `w${number}`;
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    }
  }
});
