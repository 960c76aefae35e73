import { expect, test, vi } from 'vitest';
import { BOARD_BYTES, Board } from '../links/board.ts';
import { THREADS, using } from '../testing/kinds.ts';
import { Watch, type Watched } from './watch.ts';

/** A worker with one task, of which this test plays both sides. */
class Bench implements Watched {
  readonly isElsewhere = true;
  readonly worker: Board;
  readonly #pool: Board;
  load = 1;
  expected = 0.002;
  onMustTell = () => {};

  constructor() {
    const memory = new SharedArrayBuffer(BOARD_BYTES);
    this.worker = new Board(memory);
    this.#pool = new Board(memory);
    this.#pool.enqueue(1);
  }

  look(): boolean {
    if (this.load === 0 || !this.#pool.resultOf(1)) return false;
    this.load = 0;
    return true;
  }

  muteWakeUps(): void {
    this.#pool.needNoWakeUp();
  }

  unmuteWakeUps(): void {
    this.onMustTell();
    this.#pool.hearWakeUp();
  }

  /** The worker's part. @returns whether it has to tell the pool */
  finish(): boolean {
    this.worker.claim(1, 1);
    this.worker.putResult(1, 0, true);
    return this.worker.mustWakePool();
  }
}

function watchOf(...workers: Bench[]): { watch: Watch; done: number } {
  const seen = {
    watch: new Watch(
      () => workers,
      () => seen.done++,
    ),
    done: 0,
  };
  return seen;
}

const turn = () => new Promise(setImmediate);

test('a result that comes during a watch is seen without a message, and the watch ends', async () => {
  const bench = new Bench();
  const seen = watchOf(bench);
  seen.watch.start();
  expect(bench.finish()).toBe(false);
  while (seen.done === 0) await turn();
  expect([seen.done, bench.worker.mustWakePool()]).toEqual([1, true]);
});

test('a task that takes longer than expected ends the watch, and its worker tells of the result', async () => {
  const bench = new Bench();
  const seen = watchOf(bench);
  let isOver = false;
  bench.onMustTell = () => {
    isOver = true;
  };
  seen.watch.start();
  while (!isOver) await turn();
  expect([bench.finish(), seen.done]).toEqual([true, 0]);
});

test('a result that comes just as the watch ends is seen', async () => {
  const bench = new Bench();
  const seen = watchOf(bench);
  let unmuteWakeUps: boolean | undefined;
  bench.onMustTell = () => {
    unmuteWakeUps = bench.finish();
  };
  seen.watch.start();
  while (unmuteWakeUps === undefined) await turn();
  expect([unmuteWakeUps, seen.done]).toEqual([false, 1]);
});

test('tasks that are sent on a result are watched as well', async () => {
  const bench = new Bench();
  const next = new Bench();
  const workers = [bench];
  let done = 0;
  const watch = new Watch(
    () => workers,
    () => {
      if (++done > 1) return;
      workers.push(next);
      watch.start();
      expect(next.finish()).toBe(false);
    },
  );
  watch.start();
  bench.finish();
  while (done < 2) await turn();
  expect([bench.worker.mustWakePool(), next.worker.mustWakePool()]).toEqual([true, true]);
});

test.each([
  ['long', { expected: 1 }],
  ['no', { load: 0 }],
  ["this thread's", { isElsewhere: false }],
])('with %s work there is no watch', async (_, has) => {
  const bench = Object.assign(new Bench(), has);
  watchOf(bench).watch.start();
  expect(bench.finish()).toBe(true);
});

test('results come though a test has replaced the timers', () =>
  using(THREADS, { maxWorkers: 1 }, async (executor) => {
    for (let i = 0; i < 50; i++) await executor.submit('nothing');
    vi.useFakeTimers();
    try {
      for (let i = 0; i < 50; i++) expect(await executor.submit('add', i, 1)).toBe(i + 1);
    } finally {
      vi.useRealTimers();
    }
  }));
