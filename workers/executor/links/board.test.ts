import { expect, test } from 'vitest';
import { success } from '../common/outcome.ts';
import { BOARD_BYTES, Board, FIRST_SEQ, nextSeq, SLOTS } from './board.ts';

function twoSides(): { pool: Board; worker: Board } {
  const memory = new SharedArrayBuffer(BOARD_BYTES);
  return { pool: new Board(memory), worker: new Board(memory) };
}

test('a task is either started or taken back, never both', () => {
  const { pool, worker } = twoSides();
  pool.enqueue(1);
  pool.enqueue(2);
  expect([worker.claim(1, 10), pool.recall(1), pool.hasStarted(1), pool.startedAt(1)]).toEqual([true, false, true, 10]);
  expect([pool.recall(2), worker.claim(2, 11), pool.hasStarted(2), pool.startedAt(2)]).toEqual([true, false, false, 0]);
  expect([pool.recall(2), worker.claim(1, 12)]).toEqual([false, false]);
});

test.each([undefined, null, true, false, 0, -0, 1.5, Number.NaN, Number.NEGATIVE_INFINITY])(
  '%s lies on the board',
  (value) => {
    const { pool, worker } = twoSides();
    pool.enqueue(5);
    worker.claim(5, 1);
    expect(pool.resultOf(5)).toBeUndefined();
    expect(worker.putResult(5, 2.5, value)).toBe(true);
    expect(pool.resultOf(5)).toEqual(success(value));
    expect(pool.ranFor(5)).toBe(2.5);
  },
);

test.each(['text', 1n, {}, [], Symbol.iterator])('%s needs a message', (value) => {
  const { pool, worker } = twoSides();
  pool.enqueue(5);
  worker.claim(5, 1);
  expect(worker.putResult(5, 1, value)).toBe(false);
  expect([pool.resultOf(5), pool.hasStarted(5)]).toEqual([undefined, true]);
});

test('the pool is woken once until it has heard it', () => {
  const { pool, worker } = twoSides();
  expect([worker.mustWakePool(), worker.mustWakePool()]).toEqual([true, false]);
  pool.hearWakeUp();
  expect(worker.mustWakePool()).toBe(true);
});

test('the pool need not be woken while it watches', () => {
  const { pool, worker } = twoSides();
  pool.needNoWakeUp();
  expect(worker.mustWakePool()).toBe(false);
  pool.hearWakeUp();
  expect(worker.mustWakePool()).toBe(true);
});

test('who waits awake sees mail, and does not wait for ever', () => {
  const { pool, worker } = twoSides();
  const seen = worker.mail;
  expect(worker.watchForMail(seen, 0.01)).toBe(false);
  pool.announceMail();
  expect(worker.watchForMail(seen, 60_000)).toBe(true);
});

test('mail that came before the wait ends it at once', () => {
  const { pool, worker } = twoSides();
  const seen = worker.mail;
  pool.announceMail();
  worker.awaitMail(seen, 60_000);
  expect(worker.mail).not.toBe(seen);
});

test('numbers start again at the end, and neighbours never share a slot', () => {
  expect(nextSeq(0x3fff_ffff)).toBe(FIRST_SEQ);
  const slots = new Set<number>();
  for (let seq = 0x3fff_ffff - 100, i = 0; i < SLOTS / 2; i++, seq = nextSeq(seq)) slots.add(seq % SLOTS);
  expect(slots.size).toBe(SLOTS / 2);
});
