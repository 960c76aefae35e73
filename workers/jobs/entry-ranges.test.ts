import fc from 'fast-check';
import { expect, it } from 'vitest';
import { propertyCases } from '../testing/property-cases.ts';
import { formatRanges, parseRanges } from './entry-ranges.ts';

it('says which entries are wanted in few characters', () => {
  expect(formatRanges([0, 1, 2, 3, 4, 7], 12)).toBe('12/0-4,7');
  expect(formatRanges([0, 1, 2], 3)).toBe('*');
  expect(formatRanges([], 3)).toBe('3/');
});

it('reads what it has written', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(60)), (indexes) => {
      const chosen = new Set(indexes);
      const ranges = parseRanges(
        formatRanges(
          indexes.toSorted((a, b) => a - b),
          61,
        ),
      );
      for (let index = 0; index < 61; index++) expect(ranges?.has(index) ?? true).toBe(chosen.has(index));
      expect(ranges?.count ?? 61).toBe(61);
    }),
    propertyCases(100),
  );
});

it.for(['', '3', '3/1-', '3/a', '-1/2', '3/1,,2', '3/1 2', '12345678901/0'])('refuses %j', (line) => {
  expect(() => parseRanges(line)).toThrow(RangeError);
});
