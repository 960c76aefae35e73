// Jobs that take a second or two, and what must be there, and not there, when they have ended.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { SubmitRequest } from '../../main/contract/api.ts';
import { OWN_PREFIX } from '../../workers/files/output/part-name.ts';
import { expect } from '../dropmill.ts';
import { noise, prose, writeTree } from '../files.ts';

export interface Workload {
  readonly kind: 'zip' | 'resize' | 'extract';
  /** What is dropped. */
  readonly input: string;
  /** Holds originals and results. */
  readonly folder: string;
  /** Submits it. @param input id of what is dropped */
  request(input: string): SubmitRequest;
  /** Checks that all results are there, whole and once, and nothing else. */
  checkResults(): Promise<void>;
  /** Checks that originals are as they were and that nothing unfinished lies about. */
  checkOriginals(): Promise<void>;
  removeResults(): Promise<void>;
  readonly resultCount: number;
}

/** Calls a function once and remembers what it gave: what a process has made is the same for its other tests. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const zipContent = once(() => ({ text: prose(300 * 5_000), big: noise(40_000_000) }));

/** Small files and a big one. */
export async function zipWorkload(folder: string): Promise<ZipWorkload> {
  const { text, big } = zipContent();
  const small = Array.from({ length: 300 }, (_, index) => {
    return [`Tree/small/${index}.txt`, text.subarray(index * 5_000, index * 5_000 + 4_000 + index)];
  });
  await writeTree(folder, { ...Object.fromEntries(small), 'Tree/big.txt': big });
  const archive = join(folder, 'Tree.zip');
  const checkArchive = async ({ atLeast }: { readonly atLeast: number }) => {
    expect(soundEntries(archive).length).toBeGreaterThanOrEqual(atLeast);
  };
  const check = () => checkArchive({ atLeast: 301 });
  return { ...(await workload('zip', folder, 'Tree', { options: {}, results: ['Tree.zip'], check })), checkArchive };
}

export interface ZipWorkload extends Workload {
  /** Has an unpacker test it. */
  checkArchive(entries: { readonly atLeast: number }): Promise<void>;
}

/** Names of the files in an archive that another program finds sound. */
export function soundEntries(archive: string): string[] {
  expect(execFileSync('unzip', ['-tqq', archive], { encoding: 'utf8' })).toBe('');
  const names = execFileSync('unzip', ['-Z1', archive], { encoding: 'latin1', maxBuffer: 2 ** 24 });
  return names
    .trim()
    .split('\n')
    .filter((name) => !name.endsWith('/'));
}

export const PICTURES = 14;

const picturesByName = once(() =>
  Promise.all(
    Array.from({ length: PICTURES }, async (_, index) => {
      const raw = { width: 1500, height: 1000, channels: 3 } as const;
      const picture = sharp(noise(1500 * 1000 * 3, index + 1), { raw }).blur(2);
      const content = await picture.png({ compressionLevel: 1 }).toBuffer();
      return [`Photos/${String(index).padStart(2, '0')}.png`, content] as const;
    }),
  ),
);

export async function resizeWorkload(folder: string): Promise<Workload> {
  const pictures = await picturesByName();
  await writeTree(folder, Object.fromEntries(pictures));
  const names = pictures.map(([name]) => String(name).slice('Photos/'.length));
  return workload('resize', folder, 'Photos', {
    options: { destination: 'subfolder', subfolder: 'Resized', template: '{name}', width: 800, height: null },
    results: names.map((name) => join('Photos', 'Resized', name)),
    check: async () => {
      for (const name of names) {
        const { width } = await sharp(await readFile(join(folder, 'Photos', 'Resized', name))).metadata();
        expect(width).toBe(800);
      }
    },
  });
}

/** The files of the zip workload, packed by another program. */
export async function extractWorkload(folder: string): Promise<Workload> {
  const text = prose(300 * 5_000);
  const small = Array.from({ length: 300 }, (_, index) => {
    return [`Tree/small/${index}.txt`, text.subarray(index * 5_000, index * 5_000 + 4_000 + index)] as const;
  });
  const tree = { ...Object.fromEntries(small), 'Tree/big.bin': noise(40_000_000) };
  await writeTree(folder, tree);
  const unpacked = await hashes(folder);
  execFileSync('zip', ['-qr1', 'Tree.zip', 'Tree'], { cwd: folder });
  await rm(join(folder, 'Tree'), { recursive: true });
  const check = async () => {
    expect(Object.fromEntries(await hashes(folder, unpacked))).toEqual(Object.fromEntries(unpacked));
  };
  const work = await workload('extract', folder, 'Tree.zip', { options: {}, results: [...unpacked.keys()], check });
  return { ...work, removeResults: () => rm(join(folder, 'Tree'), { recursive: true, force: true }) };
}

interface Expected {
  readonly options: Readonly<Record<string, unknown>>;
  /** Relative to the folder. */
  readonly results: readonly string[];
  readonly check: () => Promise<void>;
}

async function workload(
  kind: Workload['kind'],
  folder: string,
  input: string,
  { options, results, check }: Expected,
): Promise<Workload> {
  const originals = await hashes(folder);
  const all = [...originals.keys(), ...results].sort();
  const checkOriginals = async () => {
    const now = await hashes(folder, originals);
    expect(Object.fromEntries(now)).toEqual(Object.fromEntries(originals));
    expect((await filesIn(folder)).filter((name) => name.includes(OWN_PREFIX))).toEqual([]);
  };
  return {
    kind,
    folder,
    resultCount: results.length,
    input: join(folder, input),
    request: (id) => ({ type: kind, inputs: [id], options }),
    checkOriginals,
    async checkResults() {
      expect((await filesIn(folder)).sort()).toEqual(all);
      await check();
      await checkOriginals();
    },
    async removeResults() {
      for (const name of await filesIn(folder)) if (!originals.has(name)) await rm(join(folder, name));
    },
  };
}

/** Files below a folder, relative to it. */
export async function filesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** By name: what is in the files. @param only those that are in it, too */
export async function hashes(folder: string, only?: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const names = (await filesIn(folder)).filter((name) => !only || only.has(name)).sort();
  const made = names.map(async (name) => {
    const digest = createHash('sha1').update(await readFile(join(folder, name)));
    return [name, digest.digest('hex')] as const;
  });
  return new Map(await Promise.all(made));
}
