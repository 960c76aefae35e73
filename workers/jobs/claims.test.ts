import { expect, it } from 'vitest';
import { Claims } from './claims.ts';

it('gives a file to one job at a time, and to that for each of its names', () => {
  const claims = new Claims();
  const first = claims.take('1-7', 'a');
  const second = claims.take('1-7', 'a');
  expect([first, second]).not.toContain(undefined);
  expect(claims.take('1-7', 'b')).toBeUndefined();
  expect(claims.take('1-8', 'b')).toBeDefined();
  first?.[Symbol.dispose]();
  expect(claims.take('1-7', 'b')).toBeUndefined();
  second?.[Symbol.dispose]();
  expect(claims.take('1-7', 'b')).toBeDefined();
});
