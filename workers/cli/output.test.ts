import { expect, it } from 'vitest';
import { escapeBytes } from '../files/system-path.ts';
import { TextOutput } from './output.ts';

/** What is written to the standard output of a run with this result. */
function printed(output: string, isTTY: boolean): string {
  const pieces: Buffer[] = [];
  const stdout = { isTTY, write: (text: string | Uint8Array) => pieces.push(Buffer.from(text as Uint8Array)) };
  const word = () => ({ text: '', hint: '' });
  new TextOutput({ stdout, stderr: { write: () => {} } }, word).summary({
    state: 'done',
    outputs: [output],
    entries: 1,
    failed: 0,
    bytesIn: 1,
    bytesOut: 1,
    skipped: [],
    seconds: 1,
  });
  return Buffer.concat(pieces).toString('latin1');
}

it('prints no path that a terminal would obey, also where its bytes are not UTF-8', () => {
  const path = escapeBytes(Buffer.from('/\xff\x1b[31m\n.zip', 'latin1'));
  expect(printed(path, false)).toBe('/\xff\\x1b[31m\\n.zip\n');
  expect(Buffer.from(printed(path, true), 'latin1').toString()).toBe('/\ufffd\\x1b[31m\\n.zip\n');
  expect(printed('/a\u001b[31m.zip', false)).toBe('/a\\x1b[31m.zip\n');
});
