// `npm run bench -- extract`: the extract job beside what people use, on archives by Info-ZIP. Arguments: --rounds N,
// --only mixed,small,big, --cli FILE for another build
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchInput, makeInputs } from './zip/inputs.ts';
import { type Measured, measure, median } from './zip/measure.ts';

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'mixed,small,big' },
    cli: { type: 'string', default: join(root, 'out', 'cli.js') },
  },
});
/** A contestant that takes longer runs once and not in every round, in seconds. */
const PATIENCE_SECONDS = 15;
const MAX_MEMORY_BYTES = 200e6;

interface Contestant {
  readonly name: string;
  readonly command: (archive: string, folder: string) => readonly [string, ...string[]];
}

const ours = (name: string, ...options: string[]): Contestant => ({
  name,
  command: (archive, folder) => [process.execPath, values.cli, 'extract', ...options, '-o', folder, archive],
});

const CONTESTANTS: readonly Contestant[] = [
  ours('dropmill, 2 workers', '--workers', '2'),
  ours('dropmill, 1 worker', '--workers', '1'),
  { name: 'unzip', command: (archive, folder) => ['unzip', '-q', '-d', folder, archive] },
  { name: '7zz x', command: (archive, folder) => ['7zz', 'x', '-bd', `-o${folder}`, archive] },
  { name: 'bsdtar', command: (archive, folder) => ['bsdtar', '-C', folder, '-xf', archive] },
];

/** Wall time to the quickest of the others, at most. */
const BARS: Readonly<Record<string, number>> = { mixed: 0.7, small: 0.7, big: 1 };

const inputs = (await makeInputs(join(root, 'node_modules'))).filter(({ name }) =>
  values.only.split(',').includes(name),
);
const installed = CONTESTANTS.filter(({ command }) => {
  const [program] = command('', '');
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
});
console.log(`${availableParallelism()} cores, Node ${process.versions.node}, median of ${values.rounds} rounds\n`);
let failures = 0;
for (const input of inputs) {
  const rows = await runRounds(input, Number(values.rounds));
  printTable(input, rows);
  failures += printBars(input, rows);
}
console.log(failures === 0 ? 'All bars hold.' : `${failures} bars do not hold.`);
process.exitCode = failures === 0 ? 0 : 1;

/** Made once, by a program that is none of ours. */
function archiveOf({ folder }: BenchInput): string {
  const archive = `${folder}.zip`;
  if (existsSync(archive)) return archive;
  const made = spawnSync('zip', ['-6', '-q', '-r', `${archive}.part.zip`, basename(folder)], { cwd: dirname(folder) });
  if (made.status !== 0) throw new Error(`zip: ${made.stderr}`);
  renameSync(`${archive}.part.zip`, archive);
  return archive;
}

/** The contestants take turns, so that a busy moment of the machine is nobody's alone. */
async function runRounds(input: BenchInput, rounds: number): Promise<Map<string, Measured>> {
  const archive = archiveOf(input);
  const measured = new Map<string, Measured[]>();
  readFileSync(archive);
  const outputs = mkdtempSync(join(tmpdir(), 'dropmill-bench-'));
  let runs = 0;
  for (let round = 0; round < rounds; round++) {
    for (const { name, command } of round % 2 === 0 ? installed : installed.toReversed()) {
      const before = measured.get(name) ?? [];
      if (before.some(({ wall }) => wall > PATIENCE_SECONDS)) continue;
      // Kept to the end: for minutes after files were removed, ext4 looks through them for each one that is made.
      const folder = join(outputs, `out-${runs++}`);
      mkdirSync(folder);
      measured.set(name, [...before, await measure(command(archive, folder), outputs)]);
      // What the last one left to be written shall not slow the next one down.
      spawnSync('sync', ['-f', outputs]);
    }
  }
  rmSync(outputs, { recursive: true });
  return new Map([...measured].map(([name, rows]) => [name, medianOf(rows)]));
}

function medianOf(rows: readonly Measured[]): Measured {
  return {
    wall: median(rows.map(({ wall }) => wall)),
    cpu: median(rows.map(({ cpu }) => cpu)),
    memory: Math.max(...rows.map(({ memory }) => memory)),
  };
}

function quickest(rows: ReadonlyMap<string, Measured>): number {
  return Math.min(...[...rows].flatMap(([name, { wall }]) => (name.startsWith('dropmill') ? [] : [wall])));
}

function printTable({ name, files, bytes }: BenchInput, rows: ReadonlyMap<string, Measured>): void {
  const best = quickest(rows);
  console.log(`${name}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
  console.log('                          wall s   cpu s  peak MB  wall/best');
  for (const [contestant, { wall, cpu, memory }] of rows) {
    const columns = [
      `  ${contestant}`.padEnd(24),
      wall.toFixed(2).padStart(8),
      cpu.toFixed(2).padStart(8),
      (memory / 1e6).toFixed(0).padStart(9),
      (wall / best).toFixed(2).padStart(11),
    ];
    console.log(columns.join(''));
  }
}

/** Prints each bar and whether it holds. Returns how many do not. */
function printBars({ name }: BenchInput, rows: ReadonlyMap<string, Measured>): number {
  const own = rows.get('dropmill, 2 workers');
  const bar = BARS[name];
  if (!own || bar === undefined) return 0;
  const checks: [what: string, value: number, bar: number][] = [
    ['wall to the quickest', own.wall / quickest(rows), bar],
  ];
  if (!Number.isNaN(own.memory)) checks.push(['peak memory, MB', own.memory / 1e6, MAX_MEMORY_BYTES / 1e6]);
  for (const [what, value, limit] of checks) {
    console.log(`  ${value <= limit ? 'holds' : 'FAILS'}  ${what}: ${value.toFixed(3)} (at most ${limit})`);
  }
  console.log('');
  return checks.filter(([, value, limit]) => value > limit).length;
}
