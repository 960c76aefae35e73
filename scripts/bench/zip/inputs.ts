// The inputs of the zip bench, the same on every machine with the same lock file. Made once, in a temporary folder.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';

/** Changes when the inputs do, so that old ones are not taken for them. */
const VERSION = 5;
const SOURCES = /\.(?:[cm]?js|[cm]?ts|tsx|json|md|map|css|html|wasm|txt)$/;

export interface BenchInput {
  readonly name: string;
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

/** @param modules the project's node_modules: where real text comes from */
export async function makeInputs(modules: string): Promise<BenchInput[]> {
  const root = join(tmpdir(), `dropmill-bench-zip-${VERSION}`);
  mkdirSync(root, { recursive: true });
  const sources = findFiles(modules, SOURCES);
  const corpus = Buffer.concat(sources.slice(0, 3000).map((path) => readFileSync(path)));
  await once(join(root, 'small'), (folder) => makeSmall(folder, corpus));
  await once(join(root, 'big'), (folder) => makeBig(folder, corpus));
  await once(join(root, 'photos'), makePhotos);
  await once(join(root, 'mixed'), (folder) => makeMixed(folder, modules, join(root, 'photos')));
  await once(join(root, 'text'), (folder) => makeText(folder, sources));
  return ['mixed', 'text', 'small', 'big', 'photos'].map((name) => ({
    name,
    folder: join(root, name),
    ...count(join(root, name)),
  }));
}

async function once(folder: string, make: (folder: string) => void | Promise<void>): Promise<void> {
  if (existsSync(`${folder}.made`)) return;
  mkdirSync(folder, { recursive: true });
  await make(folder);
  writeFileSync(`${folder}.made`, '');
}

function findFiles(folder: string, wanted: RegExp): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => wanted.test(name) && !name.startsWith('.'))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile());
}

/**
 * 2,000 real files, 80 MB, of what a project folder holds: every n-th small text, then large text up to 52 MB, other
 * kinds (most of it machine code) up to 58 MB, photos up to 80 MB.
 */
function makeMixed(folder: string, modules: string, photos: string): void {
  const sizes = new Map(
    [...findFiles(modules, /./), ...findFiles(photos, /./)].map((path) => [path, statSync(path).size]),
  );
  const all = [...sizes];
  const small = all.filter(([path, size]) => size < 200e3 && SOURCES.test(path));
  const step = Math.floor(small.length / 1800);
  const chosen = small.filter((_, index) => index % step === 0).slice(0, 1800);
  let bytes = chosen.reduce((sum, [, size]) => sum + size, 0);
  const addUpTo = (limit: number, wanted: (path: string) => boolean) => {
    for (const [path, size] of all) {
      if (size < 200e3 || size > 3e6 || bytes + size > limit || chosen.length >= 2000 || !wanted(path)) continue;
      chosen.push([path, size]);
      bytes += size;
    }
  };
  addUpTo(52e6, (path) => SOURCES.test(path));
  addUpTo(58e6, (path) => !SOURCES.test(path) && !path.startsWith(photos));
  addUpTo(80e6, (path) => path.startsWith(photos));
  for (const [index, [path]] of chosen.entries()) {
    const sub = join(folder, `folder-${Math.floor(index / 40)}`);
    mkdirSync(sub, { recursive: true });
    writeFileSync(join(sub, `${index}-${basename(path)}`), readFileSync(path));
  }
}

/** Real text and nothing else, 60 MB: what deflating alone comes to. */
function makeText(folder: string, sources: readonly string[]): void {
  let bytes = 0;
  for (const [index, path] of sources.entries()) {
    const { size } = statSync(path);
    if (path.endsWith('.wasm') || size > 3e6 || bytes + size > 60e6) continue;
    const sub = join(folder, `folder-${index % 50}`);
    mkdirSync(sub, { recursive: true });
    writeFileSync(join(sub, `${index}-${basename(path)}`), readFileSync(path));
    bytes += size;
  }
}

/** 100,000 pieces of real text, 200 to 1,480 bytes each, 84 MB. */
function makeSmall(folder: string, corpus: Buffer): void {
  const random = generator(1);
  for (let sub = 0; sub < 500; sub++) {
    const path = join(folder, `folder-${sub}`);
    mkdirSync(path);
    for (let file = 0; file < 200; file++) {
      const length = 200 + Math.floor(random() * 1281);
      const start = Math.floor(random() * (corpus.length - length));
      writeFileSync(join(path, `file-${file}.txt`), corpus.subarray(start, start + length));
    }
  }
}

/** 150 MB of text in one file: the real text in pieces of 4 kB, drawn at random. */
function makeBig(folder: string, corpus: Buffer): void {
  const random = generator(2);
  const file = openSync(join(folder, 'text.txt'), 'w');
  for (let bytes = 0; bytes < 150e6; bytes += 4096) {
    const start = Math.floor(random() * (corpus.length - 4096));
    writeSync(file, corpus, start, 4096);
  }
}

/** 40 JPEGs of 6 megapixels with the grain of a camera. */
async function makePhotos(folder: string): Promise<void> {
  for (let index = 0; index < 40; index++) {
    const noise = { type: 'gaussian' as const, mean: 100 + index, sigma: 30 };
    const photo = sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#000', noise } });
    await photo
      .blur(0.8)
      .jpeg({ quality: 85 })
      .toFile(join(folder, `photo-${index}.jpg`));
  }
}

function count(folder: string): { files: number; bytes: number } {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(folder, name)));
  const files = paths.filter((stats) => stats.isFile());
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** Numbers from 0 to 1, the same each time (a linear congruential generator, Numerical Recipes). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
