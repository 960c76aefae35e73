// A tree of everything that is hard to pack.
import { chmodSync, lutimesSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BLOCK } from '../pack/entries/pack-block.ts';
import { BIG_DEFLATED_FILE } from '../walk/walk.ts';

/** Names that other systems can hold, and names that only this one can. */
const NAMES = [
  'plain.txt',
  'with space',
  ' leading space',
  'UPPER.TXT',
  '-dash',
  '--help',
  '@list',
  '#hash',
  "quote'single",
  'dollar$HOME',
  'tilde~',
  '[brackets]',
  '{braces}',
  'semi;colon',
  'amp&',
  'percent%20',
  'ünïcödé.txt',
  '日本語のファイル',
  '🎉 party 👩‍👩‍👧',
  'e\u0301 decomposed',
  'العربية',
  '.hidden',
  '..two dots',
  'many.dots.in.a.name',
  `${'x'.repeat(240)}.txt`,
];
/** Kept by `names: 'exact'` only. */
const UNIX_NAMES = [
  'colon:name',
  'star*',
  'question?',
  'pipe|',
  'less<more>',
  'double"quote',
  'CON',
  'nul.txt',
  'trailing.',
  'trailing ',
];

/** Sizes around everything that is counted in powers of two. */
const SIZES = [0, 1, 2, 511, 512, 513, 4095, 4096, 4097, 32767, 32768, 32769, 65535, 65536, 65537];
const LARGE_SIZES = [
  BLOCK - 1,
  BLOCK,
  BLOCK + 1,
  BIG_DEFLATED_FILE - 1,
  BIG_DEFLATED_FILE,
  BIG_DEFLATED_FILE + 1,
  9 * BLOCK,
];

const TIMES = [
  '1980-01-01T00:00:00Z',
  '1980-01-02T00:00:01Z',
  '1999-12-31T23:59:59Z',
  '2024-02-29T12:00:01Z',
  '2037-12-31T00:00:00Z',
];
const MODES = [0o644, 0o600, 0o755, 0o444, 0o400, 0o777, 0o640, 0o4755, 0o2755];

export function makeHardTree(root: string, names: 'portable' | 'unix' = 'portable'): void {
  mkdirSync(root, { recursive: true });
  makeNames(join(root, 'names'), names === 'unix' ? [...NAMES, ...UNIX_NAMES] : NAMES);
  makeSizes(join(root, 'sizes'));
  makeTimesAndModes(join(root, 'meta'));
  makeFolders(join(root, 'folders'));
  makeLinks(join(root, 'links'));
}

/** Text that deflates, of any length, different for each seed. */
export function text(length: number, seed = 1): Buffer {
  const line = Buffer.from(`line ${seed} of many that are much the same, but not quite: ${seed * 7919}\n`);
  const data = Buffer.alloc(length, line);
  for (let at = 0; at + 4 <= length; at += 61) data.writeUInt32LE((at * 2654435761 + seed) >>> 0, at);
  return data;
}

/** Bytes that do not deflate. */
export function noise(length: number, seed = 1): Buffer {
  const data = Buffer.alloc(length);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    data[at] = state & 0xff;
  }
  return data;
}

function makeNames(folder: string, names: readonly string[]): void {
  mkdirSync(folder);
  for (const name of names) writeFileSync(join(folder, name), name);
  mkdirSync(join(folder, 'ordner mit ümlaut', 'tief', 'tiefer'), { recursive: true });
  writeFileSync(join(folder, 'ordner mit ümlaut', 'tief', 'tiefer', 'datei'), 'x');
}

function makeSizes(folder: string): void {
  mkdirSync(folder);
  for (const size of [...SIZES, ...LARGE_SIZES]) {
    writeFileSync(join(folder, `text-${size}`), text(size, size));
    writeFileSync(join(folder, `noise-${size}.jpg`), noise(size, size + 1));
  }
}

function makeTimesAndModes(folder: string): void {
  mkdirSync(folder);
  for (const time of TIMES) {
    const path = join(folder, `time ${time.replaceAll(':', '')}`);
    writeFileSync(path, time);
    utimesSync(path, new Date(time), new Date(time));
  }
  for (const mode of MODES) {
    const path = join(folder, `mode ${mode.toString(8)}`);
    writeFileSync(path, 'mode');
    chmodSync(path, mode);
  }
}

function makeFolders(folder: string): void {
  mkdirSync(join(folder, 'empty'), { recursive: true });
  mkdirSync(join(folder, 'only folders', 'a', 'b'), { recursive: true });
  mkdirSync(join(folder, 'private'));
  chmodSync(join(folder, 'private'), 0o700);
  mkdirSync(join(folder, ...Array.from({ length: 40 }, (_, depth) => `deep${depth}`)), { recursive: true });
}

function makeLinks(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'target.txt'), 'target');
  mkdirSync(join(folder, 'sub'));
  symlinkSync('target.txt', join(folder, 'to file'));
  symlinkSync('sub', join(folder, 'to folder'));
  symlinkSync('../target.txt', join(folder, 'sub', 'upwards'));
  symlinkSync('ünïcödé target', join(folder, 'dangling'));
  lutimesSync(join(folder, 'to file'), new Date('2020-01-01T00:00:01Z'), new Date('2020-01-01T00:00:01Z'));
}
