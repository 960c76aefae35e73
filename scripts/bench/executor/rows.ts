// What is measured of each pool, and how the pools race.
import type { Contestant, Pool } from './contestants.ts';

export interface Row {
  readonly title: string;
  readonly unit: string;
  readonly isMoreBetter?: boolean;
  /** Only those who do it differently from others of their kind. */
  readonly skip?: readonly string[];
  /** Those who do something else here than the others, and what: they are shown and not compared. */
  readonly apart?: Readonly<Record<string, string>>;
  measure(contestant: Contestant): Promise<number>;
}

const MEGABYTE = 2 ** 20;

/** All others, ours without a grace period among them, end the thread of an aborted task, and tell the caller first. */
const HEEDED = { ours: 'not compared: the task hears of it, stops by itself and keeps its thread' };

export const ROWS: readonly Row[] = [
  {
    title: 'empty tasks a second, 2 workers, 20,000 in flight',
    unit: '/s',
    isMoreBetter: true,
    skip: ['ours, no grace'],
    measure: (contestant) =>
      withPool(contestant, 2, async (pool) => {
        const inFlight = () => Promise.all(Array.from({ length: 20_000 }, () => pool.empty()));
        await inFlight();
        const ms = await time(async () => {
          for (let i = 0; i < 3; i++) await inFlight();
        });
        return (3 * 20_000 * 1000) / ms;
      }),
  },
  {
    title: 'one task at a time, round trip',
    unit: 'us',
    skip: ['ours, no grace'],
    measure: (contestant) =>
      withPool(contestant, 2, async (pool) => {
        for (let i = 0; i < 500; i++) await pool.empty();
        return 1000 * (await medianOf(2000, () => time(() => pool.empty())));
      }),
  },
  {
    title: '1 MB moved there and back',
    unit: 'us',
    skip: ['ours, no grace'],
    measure: (contestant) =>
      withPool(contestant, 2, async (pool) => {
        let bytes: ArrayBuffer = new ArrayBuffer(MEGABYTE);
        const bounce = async () => {
          bytes = await pool.bounce(bytes);
        };
        for (let i = 0; i < 200; i++) await bounce();
        return 1000 * (await medianOf(1000, () => time(bounce)));
      }),
  },
  {
    title: 'start of a pool of 2, until two tasks are answered',
    unit: 'ms',
    skip: ['ours, no grace'],
    measure: (contestant) =>
      medianOf(3, async () => {
        const start = performance.now();
        const pool = contestant.open(2);
        await Promise.all([pool.empty(), pool.empty()]);
        const ms = performance.now() - start;
        await pool.close();
        return ms;
      }),
  },
  {
    title: 'start of a pool of 1, until its first answer',
    unit: 'ms',
    skip: ['ours, no grace'],
    measure: (contestant) =>
      medianOf(3, async () => {
        const start = performance.now();
        const pool = contestant.open(1);
        await pool.empty();
        const ms = performance.now() - start;
        await pool.close();
        return ms;
      }),
  },
  {
    title: 'abort of a running task, until its caller knows',
    unit: 'ms',
    apart: HEEDED,
    measure: (contestant) => abortOf(contestant, ({ settled }) => settled),
  },
  {
    title: 'abort of a running task, until the next is answered',
    unit: 'ms',
    apart: HEEDED,
    measure: (contestant) => abortOf(contestant, ({ settled }, pool) => settled.then(() => pool.empty())),
  },
];

function abortOf(
  contestant: Contestant,
  until: (task: ReturnType<Pool['run']>, pool: Pool) => PromiseLike<unknown>,
): Promise<number> {
  return withPool(contestant, 1, async (pool) => {
    await pool.empty();
    return medianOf(5, async () => {
      const task = pool.run();
      await task.started;
      const ms = await time(() => {
        task.abort();
        return until(task, pool);
      });
      await pool.empty();
      return ms;
    });
  });
}

async function withPool<T>(contestant: Contestant, workers: number, use: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = contestant.open(workers);
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

async function time(action: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

async function medianOf(count: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let i = 0; i < count; i++) values.push(await measure());
  return median(values);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Lets the contestants take turns, so that whatever else the machine does hits all alike, and prints the medians. */
export async function race(all: readonly Contestant[], rows: readonly Row[], rounds: number): Promise<void> {
  for (const row of rows) {
    const racing = all.filter(({ name }) => !row.skip?.includes(name));
    const results = racing.map((): number[] => []);
    for (let round = 0; round < rounds; round++) {
      // Each round another one begins.
      for (let i = 0; i < racing.length; i++) {
        const at = (i + round) % racing.length;
        const contestant = racing[at];
        if (contestant) results[at]?.push(await row.measure(contestant));
      }
    }
    print(row, racing, results.map(median));
  }
}

function print(row: Row, racing: readonly Contestant[], medians: readonly number[]): void {
  const compared = medians.filter((_, i) => row.apart?.[racing[i]?.name ?? ''] === undefined);
  const best = row.isMoreBetter ? Math.max(...compared) : Math.min(...compared);
  console.log(row.title);
  for (const [i, { name }] of racing.entries()) {
    const value = medians[i] ?? Number.NaN;
    const digits = value >= 1000 ? 0 : value >= 10 ? 1 : 3;
    const times = row.isMoreBetter ? best / value : value / best;
    const mark = row.apart?.[name] ?? (times === 1 ? 'best' : `best x ${times.toFixed(2)}`);
    console.log(
      `  ${name.padEnd(16)}${value.toLocaleString('en', { maximumFractionDigits: digits }).padStart(12)} ${row.unit.padEnd(4)} ${mark}`,
    );
  }
  console.log();
}
