// Start to the first frame that can be acted on: the packed app beside a bare Electron window with an empty React page.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measureStart, type Start } from '../../e2e/packaged/measure-start.ts';
import { packedExecutable, unpackedApp } from '../packaging/unpacked-app.mjs';
import { makeBare } from './start/make-bare.ts';

const ROUNDS = Number(process.argv[2] ?? 11);
/** The most that Dropmill may take, as a multiple of the bare window. */
const BAR = 1.3;
const PROJECT = resolve(import.meta.dirname, '../..');

const { ELECTRON_OVERRIDE_DIST_PATH: runtime = '' } = process.env;
const folder = await mkdtemp(join(tmpdir(), 'dropmill-bench-start-'));
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function run(): Promise<boolean> {
  const bare = await makeBare(runtime, join(PROJECT, '.bench', 'bare-electron'));
  const contestants = { bare, Dropmill: packedExecutable(unpackedApp()) };
  const first = { bare: [] as Start[], Dropmill: [] as Start[] };
  const starts = { bare: [] as Start[], Dropmill: [] as Start[] };
  // The first start of a new profile is shown apart; the next one fills the caches of compiled script.
  for (let round = -2; round < ROUNDS; round++) {
    for (const name of round % 2 === 0 ? (['bare', 'Dropmill'] as const) : (['Dropmill', 'bare'] as const)) {
      const start = await measureStart(contestants[name], join(folder, name));
      if (round === -2) first[name].push(start);
      if (round >= 0) starts[name].push(start);
    }
  }
  return report(first, starts);
}

type Starts = Readonly<Record<'bare' | 'Dropmill', readonly Start[]>>;

function report(first: Starts, starts: Starts): boolean {
  console.log(`Milliseconds from the command, median (fastest) of ${ROUNDS} starts of each in turn; profile kept.\n`);
  row('', 'bare Electron', 'Dropmill', 'ratio');
  for (const [text, key] of [
    ['page begins to load', 'page'],
    ['first frame with content', 'paint'],
    ['first interactive frame', 'interactive'],
  ] as const) {
    row(text, cell(starts.bare, key), cell(starts.Dropmill, key), ratio(starts, key).toFixed(2));
  }
  row('the same, new profile', cell(first.bare, 'interactive'), cell(first.Dropmill, 'interactive'), '');
  const held = ratio(starts, 'interactive') <= BAR;
  console.log(`\n${held ? 'holds ' : 'MISSED'}  first interactive frame at most ${BAR} x that of a bare window`);
  return held;
}

function ratio(starts: Starts, key: keyof Start): number {
  return median(starts.Dropmill, key) / median(starts.bare, key);
}

function values(starts: readonly Start[], key: keyof Start): number[] {
  return starts.map((start) => start[key]).sort((a, b) => a - b);
}

function median(starts: readonly Start[], key: keyof Start): number {
  const sorted = values(starts, key);
  const middle = sorted.length >> 1;
  return ((sorted[middle] ?? Number.NaN) + (sorted[(sorted.length - 1) >> 1] ?? Number.NaN)) / 2;
}

function cell(starts: readonly Start[], key: keyof Start): string {
  return `${median(starts, key).toFixed(0)} (${(values(starts, key)[0] ?? Number.NaN).toFixed(0)})`;
}

function row(name: string, ...cells: readonly string[]): void {
  console.log((name.padEnd(28) + cells.map((one) => one.padStart(16)).join('')).trimEnd());
}
