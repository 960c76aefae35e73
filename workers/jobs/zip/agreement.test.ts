// One rich tree in each format: 7-Zip has no warning, and all programs list the same names, kinds, permissions, times, sizes, owners
// and links, which are those on the disk.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lchownSync,
  linkSync,
  mkdirSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { makeHardTree, noise } from './testing/hard-tree.ts';
import {
  composed,
  type Listed,
  listByBsdtar,
  listByTar,
  listByTarfile,
  listByZipfile,
  listByZipinfo,
  listDisk,
} from './testing/listings.ts';
import { bytePath, packTested, TARS, threads } from './testing/pack-tested.ts';
import { TempFolder } from './testing/run-zip.ts';

afterAll(() => threads.shutdown());

const isRoot = process.getuid?.() === 0;

function makeRichTree(folder: TempFolder): void {
  const root = folder.at('tree');
  makeHardTree(root, 'unix');
  const at = (...names: string[]) => folder.at('tree', ...names);
  for (const [name, mode] of [
    ['sticky', 0o1777],
    ['group', 0o2775],
    ['closed', 0o700],
  ] as const) {
    mkdirSync(at(name));
    writeFileSync(at(name, 'file'), name);
    chmodSync(at(name), mode);
  }
  mkdirSync(at('bytes'));
  for (const name of ['t-\xff', '\xe4'.repeat(120), 'new\nline', 'tab\t"quoted"\\'])
    writeFileSync(bytePath(at('bytes'), name), name);
  symlinkSync(Buffer.from('t-\xff', 'latin1'), bytePath(at('bytes'), 'link to bytes'));
  writeFileSync(at('first name'), noise(3000));
  for (const name of ['second name', 'bytes/third name']) linkSync(at('first name'), at(name));
  writeFileSync(at('holes'), 'start');
  truncateSync(at('holes'), 3_000_000);
  writeFileSync(at('old'), '1969');
  utimesSync(at('old'), new Date(-18_489_600_500), new Date(-18_489_600_500));
  writeFileSync(at('fraction'), 'x');
  utimesSync(at('fraction'), 1_700_000_000.75, 1_700_000_000.75);
  if (!isRoot) return;
  writeFileSync(at('nobody may read'), 'x', { mode: 0 });
  lchownSync(at('fraction'), 1234, 5678);
  lchownSync(at('sticky'), 3_000_000, 70_000);
  lchownSync(at('links', 'to file'), 65534, 100);
}

const byName = (list: readonly Listed[]) => list.toSorted((a, b) => (a.name < b.name ? -1 : 1));

const asComposed = (list: readonly Listed[]) => list.map((one) => ({ ...one, name: composed(one.name) }));

/** A further name is the file that its target is, which is before it. */
function withoutHardLinks(list: readonly Listed[]): Listed[] {
  const files = new Map<string, Listed>();
  return list.map((entry) => {
    if (entry.kind === 'file') files.set(entry.name, entry);
    if (entry.kind !== 'hardlink') return entry;
    const { size, kind, target } = files.get(entry.target) ?? entry;
    return { ...entry, size, kind, target };
  });
}

/** Permissions of links are nobody's business. */
const without = (list: readonly Listed[], ...keys: (keyof Listed)[]) =>
  byName(list).map((entry) => ({
    ...entry,
    ...(entry.kind === 'link' && { mode: 0 }),
    ...Object.fromEntries(keys.map((key) => [key, null])),
  }));

describe.skipIf(process.platform !== 'linux')('all programs agree on', () => {
  it('a zip file', async () => {
    using folder = new TempFolder();
    makeRichTree(folder);
    const { archive } = await packTested(folder, ['tree'], { names: 'exact', owners: true, verify: 'full' });
    const disk = listDisk(folder.path, 'tree');
    const python = listByZipfile(archive);
    expect(without(python)).toEqual(without(disk));
    // Of a time before 1970 libarchive takes the Unix field, without its sign.
    const after1970 = (list: readonly Listed[]) => without(list.filter(({ name }) => name !== 'tree/old'));
    expect(after1970(listByBsdtar(archive))).toEqual(after1970(asComposed(disk)));
    // Info-ZIP shows none.
    const facts = python.map(({ kind, mode, time, size }) => ({
      kind,
      mode,
      time: time < 0 ? Number.NaN : time,
      size,
    }));
    expect(listByZipinfo(archive)).toEqual(facts);
  });

  it.for(TARS)('a %s', async (format) => {
    using folder = new TempFolder();
    makeRichTree(folder);
    const { archive } = await packTested(folder, ['tree'], { format, names: 'exact', verify: 'full' });
    const disk = listDisk(folder.path, 'tree');
    execFileSync('sh', [
      '-c',
      'case $0 in *.zst) zstd -dcq "$0";; *.gz) gzip -dc "$0";; *) cat "$0";; esac > "$1"',
      archive,
      folder.at('plain'),
    ]);
    expect(without(withoutHardLinks(listByTarfile(folder.at('plain'))))).toEqual(without(disk));
    expect(without(withoutHardLinks(listByTar(archive)))).toEqual(without(disk));
    const sizes = new Set(disk.filter(({ name }) => / name$/.test(name)).map(({ name }) => name));
    const known = (list: readonly Listed[]) =>
      without(list).map((one) => (sizes.has(one.name) ? { ...one, size: null } : one));
    expect(known(listByBsdtar(archive))).toEqual(known(asComposed(disk)));
  });
});
