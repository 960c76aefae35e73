import { expect, test } from 'vitest';
import { keepEqual } from './keep-equal.ts';

const before = () => ({
  types: [
    { type: 'zip', texts: { en: 'Zip' } },
    { type: 'resize', texts: { en: 'Resize' } },
  ],
  locale: 'en',
});

test('what says the same is the very object that was there', () => {
  const first = before();
  expect(keepEqual(first, before())).toBe(first);
});

test('only what has changed, and what holds it, is new', () => {
  const first = before();
  const second = keepEqual(first, { ...before(), locale: 'de' });
  expect(second).toEqual({ ...before(), locale: 'de' });
  expect(second.types).toBe(first.types);
  const third = before();
  third.types[1] = { type: 'resize', texts: { en: 'Scale' } };
  const kept = keepEqual(first, third);
  expect(kept).toEqual(third);
  expect(kept.types[0]).toBe(first.types[0]);
  expect(kept.types[1]).not.toBe(first.types[1]);
});

test('lists that grow, shrink or become something else, absent and empty parts', () => {
  const list = [1, { a: 1 }];
  expect(keepEqual(list, [1, { a: 1 }, 2])).toEqual([1, { a: 1 }, 2]);
  expect(keepEqual(list, [1])).toEqual([1]);
  expect(keepEqual([], {})).toEqual({});
  expect(keepEqual({}, [])).toEqual([]);
  expect(keepEqual({ a: undefined }, { b: undefined })).toEqual({ b: undefined });
  expect(Object.keys(keepEqual({ a: undefined }, { b: undefined }))).toEqual(['b']);
  expect(keepEqual({ a: null }, { a: {} })).toEqual({ a: {} });
  expect(keepEqual(null, { a: 1 })).toEqual({ a: 1 });
  expect(keepEqual({ a: Number.NaN }, { a: Number.NaN })).toEqual({ a: Number.NaN });
});
