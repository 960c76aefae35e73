// `npm run bench -- resize`: the picture job beside what people use.
// Arguments: --rounds N, --only photos,huge,icons,avif, --prepare (only makes the pictures that the rows need)
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bareSharp, type Contestant, others, ours, type Task } from './resize/contestants.ts';
import { type BenchInput, benchInput } from './resize/inputs.ts';
import { type Measured, measure, median } from './zip/measure.ts';

interface RowPlan extends Omit<Task, 'files'> {
  readonly name: string;
  readonly title: string;
  readonly input: BenchInput;
  /** How many of them; else all. */
  readonly most?: number;
}

type Row = RowPlan & Task;

interface Result extends Measured {
  /** Of all results. */
  readonly bytes: number;
}

/** At most, as ratios of ours to the bare loop, and to vipsthumbnail on the first row. */
const WALL_BAR = 1.1;
/** The same for icons, where naming, checking and syncing each result outweigh the decoding. */
const ICONS_WALL_BAR = 1.25;
const MEMORY_BAR = 1.3;
const VIPSTHUMBNAIL_BAR = 0.6;
/** A contestant that takes longer runs once and not in every round, in seconds. */
const PATIENCE_SECONDS = 3;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    only: { type: 'string', default: 'photos,huge,icons,avif' },
    prepare: { type: 'boolean' },
  },
});
// sharp tells the whole process where its libvips lies; vipsthumbnail would look for its modules there.
delete process.env.VIPSHOME;
const folder = resolve(import.meta.dirname, '../../.bench');
const out = join(folder, 'resize-out');
const plans: readonly RowPlan[] = [
  { name: 'photos', title: '60 photos of 6 MP to 800 px', format: 'jpeg', edge: 800, input: 'photos' },
  { name: 'huge', title: 'one photo of 100 MP to 800 px', format: 'jpeg', edge: 800, input: 'huge' },
  { name: 'icons', title: '500 small PNGs to WebP', format: 'webp', edge: 0, input: 'icons' },
  { name: 'avif', title: '20 photos of 6 MP to AVIF of 800 px', format: 'avif', edge: 800, input: 'photos', most: 20 },
];

const rows: Row[] = [];
for (const plan of plans.filter(({ name }) => values.only.split(',').includes(name))) {
  rows.push({ ...plan, files: (await benchInput(folder, plan.input)).slice(0, plan.most) });
}
if (!values.prepare) process.exitCode = (await runRows()) === 0 ? 0 : 1;

/** @returns how many bars do not hold */
async function runRows(): Promise<number> {
  console.log(`${availableParallelism()} cores, Node ${process.versions.node}, median of ${values.rounds} rounds.`);
  console.log(`Before each run the disk takes what was written before, untimed. Ratios are of runs of the same round.`);
  console.log(`What takes longer than ${PATIENCE_SECONDS} s runs once.\n`);
  let failures = 0;
  for (const row of rows) {
    const pipelines = await bestPipelines(row);
    const rounds = await runRounds(row, [bareSharp(pipelines), ours, ...others], Number(values.rounds));
    printTable(row, rounds, pipelines);
    failures += printBars(row, rounds);
  }
  console.log(failures === 0 ? 'All bars hold.' : `${failures} bars do not hold.`);
  return failures;
}

/** How many pictures at a time are best for the bare loop here. Also fills the system's file cache. */
async function bestPipelines(row: Row): Promise<number> {
  const tried: { pipelines: number; wall: number }[] = [];
  const most = Math.min(row.files.length, availableParallelism() + 2);
  for (let pipelines = Math.min(most, availableParallelism()); pipelines <= most; pipelines++) {
    const walls: number[] = [];
    while (walls.length < 3 && (walls[0] ?? 0) < 3) walls.push((await runOne(row, bareSharp(pipelines)))?.wall ?? 0);
    tried.push({ pipelines, wall: Math.min(...walls) });
  }
  return tried.toSorted((a, b) => a.wall - b.wall)[0]?.pipelines ?? 1;
}

