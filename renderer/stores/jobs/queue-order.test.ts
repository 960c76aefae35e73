import { describe, expect, it } from 'vitest';
import { compareJobs, isMovable, targetOf } from './queue-order.ts';
import { sampleRecord } from './sample-record.ts';

const waiting = (id: string, position: number) => sampleRecord({ id, position });

describe('the order of the list', () => {
  it('has what runs on top, then what waits by its place, then what has ended, the latest first', () => {
    const records = [
      sampleRecord({ id: 'old', state: 'done', startedAt: 1, endedAt: 5, position: 1 }),
      sampleRecord({ id: 'new', state: 'failed', startedAt: 1, endedAt: 9, position: 2 }),
      waiting('third', 9),
      sampleRecord({ id: 'second', position: 7, state: 'paused' }),
      sampleRecord({ id: 'first', position: 8, state: 'running', startedAt: 3 }),
    ];
    expect(records.toSorted(compareJobs).map((record) => record.id)).toEqual([
      'first',
      'second',
      'third',
      'new',
      'old',
    ]);
  });

  it('can be changed for what has not been started', () => {
    expect(isMovable(waiting('a', 1))).toBe(true);
    expect(isMovable(sampleRecord({ id: 'a', state: 'paused' }))).toBe(true);
    expect(isMovable(sampleRecord({ id: 'a', state: 'paused', startedAt: 1 }))).toBe(false);
    expect(isMovable(sampleRecord({ id: 'a', state: 'cancelled' }))).toBe(false);
  });
});

describe('a move', () => {
  const list = ['a', 'b', 'c', 'd'];
  it.each([
    ['up', ['c'], 'b'],
    ['up', ['a'], undefined],
    ['up', ['b', 'c'], 'a'],
    ['down', ['b'], 'd'],
    ['down', ['c'], null],
    ['down', ['d'], undefined],
    ['down', ['a', 'b'], 'd'],
    ['first', ['d'], 'a'],
    ['first', ['a'], undefined],
    ['last', ['a', 'c'], null],
    ['last', ['d'], undefined],
    ['up', ['b', 'd'], 'a'],
    ['down', list, undefined],
    ['first', ['gone'], undefined],
  ] as const)('%s of %j goes in front of %j', (step, ids, before) => {
    expect(targetOf(list, ids, step)).toBe(before);
  });
});
