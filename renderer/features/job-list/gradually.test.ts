import { describe, expect, it } from 'vitest';
import { withSome } from './gradually.ts';

describe('a list that grows', () => {
  it('by a few rows, grows at once and stays the array that it is', () => {
    const keys = ['a', 'b', 'c'];
    expect(withSome(keys, ['a', 'b'], 2)).toBe(keys);
    expect(withSome(keys, keys, 2)).toBe(keys);
  });

  it('by many rows, grows from the top in steps until all are there, and what is gone goes at once', () => {
    const keys = ['n1', 'a', 'n2', 'n3', 'b', 'n4'];
    const first = withSome(keys, ['a', 'gone', 'b'], 2);
    expect(first).toEqual(['n1', 'a', 'n2', 'b']);
    const second = withSome(keys, first, 2);
    expect(second).toBe(keys);
  });
});
