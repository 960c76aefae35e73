import { expect, it } from 'vitest';
import { printable, printableJson, printableLines } from './printable.ts';

it('takes out what a terminal would obey', () => {
  expect(printable('a\u0007\u009b\ud800\n\u202efdp.jpg')).toBe('a\\x07\\x9b\ufffd\\n\\u{202e}fdp.jpg');
  expect(printableLines('a\u001b[31m\nb')).toBe('a\\x1b[31m\nb');
  const line = printableJson({ path: '\u009b\u202e' });
  expect(line).toBe('{"path":"\\u009b\\u202e"}');
  expect(JSON.parse(line)).toEqual({ path: '\u009b\u202e' });
});