async function runOne(row: Row, { command }: Contestant): Promise<Result | undefined> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const call = command(row, out);
  if (!call) return undefined;
  // What a run before has written, and this one would wait for when it makes its own results last.
  if (process.platform !== 'win32') spawnSync('sync');
  const measured = await measure(call, folder);
  const made = readdirSync(out);
  if (made.length !== row.files.length) throw new Error(`${call.slice(0, 4).join(' ')} made ${made.length} files.`);
  return { ...measured, bytes: made.reduce((sum, name) => sum + statSync(join(out, name)).size, 0) };
}

/** By name of the contestant; by round. */
type Rounds = ReadonlyMap<string, readonly Result[]>;

/** The contestants take turns, so that a busy moment of the machine is nobody's alone. */
async function runRounds(row: Row, contestants: readonly Contestant[], rounds: number): Promise<Rounds> {
  const measured = new Map<string, Result[]>();
  for (let round = 0; round < rounds; round++) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const before = measured.get(contestant.name) ?? [];
      if (before.some(({ wall }) => wall > PATIENCE_SECONDS)) continue;
      const result = await runOne(row, contestant);
      if (result) measured.set(contestant.name, [...before, result]);
    }
  }
  const names = contestants.map(({ name }) => name).filter((name) => measured.has(name));
  return new Map(names.map((name) => [name, measured.get(name) ?? []]));
}

function middle(results: readonly Result[]): Result {
  const of = (pick: (result: Result) => number) => median(results.map(pick));
  return { wall: of((r) => r.wall), cpu: of((r) => r.cpu), memory: of((r) => r.memory), bytes: of((r) => r.bytes) };
}

/** The machine is not equally fast in all rounds: each run is held against the other one of its round. */
function ratio(results: readonly Result[], others: readonly Result[], pick: (result: Result) => number): number {
  const both = results.slice(0, others.length);
  return median(both.map((result, round) => pick(result) / pick(others[round] ?? result)));
}

function printTable({ title }: Row, rounds: Rounds, pipelines: number): void {
  const bare = rounds.get('bare sharp loop') ?? [];
  console.log(`${title} (the bare loop with ${pipelines} at a time)`);
  console.log('                          wall s   cpu s  peak MB    size MB  wall/bare');
  for (const [name, results] of rounds) {
    const { wall, cpu, memory, bytes } = middle(results);
    const columns = [
      `  ${name}`.padEnd(24),
      wall.toFixed(2).padStart(8),
      cpu.toFixed(2).padStart(8),
      (memory / 1e6).toFixed(0).padStart(9),
      (bytes / 1e6).toFixed(2).padStart(11),
      ratio(results, bare, (result) => result.wall)
        .toFixed(2)
        .padStart(11),
    ];
    console.log(columns.join(''));
  }
}

/** Prints each bar and whether it holds. @returns how many do not */
function printBars({ name }: Row, rounds: Rounds): number {
  const own = rounds.get('dropmill');
  const bare = rounds.get('bare sharp loop');
  const vips = rounds.get('vipsthumbnail');
  if (!own || !bare) return 0;
  const wall = (result: Result) => result.wall;
  const memory = ratio(own, bare, (result) => result.memory);
  const checks: [what: string, value: number, bar: number][] = [
    ['wall to the bare loop', ratio(own, bare, wall), name === 'icons' ? ICONS_WALL_BAR : WALL_BAR],
  ];
  if (name === 'photos' && vips) checks.push(['wall to vipsthumbnail', ratio(own, vips, wall), VIPSTHUMBNAIL_BAR]);
  if (!Number.isNaN(memory)) checks.push(['peak memory to the bare loop', memory, MEMORY_BAR]);
  for (const [what, value, bar] of checks) {
    console.log(`  ${value <= bar ? 'holds' : 'FAILS'}  ${what}: ${value.toFixed(3)} (at most ${bar})`);
  }
  console.log('');
  return checks.filter(([, value, bar]) => value > bar).length;
}
