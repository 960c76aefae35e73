// Zip files with entries that only 7-Zip unpacks: their names, places and attributes are read as those of any zip file.
import { lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { ExtractOptions } from '../options.ts';
import { type OddEntry, oddZip, UNIX_FOLDER, UNIX_LINK } from '../testing/odd-zip.ts';
import { makeExecutor, runExtract, TempFolder } from '../testing/run-extract.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const hi = Buffer.from('hi');
const other = Buffer.from('other');
/** `hi`, packed by Python's bz2. */
const PACKED = Buffer.from('425a68393141592653599a89b422000000010000602000210082b1772453850909a89b4220', 'hex');
const BZIP2 = 12;
const packed = { data: hi, packed: PACKED, method: BZIP2 };

async function extract(entries: readonly OddEntry[], options: Partial<ExtractOptions> = {}) {
  using folder = new TempFolder();
  writeFileSync(folder.at('x.zip'), oddZip({ entries }));
  mkdirSync(folder.at('out'));
  const job = { inputs: [folder.at('x.zip')], folder: folder.at('out'), options };
  const { faults, notes } = await runExtract(executor, job);
  const tree = readdirSync(folder.at('out'), { recursive: true, encoding: 'utf8' }).toSorted();
  const modeOf = (path: string): number => lstatSync(folder.at('out', path)).mode & 0o7777;
  return { tree, faults, notes, modes: tree.map(modeOf) };
}

describe('a zip file with an entry by bzip2', () => {
  it.for([
    ['cp437', '6772 94e1 65', 'größe'],
    ['windows-1252', '6772 f6df 65', 'größe'],
    ['shift_jis', '95f1 8d90 8f91', '報告書'],
    ['ibm866', '84ae aae3 ac a5ad e2eb', 'Документы'],
  ] as const)('has its names read in %s', async ([encoding, hex, name]) => {
    const entry = { name: Buffer.from(hex.replaceAll(' ', ''), 'hex'), flags: 0, host: 0, attributes: 0, ...packed };
    expect(await extract([entry])).toMatchObject({
      tree: [name],
      notes: [{ code: 'ENCODING_GUESSED', params: { encoding } }],
    });
    expect(await extract([entry], { encoding })).toMatchObject({ tree: [name], notes: [] });
  });

  it('keeps both of two with the same name, and says so', async () => {
    const { tree, notes } = await extract([
      { name: 'd/a', ...packed },
      { name: 'd/a', data: other },
    ]);
    expect(tree).toEqual(['d', 'd/a', 'd/a (2)']);
    expect(notes).toEqual([{ code: 'NAME_CHANGED', params: { from: 'd/a', to: 'd/a (2)' } }]);
  });

  it('skips what only macOS has a use for, unless it is asked for', async () => {
    const entries = [
      { name: 'a', ...packed },
      { name: '__MACOSX/._a', data: other },
    ];
    const { tree, notes } = await extract(entries);
    expect([tree, notes]).toEqual([['a'], [{ code: 'MAC_METADATA_SKIPPED', params: { count: 1 } }]]);
    expect((await extract(entries, { keepMacMetadata: true })).tree).toContain('x/__MACOSX/._a');
  });

  it.for(['a\\b', 'a\nPath = b', 'a\tb', '\x1b[31m'])('has the name %j as it is', async (name) => {
    const { tree, faults } = await extract([
      { name: `d/${name}`, ...packed },
      { name: 'd/z', data: other },
    ]);
    expect([tree, faults]).toEqual([['d', 'd/z', `d/${name}`].toSorted(), {}]);
  });

  it('refuses what leads out, and goes on', async () => {
    const { tree, faults } = await extract([
      { name: '../out', data: other },
      { name: 'd/a', ...packed },
      { name: 'd/l', data: Buffer.from('../../x'), method: 0, attributes: UNIX_LINK },
      { name: 'd/m', data: Buffer.from('a'), method: 0, attributes: UNIX_LINK },
      { name: 'd/fifo', data: Buffer.from('xx'), method: 0, attributes: (0o020644 << 16) >>> 0 },
      { name: 'd/z', data: other },
    ]);
    expect(tree).toEqual(['d', 'd/a', 'd/m', 'd/z']);
    expect(faults).toEqual({ '../out': 'LEADS_OUTSIDE', 'd/l': 'LINK_LEADS_OUTSIDE', 'd/fifo': 'SPECIAL_ENTRY' });
  });

  it('leads links to names that were read in an encoding', async () => {
    const name = Buffer.from('d/\x94l', 'latin1');
    const link = { name: 'd/l', data: Buffer.from('\x94l', 'latin1'), method: 0, attributes: UNIX_LINK, flags: 0 };
    const { tree, faults } = await extract([{ name, flags: 0, ...packed }, link], { encoding: 'cp437' });
    expect([tree, faults]).toEqual([['d', 'd/l', 'd/öl'], {}]);
  });

  it('may be a link and nothing else, and is none where it is longer than any path', async () => {
    const link = { name: 'd/l', attributes: UNIX_LINK };
    expect((await extract([{ ...link, ...packed }])).tree).toEqual(['d', 'd/l']);
    const { tree, faults } = await extract([
      { name: 'd/a', ...packed },
      { ...link, data: Buffer.alloc(5000, 'x') },
    ]);
    expect([tree, faults]).toEqual([['d', 'd/a'], { 'd/l': 'LINK_NOT_A_PATH' }]);
  });

  it('has the permissions of the archive, and folders that can be entered', async () => {
    const { tree, modes } = await extract([
      { name: 'd/', attributes: (0o600 << 16) >>> 0, method: 0 },
      { name: 'd/a', ...packed, attributes: (0o104750 << 16) >>> 0 },
      { name: 'd/e/', attributes: UNIX_FOLDER, method: 0 },
    ]);
    expect(tree).toEqual(['d', 'd/a', 'd/e']);
    expect(modes).toEqual([0o700, 0o750, 0o755]);
  });
});

it.for([
  [0o600, 0o700],
  [0o644, 0o755],
  [0o100640, 0o750],
  [0o040700, 0o700],
  [0o040600, 0o600],
] as const)('a folder to which a zip file gives the permissions %o has %o', async ([mode, expected]) => {
  const folder = { name: 'd/', method: 0, attributes: (mode << 16) >>> 0 };
  const { modes } = await extract([folder, { name: 'e', data: other }]);
  expect(modes[1]).toBe(expected);
});
