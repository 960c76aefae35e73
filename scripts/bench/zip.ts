// `npm run bench -- zip`: the zip job beside what people use. Arguments: --rounds N, --only mixed,text,small,big,photos,
// --cli FILE for another build
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchInput, makeInputs } from './zip/inputs.ts';
import { type Measured, measure, median } from './zip/measure.ts';

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'mixed,text,small,big,photos' },
    cli: { type: 'string', default: join(root, 'out', 'cli.js') },
  },
});
/** A contestant that takes longer runs once and not in every round, in seconds. */
const PATIENCE_SECONDS = 15;

interface Contestant {
  readonly name: string;
  /** @param folder name of the input, in the folder where it runs */
  readonly command: (archive: string, folder: string) => readonly [string, ...string[]];
}

/** At level 6, unless the options name another. */
const ours = (name: string, ...options: string[]): Contestant => ({
  name,
  command: (archive, folder) => [process.execPath, values.cli, 'zip', ...options, '-o', archive, folder],
});

/** Programs that work together: the archive is $0, the folder $1. */
const shell = (name: string, line: string): Contestant => ({
  name,
  command: (archive, folder) => ['sh', '-c', line, archive, folder],
});

const CONTESTANTS: readonly Contestant[] = [
  ours('dropmill'),
  ours('dropmill, 1 worker', '--workers', '1'),
  ours('dropmill fast', '--level', 'fast'),
  ours('dropmill small', '--level', 'small'),
  ours('dropmill by zlib', '--deflate', 'zlib'),
  ours('dropmill --no-verify', '--no-verify'),
  ours('dropmill --verify', '--verify'),
  {
    name: 'archiver',
    command: (archive, folder) => [
      process.execPath,
      join(import.meta.dirname, 'zip/archiver-alone.mjs'),
      archive,
      folder,
    ],
  },
  { name: 'zip -6', command: (archive, folder) => ['zip', '-6', '-q', '-r', archive, folder] },
  { name: '7zz -mx5', command: (archive, folder) => ['7zz', 'a', '-tzip', '-mx5', '-bd', archive, folder] },
  { name: '7zz -mx1', command: (archive, folder) => ['7zz', 'a', '-tzip', '-mx1', '-bd', archive, folder] },
  { name: '7zz -mx9', command: (archive, folder) => ['7zz', 'a', '-tzip', '-mx9', '-bd', archive, folder] },
  { name: 'bsdtar', command: (archive, folder) => ['bsdtar', '--format', 'zip', '-cf', archive, folder] },
  ours('dropmill tar.gz', '--format', 'tar.gz'),
  shell('tar | gzip -6', 'tar -cf - "$1" | gzip -6 > "$0"'),
  ...(hasProgram('pigz') ? [shell('tar | pigz -6', 'tar -cf - "$1" | pigz -6 > "$0"')] : []),
  ours('dropmill tar.zst', '--format', 'tar.zst'),
  ...(hasProgram('zstd') ? [shell('tar --zstd', 'tar --zstd -cf "$0" "$1"')] : []),
];

interface Row extends Measured {
  readonly size: number;
}

/** Wall times to those of others, at most; or at least, for how much two workers gain. */
interface Bars {
  readonly zip?: number;
  readonly archiver?: number;
  readonly gain?: number;
  /** Of tar.gz to `tar | gzip -6`. */
  readonly gzip?: number;
  /** Size to `zip -6`. */
  readonly size?: number;
  /** Whether fast is held against `7zz -mx1` and small against `7zz -mx9`. */
  readonly levels?: boolean;
}

const BARS: Readonly<Record<string, Bars>> = {
  mixed: { zip: 0.42, archiver: 0.36, gain: 1.7, gzip: 0.55, size: 0.99, levels: true },
  text: { zip: 0.47, size: 0.99, levels: true },
  small: { zip: 0.68 },
  big: { zip: 0.5, gain: 1.7, gzip: 0.55 },
  photos: {},
};
const SIZE_BAR = 1.005;
const MEMORY_BAR = 250e6;
/** Of small to `7zz -mx9`, in time. */
const SMALL_BAR = 0.35;

const inputs = (await makeInputs(join(root, 'node_modules'))).filter(({ name }) =>
  values.only.split(',').includes(name),
);
const installed = CONTESTANTS.filter(({ command }) => hasProgram(command('', '')[0]));
console.log(`${availableParallelism()} cores, Node ${process.versions.node}, median of ${values.rounds} rounds\n`);
let failures = 0;
for (const input of inputs) {
  const rows = await runRounds(input, Number(values.rounds));
  printTable(input, rows);
  failures += printBars(input, rows);
}
console.log(failures === 0 ? 'All bars hold.' : `${failures} bars do not hold.`);
process.exitCode = failures === 0 ? 0 : 1;

