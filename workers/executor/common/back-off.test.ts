import { expect, test } from 'vitest';
import { BackOff } from './back-off.ts';

/** How often staying awake is left out before it is tried once more. */
function leftOut(backOff: BackOff): number {
  let count = 0;
  while (!backOff.mayTry()) count++;
  return count;
}

test('what keeps failing is tried less and less often, what succeeds always', () => {
  const backOff = new BackOff();
  const counts = Array.from({ length: 10 }, () => {
    const count = leftOut(backOff);
    backOff.onFailure();
    return count;
  });
  expect(counts).toEqual([0, 1, 3, 7, 15, 31, 63, 64, 64, 64]);
  backOff.onSuccess();
  expect([leftOut(backOff), leftOut(backOff)]).toEqual([0, 0]);
  backOff.onFailure();
  expect(leftOut(backOff)).toBe(1);
});
