// An archive goes to the trash when all that is in it was extracted, and stays otherwise.
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { oddTar } from './testing/odd-tar.ts';
import { oddZip } from './testing/odd-zip.ts';
import { type ExtractJob, makeExecutor, runExtract, TempFolder } from './testing/run-extract.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const hi = Buffer.from('hi');
const good = oddZip({
  entries: [
    { name: 'd/a', data: hi },
    { name: 'd/b', data: hi },
  ],
});
const damaged = oddZip({
  entries: [
    { name: 'd/a', data: hi },
    { name: 'd/b', data: hi, lies: { crc: 1 } },
  ],
});

async function extract(archive: Buffer, options: NonNullable<ExtractJob['options']> = {}, name = 'x.zip') {
  using folder = new TempFolder();
  writeFileSync(folder.at(name), archive);
  mkdirSync(folder.at('out/d'), { recursive: true });
  if (options.collision === 'skip') writeFileSync(folder.at('out/d/a'), 'theirs');
  const trashed: string[] = [];
  const { skips } = await runExtract(executor, {
    inputs: [folder.at(name)],
    folder: folder.at('out'),
    options: { trashArchive: true, ...options },
    trashOriginal: async ({ path }) => {
      expect(existsSync(folder.at('out/d (2)'))).toBe(true);
      trashed.push(basename(path));
      return 'done';
    },
  });
  const codes = skips.filter(({ path }) => path === folder.at(name)).map(({ code }) => code);
  return { trashed, codes };
}

it.for([
  ['x.zip', good],
  ['x.tar', oddTar([{ name: 'd/a', data: hi }])],
  ['x.tar.gz', gzipSync(oddTar([{ name: 'd/a', data: hi }]))],
] as const)('%s goes when it is whole in its folder', async ([name, archive]) => {
  expect(await extract(archive, {}, name)).toEqual({ trashed: [name], codes: [] });
});

describe('it stays', () => {
  it.for([
    ['damaged', damaged, { keepIntact: true }],
    ['extracted in part', good, { only: ['a'] }],
    ['extracted in part as it was chosen', good, { entries: ['2/0'] }],
    ['where a file exists and is kept', good, { collision: 'skip' }],
  ] as const)('%s', async ([, archive, options]) => {
    expect(await extract(archive, options)).toEqual({ trashed: [], codes: ['NOT_TRASHED_PARTLY'] });
  });

  it('when it is only tested', async () => {
    expect(await extract(good, { action: 'test' })).toEqual({ trashed: [], codes: [] });
  });

  it('when it is a link', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('x.zip'), good);
    symlinkSync('x.zip', folder.at('link.zip'));
    const job = { inputs: [folder.at('link.zip')], folder: folder.at('out'), options: { trashArchive: true } };
    const { skips } = await runExtract(executor, { ...job, trashOriginal: async () => 'done' });
    expect(skips.map(({ code }) => code)).toEqual(['NOT_TRASHED_LINK']);
  });
});