function hasProgram(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

/** The contestants take turns, so that a busy moment of the machine is nobody's alone. */
async function runRounds({ folder }: BenchInput, rounds: number): Promise<Map<string, Row>> {
  const measured = new Map<string, Row[]>();
  readAll(folder);
  const archives = mkdtempSync(join(tmpdir(), 'dropmill-bench-'));
  for (let round = 0; round < rounds; round++) {
    for (const { name, command } of round % 2 === 0 ? installed : installed.toReversed()) {
      const before = measured.get(name) ?? [];
      if (before.some(({ wall }) => wall > PATIENCE_SECONDS)) continue;
      const archive = join(archives, `${round}.zip`);
      const result = await measure(command(archive, basename(folder)), dirname(folder));
      measured.set(name, [...before, { ...result, size: statSync(archive).size }]);
      rmSync(archive);
    }
  }
  rmSync(archives, { recursive: true });
  return new Map([...measured].map(([name, rows]) => [name, medianRow(rows)]));
}

/** Nobody is the one who has to fetch the input from the disk. */
function readAll(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) readFileSync(path);
  }
}

function medianRow(rows: readonly Row[]): Row {
  return {
    wall: median(rows.map(({ wall }) => wall)),
    cpu: median(rows.map(({ cpu }) => cpu)),
    memory: Math.max(...rows.map(({ memory }) => memory)),
    size: median(rows.map(({ size }) => size)),
  };
}

function printTable({ name, files, bytes }: BenchInput, rows: ReadonlyMap<string, Row>): void {
  const zip = rows.get('zip -6');
  console.log(`${name}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
  console.log('                          wall s   cpu s  peak MB    size MB   wall/zip  size/zip');
  for (const [contestant, { wall, cpu, memory, size }] of rows) {
    const columns = [
      `  ${contestant}`.padEnd(24),
      wall.toFixed(2).padStart(8),
      cpu.toFixed(2).padStart(8),
      (memory / 1e6).toFixed(0).padStart(9),
      (size / 1e6).toFixed(2).padStart(11),
      zip ? (wall / zip.wall).toFixed(2).padStart(11) : '',
      zip ? (size / zip.size).toFixed(4).padStart(10) : '',
    ];
    console.log(columns.join(''));
  }
}

function levelChecks(rows: ReadonlyMap<string, Row>): [what: string, value: number, bar: number][] {
  const pairs = [
    ['dropmill fast', '7zz -mx1', 1],
    ['dropmill small', '7zz -mx9', SMALL_BAR],
  ] as const;
  return pairs.flatMap(([name, other, bar]) => {
    const [own, theirs] = [rows.get(name), rows.get(other)];
    if (!own || !theirs) return [];
    return [
      [`${name}: wall to ${other}`, own.wall / theirs.wall, bar],
      [`${name}: size to ${other}`, own.size / theirs.size, 1],
    ];
  });
}

/** Prints each bar and whether it holds. Returns how many do not. */
function printBars({ name }: BenchInput, rows: ReadonlyMap<string, Row>): number {
  const own = rows.get('dropmill');
  const bars = BARS[name];
  if (!own || !bars) return 0;
  const zip = rows.get('zip -6');
  const archiver = rows.get('archiver');
  const single = rows.get('dropmill, 1 worker');
  const checks: [what: string, value: number, bar: number, atLeast?: boolean][] = [];
  if (bars.zip && zip) checks.push(['wall to zip -6', own.wall / zip.wall, bars.zip]);
  if (bars.archiver && archiver) checks.push(['wall to archiver', own.wall / archiver.wall, bars.archiver]);
  const [gzip, ownGzip] = [rows.get('tar | gzip -6'), rows.get('dropmill tar.gz')];
  if (bars.gzip && gzip && ownGzip) checks.push(['tar.gz to tar | gzip -6', ownGzip.wall / gzip.wall, bars.gzip]);
  if (bars.gain && single && availableParallelism() >= 2) {
    checks.push(['2 workers to 1', single.wall / own.wall, bars.gain, true]);
  }
  if (zip) checks.push(['size to zip -6', own.size / zip.size, bars.size ?? SIZE_BAR]);
  if (bars.levels) checks.push(...levelChecks(rows));
  if (!Number.isNaN(own.memory)) checks.push(['peak memory, MB', own.memory / 1e6, MEMORY_BAR / 1e6]);
  for (const [what, value, bar, atLeast = false] of checks) {
    const holds = atLeast ? value >= bar : value <= bar;
    const limit = `${atLeast ? 'at least' : 'at most'} ${bar}`;
    console.log(`  ${holds ? 'holds' : 'FAILS'}  ${what}: ${value.toFixed(3)} (${limit})`);
  }
  console.log('');
  return checks.filter(([, value, bar, atLeast = false]) => (atLeast ? value < bar : value > bar)).length;
}
