// Random trees and what befalls them, for the property test.
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { systemPath } from '../../../files/system-path.ts';
import type { ZipOptions } from '../options.ts';
import { BLOCK } from '../pack/entries/pack-block.ts';
import { BIG_DEFLATED_FILE } from '../walk/walk.ts';
import { noise, text } from './hard-tree.ts';

export interface RandomFile {
  readonly folder: readonly string[];
  readonly name: string;
  readonly size: number;
  readonly packed: boolean;
  /** Zeros that the disk does not store, with data at both ends. */
  readonly holes: boolean;
  /** Permission bits. */
  readonly mode: number;
}

/** A second name of a file, beside the tree's root folder. */
export interface RandomHardLink {
  readonly file: number;
  readonly name: string;
}

export type FileFault = 'vanish' | 'grow' | 'shrink' | 'rewrite' | 'folder' | 'pipe';

export type Fault =
  | { readonly kind: FileFault; readonly file: number; readonly at: number }
  | { readonly kind: 'cancel'; readonly at: number }
  | { readonly kind: 'full disk' }
  | { readonly kind: 'kill'; readonly at: number };

export interface RandomCase {
  readonly files: readonly RandomFile[];
  readonly links: readonly string[];
  readonly hardLinks: readonly RandomHardLink[];
  readonly format: 'zip' | 'tar' | 'tar.gz' | 'tar.zst';
  /** How the tree is named: by its path, or by a link to it. */
  readonly input: 'path' | 'link';
  /** Where the archive goes: a folder of its own, or the tree itself by another path, over an earlier archive. */
  readonly output: 'beside' | 'inside';
  /** Whether a file of `/proc` goes in as well: its size says nothing. */
  readonly proc: boolean;
  readonly level: number;
  readonly deflate: ZipOptions['deflate'];
  readonly verify: 'quick' | 'full' | 'off';
  readonly faults: readonly Fault[];
}

/** On Linux a name is any bytes; those that are not UTF-8 are written as in `files/system-path.ts`. */
const BYTE_NAMES = process.platform === 'linux' ? ['caf\udce9', 't-\udcff', '\udcff'.repeat(120)] : [];
const NAMES = ['a', 'b.txt', 'c.jpg', 'ä ö', '日本', 'with space', 'x'.repeat(200), ...BYTE_NAMES];
const isRoot = process.getuid?.() === 0;
const FOLDERS = ['one', 'two', 'drei ü'];

const file: fc.Arbitrary<RandomFile> = fc.record({
  folder: fc.array(fc.constantFrom(...FOLDERS), { maxLength: 3 }),
  name: fc.constantFrom(...NAMES),
  size: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 0, max: 3000 }) },
    { weight: 4, arbitrary: fc.integer({ min: 3000, max: 150_000 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(3 * BLOCK, BIG_DEFLATED_FILE, BIG_DEFLATED_FILE + 1, 9 * BLOCK - 1, 9 * BLOCK),
    },
  ),
  packed: fc.boolean(),
  holes: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  // Root alone reads what nobody may read.
  mode: fc.constantFrom(0o644, 0o600, 0o755, 0o400, ...(isRoot ? [0] : [])),
});

/** When a fault strikes: so many reports of the job have been heard. 0 is before it starts. */
const moment = fc.integer({ min: 0, max: 6 });

const fault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('vanish', 'grow', 'shrink', 'rewrite', 'folder', 'pipe'),
      file: fc.nat({ max: 11 }),
      at: moment,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), at: moment }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('full disk' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const), at: moment }) },
);

export const randomCase: fc.Arbitrary<RandomCase> = fc.record({
  files: fc.uniqueArray(file, { maxLength: 12, selector: ({ folder, name }) => [...folder, name].join('/') }),
  links: fc.uniqueArray(fc.constantFrom('a', '../outside', 'one/b.txt', 'nowhere'), { maxLength: 2 }),
  hardLinks: fc.uniqueArray(
    fc.record({ file: fc.nat({ max: 11 }), name: fc.constantFrom('hard 1', 'hard ü', 'hard 3') }),
    { maxLength: 3, selector: ({ name }) => name },
  ),
  format: fc.constantFrom('zip', 'zip', 'tar', 'tar.gz', 'tar.zst'),
  input: fc.constantFrom('path', 'path', 'link'),
  output: fc.constantFrom('beside', 'beside', 'inside'),
  proc: fc.boolean().map((proc) => proc && process.platform === 'linux'),
  level: fc.constantFrom(0, 1, 6, 9),
  deflate: fc.constantFrom('auto', 'libdeflate', 'zlib'),
  verify: fc.constantFrom('quick', 'full', 'off'),
  faults: fc.array(fault, { maxLength: 2 }),
});

