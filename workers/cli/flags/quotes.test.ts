import { expect, it } from 'vitest';
import { withQuotesAsMeant } from './arguments.ts';

it.each([
  [
    ['zip', 'D:"'],
    ['zip', 'D:\\'],
  ],
  [
    ['zip', '.\\My folder" -o o.zip'],
    ['zip', '.\\My folder\\', '-o', 'o.zip'],
  ],
  [
    ['zip', '.\\My folder" -o', 'with spaces.zip'],
    ['zip', '.\\My folder\\', '-o', 'with spaces.zip'],
  ],
  [
    ['zip', '--output=E:"', 'a b.txt', ''],
    ['zip', '--output=E:\\', 'a b.txt', ''],
  ],
])('on Windows, %j is read as %j', (words, meant) => {
  expect(withQuotesAsMeant(words)).toEqual(meant);
});
