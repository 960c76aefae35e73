// Workers, submitters and Redis are killed at random moments: every task has its one result, and none is lost.
// With FUTURES_CHAOS=long more tasks and more of each.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { QueueExecutor } from '../queue.ts';
import { type Program, QUEUE_TASKS, startSubmitter, startWorker } from '../testing/queue-processes.ts';
import { RedisServer } from '../testing/redis-server.ts';

type Tasks = typeof import('../testing/tasks.ts');

const IS_LONG = process.env.FUTURES_CHAOS === 'long';
const TASKS = IS_LONG ? 10_000 : 200;
const KILLS = IS_LONG ? 20 : 3;
const WORKERS = IS_LONG ? 3 : 2;
const TIMEOUT_MS = IS_LONG ? 1_800_000 : 180_000;

/** A long run has a seed of its own; it is part of the failure's message. */
const SEED = Number(process.env.FUTURES_CHAOS_SEED ?? (IS_LONG ? Math.floor(Math.random() * 2 ** 31) : 1));

/** Numbers of results after which something is killed, in order. */
function moments(seed: number): number[] {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  return Array.from({ length: KILLS }, () => 1 + Math.floor(next() * (TASKS - 2))).sort((a, b) => a - b);
}

/** Submits all tasks, and calls `kill` whenever one of the moments has come. @returns the results by number, each as it came */
async function runTasks(
  connection: string,
  queue: string,
  kill: (time: number) => Promise<void>,
): Promise<Map<number, number[]>> {
  await using executor = new QueueExecutor<Tasks>(QUEUE_TASKS, { connection, queue, checkInterval: 1000 });
  const seen = new Map<number, number[]>();
  const due = moments(SEED);
  let results = 0;
  let killing = Promise.resolve();
  const onResult = (i: number, result: number) => {
    seen.set(i, [...(seen.get(i) ?? []), result]);
    results++;
    while (due[0] !== undefined && results >= due[0]) {
      due.shift();
      killing = killing.then(() => kill(KILLS - due.length));
    }
  };
  const futures = Array.from({ length: TASKS }, (_, i) => executor.submit('add', i, i));
  for (const [i, future] of futures.entries()) future.addDoneCallback(async () => onResult(i, await future.result()));
  await Promise.all(futures);
  await killing;
  expect(due).toEqual([]);
  return seen;
}

/** What `runTasks` gives if each task has one result, and the right one. */
const ONE_RESULT_EACH = new Map(Array.from({ length: TASKS }, (_, i) => [i, [i + i]]));

class Workers implements AsyncDisposable {
  readonly #programs: Program[];
  readonly #start: () => Program;

  constructor(connection: string, queue: string) {
    this.#start = () => startWorker(connection, queue);
    this.#programs = Array.from({ length: WORKERS }, this.#start);
  }

  /** Kills one, and starts another in its place. */
  async killOne(time: number): Promise<void> {
    const at = time % WORKERS;
    await this.#programs[at]?.end('SIGKILL');
    this.#programs[at] = this.#start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#programs.map((program) => program.end('SIGKILL')));
  }
}

describe(`${TASKS} tasks (seed ${SEED}) have one result each`, () => {
  test(`though ${KILLS} workers are killed`, { timeout: TIMEOUT_MS }, async () => {
    await using server = new RedisServer();
    const queue = randomUUID();
    await using workers = new Workers(server.connection, queue);
    expect(await runTasks(server.connection, queue, (time) => workers.killOne(time))).toEqual(ONE_RESULT_EACH);
  });

  test(`though Redis is killed ${KILLS} times`, { timeout: TIMEOUT_MS }, async () => {
    await using server = new RedisServer();
    const queue = randomUUID();
    await using _workers = new Workers(server.connection, queue);
    expect(await runTasks(server.connection, queue, () => server.killAndRestart())).toEqual(ONE_RESULT_EACH);
  });

  test.runIf(IS_LONG)('though Redis is cut off for a minute', { timeout: TIMEOUT_MS }, async () => {
    await using server = new RedisServer();
    const queue = randomUUID();
    await using _workers = new Workers(server.connection, queue);
    const cut = async (time: number) => {
      if (time === 1) await server.stopFor(60_000);
    };
    expect(await runTasks(server.connection, queue, cut)).toEqual(ONE_RESULT_EACH);
  });

  test(`though their submitter is killed ${KILLS} times`, { timeout: TIMEOUT_MS }, async () => {
    await using server = new RedisServer();
    const queue = randomUUID();
    await using _workers = new Workers(server.connection, queue);
    const seen = new Map<number, Set<string>>();
    const note = (line: string) => {
      const [number = '', result = ''] = line.split(' ');
      seen.set(Number(number), (seen.get(Number(number)) ?? new Set()).add(result));
    };
    for (const moment of moments(SEED)) {
      await using submitter = startSubmitter(server.connection, queue, TASKS);
      for (let line = 0; line < moment; line++) note((await submitter.nextLine()) ?? '');
    }
    await using last = startSubmitter(server.connection, queue, TASKS);
    const lines: string[] = [];
    for (let line = await last.nextLine(); line !== undefined; line = await last.nextLine()) lines.push(line);
    for (const line of lines) note(line);
    expect(lines).toHaveLength(TASKS);
    expect(seen).toEqual(new Map(Array.from(ONE_RESULT_EACH, ([i, [result]]) => [i, new Set([String(result)])])));
  });
});
