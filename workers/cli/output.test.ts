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

it('says no name that a terminal would obey: of what was skipped, has failed, or is listed', () => {
  const said: string[] = [];
  const stream = { write: (text: string | Uint8Array) => said.push(String(text)) };
  const output = new TextOutput({ stdout: stream, stderr: stream }, () => ({ text: 'a reason\u009b', hint: '' }));
  const name = '\u001b]0;title\u0007\u202efdp.jpg\n';
  output.skip({ path: name, code: 'SOCKET' });
  output.failed(name, { code: 'GONE' });
  output.note({ code: 'GONE' });
  output.contents(name, { kind: 'file', size: 1, mtime: null, encrypted: false } as never);
  expect(said).toHaveLength(4);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  for (const line of said) expect(line).toMatch(/^[^\x00-\x1f\x7f-\x9f\u202a-\u202e]*\n$/);
});
