import { expect, it } from 'vitest';
import { trailingFrom, withoutTrailing } from './trailing.ts';

it.each([
  ['name. .', '. ', 'name'],
  ['a.b', '. ', 'a.b'],
  ['...', '. ', ''],
  ['', '. ', ''],
  ['1000', '0', '1'],
])('%j without %j at its end is %j', (text, characters, rest) => {
  expect(withoutTrailing(text, characters)).toBe(rest);
  expect(trailingFrom(text, characters)).toBe(rest.length);
});
