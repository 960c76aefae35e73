// Whatever befalls a job: a valid archive with exactly what it names, or none and a clear error.
import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessPoolExecutor } from '@dropmill/futures';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { escapeBytes, namesAt, systemPath } from '../../files/system-path.ts';
import { propertyCases } from '../../testing/property-cases.ts';
import type * as worker from '../../worker.ts';
import { noise } from './testing/hard-tree.ts';
import { unpackWithBsdtar } from './testing/pack-tested.ts';
import {
  type Expected,
  isRight,
  makeTree,
  nameOf,
  type RandomCase,
  randomCase,
  strike,
} from './testing/random-tree.ts';
import { readZip } from './testing/read-zip.ts';
import { KeptReport, makeExecutor, runZip, TempFolder, type ZipExecutor, type ZipResult } from './testing/run-zip.ts';

const CASES = propertyCases(300);
/** A case that takes longer hangs, in milliseconds. */
const PATIENCE = 180_000;

const threads = makeExecutor();
const processes: ZipExecutor = new ProcessPoolExecutor<typeof worker>(new URL('../../worker.ts', import.meta.url), {
  maxWorkers: 2,
  startTimeout: PATIENCE,
});
const disk = new TempFolder();
const hasDisk = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk.path]).status === 0;
const outcomes = { done: 0, skipped: 0, cancelled: 0, failed: 0, slowestCancel: 0 };

beforeAll(() => {
  if (!hasDisk) console.log('Mounting is not allowed here: no case has a full disk.');
});

afterAll(async () => {
  await threads.shutdown();
  await processes.shutdown();
  if (hasDisk) execFileSync('umount', [disk.path]);
  disk[Symbol.dispose]();
  if (CASES.numRuns > 300) console.log(outcomes);
});

it(`ends with a valid archive or with none and a reason, in ${CASES.numRuns} random cases`, {
  // Each case has a limit of its own.
  timeout: CASES.numRuns * PATIENCE,
}, async () => {
  await fc.assert(fc.asyncProperty(randomCase, runCase), CASES);
});

async function runCase(random: RandomCase): Promise<void> {
  using folder = new TempFolder();
  const root = folder.at('tree');
  const expected = makeTree(root, random);
  const place = makePlace(folder, random);
  if (random.proc) expected.set('ostype', [{ data: Buffer.from('Linux\n'), atLeast: 6 }]);
  const end = await runWithFaults(random, root, place, expected);
  if (end.kind === 'done') {
    expect(end.result.outputs).toEqual([place.archive]);
    checkArchive(folder, random, end.result, expected, root);
    outcomes[end.result.skips.length > 0 ? 'skipped' : 'done']++;
    rmSync(place.archive);
  } else {
    outcomes[end.kind]++;
    expect(end.kind === 'cancelled' || explains(random, end.error)).toBe(true);
  }
  await within(PATIENCE, allWorkersAnswer(threads));
  const left = readdirSync(place.output).filter((name) => random.output !== 'inside' || name.startsWith('.dropmill'));
  expect(left).toEqual([]);
}

interface Place {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly archive: string;
}

/** Names the input and the output as the case says. */
function makePlace(folder: TempFolder, random: RandomCase): Place {
  const root = folder.at('tree');
  mkdirSync(folder.at('other'));
  symlinkSync(root, folder.at('other', 'tree'));
  symlinkSync(root, folder.at('to tree'));
  const fullDisk = hasDisk && random.faults.some(({ kind }) => kind === 'full disk');
  const beside = fullDisk ? disk.path : folder.at('out');
  if (!fullDisk) mkdirSync(beside);
  const output = random.output === 'inside' && !fullDisk ? folder.at('to tree') : beside;
  const archive = join(output, `tree.${random.format}`);
  // An earlier one: it must not go into the new one.
  if (output !== beside) writeFileSync(archive, noise(50_000));
  const input = random.input === 'link' ? folder.at('other', 'tree') : root;
  return { inputs: [input, ...(random.proc ? ['/proc/sys/kernel/ostype'] : [])], output, archive };
}

type End =
  | { readonly kind: 'done'; readonly result: ZipResult }
  | { readonly kind: 'cancelled' | 'failed'; readonly error: Error };