/** A content that is right for a file. While it grows from `atLeast` bytes, so is what it has by then. */
export interface Content {
  readonly data: Buffer;
  readonly atLeast: number;
}

/** Contents that a file may have in the archive, by archive name. Folders and links have none. */
export type Expected = Map<string, Content[] | undefined>;

export function isRight(data: Buffer, contents: readonly Content[]): boolean {
  return contents.some((one) => data.length >= one.atLeast && one.data.subarray(0, data.length).equals(data));
}

function exactly(data: Buffer): Content {
  return { data, atLeast: data.length };
}

/** Makes the tree. What was made long ago can be told from what changes now. */
export function makeTree(root: string, { files, links, hardLinks }: RandomCase): Expected {
  const expected: Expected = new Map([['tree/', undefined]]);
  mkdirSync(root, { recursive: true });
  for (const one of files) {
    const data = contentOf(one);
    const path = join(root, ...one.folder, one.name);
    mkdirSync(dirname(path), { recursive: true });
    if (one.holes) writeHoles(path, data);
    else writeFileSync(systemPath(path), data);
    utimesSync(systemPath(path), 1e9, 1e9);
    chmodSync(systemPath(path), one.mode);
    one.folder.forEach((_, depth) => {
      expected.set(`tree/${one.folder.slice(0, depth + 1).join('/')}/`, undefined);
    });
    expected.set(nameOf(one), [exactly(data)]);
  }
  for (const { file: index, name } of hardLinks) {
    const target = files[index % Math.max(1, files.length)];
    if (!target) continue;
    linkSync(systemPath(join(root, ...target.folder, target.name)), join(root, name));
    // One file: what befalls it befalls it under both names.
    expected.set(`tree/${name}`, expected.get(nameOf(target)));
  }
  for (const [index, target] of links.entries()) {
    symlinkSync(target, join(root, `link ${index}`));
    expected.set(`tree/link ${index}`, undefined);
  }
  return expected;
}

/** Lets a fault strike, and notes what the file may now be read as. */
export function strike(root: string, random: RandomCase, one: Fault, expected: Expected): void {
  if (!('file' in one)) return;
  const target = random.files[one.file % Math.max(1, random.files.length)];
  if (!target) return;
  const path = systemPath(join(root, ...target.folder, target.name));
  const contents = expected.get(nameOf(target));
  const newest = contents?.at(-1)?.data ?? Buffer.alloc(0);
  try {
    // An earlier fault may have put a pipe there, which nobody reads from.
    if (!lstatSync(path).isFile()) return;
    switch (one.kind) {
      case 'grow': {
        const more = text(1000, 99);
        // Noted first: it may be read at once.
        contents?.push({ data: Buffer.concat([newest, more]), atLeast: newest.length });
        appendFileSync(path, more);
        break;
      }
      case 'shrink':
        contents?.push(exactly(newest.subarray(0, newest.length >> 1)));
        truncateSync(path, newest.length >> 1);
        break;
      case 'rewrite':
        // It is empty for a moment.
        contents?.push(exactly(Buffer.alloc(0)), exactly(noise(newest.length, 7)));
        writeFileSync(path, noise(newest.length, 7));
        break;
      case 'vanish':
        rmSync(path, { force: true, recursive: true });
        break;
      case 'folder':
        rmSync(path, { force: true, recursive: true });
        mkdirSync(path);
        break;
      case 'pipe':
        // No program can be given a name whose bytes are not UTF-8.
        if (typeof path !== 'string') break;
        rmSync(path, { force: true, recursive: true });
        execFileSync('mkfifo', [path]);
        break;
      default:
        one satisfies never;
    }
  } catch {
    // An earlier fault has taken the file away.
  }
}

export function nameOf({ folder, name }: RandomFile): string {
  return `tree/${[...folder, name].join('/')}`;
}

/** Only what is not zero is written. */
function writeHoles(path: string, data: Buffer): void {
  const file = openSync(systemPath(path), 'w');
  ftruncateSync(file, data.length);
  for (let at = 0; at < data.length; at += HOLE) {
    const part = data.subarray(at, at + HOLE);
    if (!part.equals(ZEROS.subarray(0, part.length))) writeSync(file, part, 0, part.length, at);
  }
  closeSync(file);
}

/** Between the data at both ends of a file with holes, in bytes. */
const HOLE = 1 << 16;
const ZEROS = Buffer.alloc(HOLE);

function contentOf({ size, packed, name, folder, holes }: RandomFile): Buffer {
  if (holes) return Buffer.concat([text(100), Buffer.alloc(20 * HOLE + size), text(100, 2)]);
  const seed = size + name.length + folder.length;
  return packed ? noise(size, seed) : text(size, seed);
}