async function runWithFaults(
  random: RandomCase,
  root: string,
  { inputs, output }: Place,
  expected: Expected,
): Promise<End> {
  const executor = random.faults.some(({ kind }) => kind === 'kill') ? processes : threads;
  const controller = new AbortController();
  const report = new KeptReport();
  let cancelledAt = 0;
  let heard = 0;
  const hear = () => {
    for (const fault of random.faults) {
      if (!('at' in fault) || fault.at !== heard) continue;
      strike(root, random, fault, expected);
      if (fault.kind === 'kill') killWorker(executor);
      if (fault.kind === 'cancel') {
        cancelledAt = performance.now();
        controller.abort(new Error('cancelled'));
      }
    }
    heard++;
  };
  report.onAdvance = hear;
  hear();
  const { level, deflate, verify, format } = random;
  const options = { level, deflate, verify, format, name: 'tree', collision: 'overwrite' as const };
  const job = { inputs, folder: output, options, signal: controller.signal, report };
  try {
    return { kind: 'done', result: await within(PATIENCE, runZip(executor, job)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!controller.signal.aborted) return { kind: 'failed', error };
    outcomes.slowestCancel = Math.max(outcomes.slowestCancel, performance.now() - cancelledAt);
    return { kind: 'cancelled', error };
  }
}

function vanished({ files, faults }: RandomCase): ReadonlySet<string> {
  const gone = faults.flatMap((fault) => (fault.kind === 'vanish' ? [files[fault.file % files.length]] : []));
  return new Set(gone.flatMap((file) => (file ? [nameOf(file)] : [])));
}

/** As many tasks as there are workers come back at once only when no worker is busy with what is over. */
async function allWorkersAnswer(executor: ZipExecutor): Promise<void> {
  const lists = { exclude: [], leaveOut: [], outputs: [], renamedRoots: [] };
  const options = { ...lists, links: 'keep', names: 'exact', hardLinks: false, chunkBytes: 1 << 20, deflates: true };
  const input = { rest: { roots: [], folders: [] }, options, limit: 1 };
  const call = { type: 'zip', task: 'walk', input };
  await Promise.all([executor.submit('call', call), executor.submit('call', call)]);
}

function killWorker({ workers }: ZipExecutor): void {
  const pid = workers.find(({ state }) => state === 'busy')?.pid;
  if (pid !== undefined && pid !== process.pid) process.kill(pid, 'SIGKILL');
}

/** Failing needs a cause that the case holds. */
function explains(random: RandomCase, error: Error): boolean {
  const code = (error as { code?: unknown }).code;
  const kinds = random.faults.map(({ kind }) => kind);
  if (kinds.includes('full disk') && (code === 'ENOSPC' || code === 'NO_ROOM')) return true;
  if (kinds.includes('kill') && error.name === 'WorkerDiedError') return true;
  // All files may be lost.
  if (code === 'NOTHING_PACKED' && random.faults.some((fault) => 'file' in fault)) return true;
  throw error;
}

/** Every entry is one that was there; all that is not in the archive was said to be left out. */
function checkArchive(
  folder: TempFolder,
  random: RandomCase,
  { outputs, entries: count, skips }: ZipResult,
  expected: Expected,
  root: string,
): void {
  const entries = random.format === 'zip' ? zipEntries(outputs[0] ?? '') : tarEntries(outputs[0] ?? '', folder.at('x'));
  expect(entries.size).toBe(count);
  const skipped = new Set(skips.map(({ path }) => path.replace(root, 'tree')));
  for (const [name, data] of entries) {
    expect(expected.has(name) || expected.has(name.slice(0, -1)), name).toBe(true);
    const contents = expected.get(name);
    if (contents && data) expect(isRight(data, contents), `${name} holds ${data.length} bytes`).toBe(true);
  }
  const missing = [...expected.keys()].filter(
    (name) => !entries.has(name) && !entries.has(`${name}/`) && !skipped.has(name) && !skipped.has(name.slice(0, -1)),
  );
  // A file that was gone before the walk came by is nobody's to tell.
  const gone = vanished(random);
  expect(missing.filter((name) => !gone.has(name))).toEqual([]);
}

type Entries = ReadonlyMap<string, Buffer | undefined>;

function zipEntries(archive: string): Entries {
  return new Map(readZip(archive).entries.map(({ nameBytes, data }) => [escapeBytes(nameBytes), data]));
}

/** What bsdtar unpacks. */
function tarEntries(archive: string, to: string): Entries {
  unpackWithBsdtar(archive, to);
  const entries = new Map<string, Buffer | undefined>();
  const visit = (inside: string): void => {
    for (const name of namesAt(systemPath(join(to, inside)))) {
      const path = inside === '' ? name : `${inside}/${name}`;
      const stats = lstatSync(systemPath(join(to, path)));
      if (stats.isDirectory()) {
        entries.set(`${path}/`, undefined);
        visit(path);
      } else entries.set(path, stats.isFile() ? readFileSync(systemPath(join(to, path))) : undefined);
    }
  };
  visit('');
  return entries;
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came of it within ${milliseconds} ms.`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
