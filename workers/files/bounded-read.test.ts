// Files of the app in whose place somebody put something else.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readBounded, readEnd } from './bounded-read.ts';
import { isWindows } from './system.ts';

const folder = mkdtempSync(join(tmpdir(), 'dropmill-bounded-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

it('reads a file of the largest size, and refuses a larger one', () => {
  writeFileSync(at('file'), 'five!');
  expect(readBounded(at('file'), 5)?.toString()).toBe('five!');
  expect(() => readBounded(at('file'), 4)).toThrow('larger than 4 bytes');
  expect(readEnd(at('file'), 3)?.toString()).toBe('ve!');
  expect(readBounded(at('nothing'), 5)).toBeUndefined();
});

describe.skipIf(isWindows)('neither waits for nor reads', () => {
  it('a pipe', () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect(() => readBounded(at('pipe'), 5)).toThrow('not a regular file');
    expect(() => readEnd(at('pipe'), 5)).toThrow('not a regular file');
  });

  it('a folder, a device and a link', () => {
    mkdirSync(at('folder'));
    writeFileSync(at('secret'), 'secret');
    symlinkSync(at('secret'), at('link'));
    expect(() => readBounded(at('folder'), 5)).toThrow('not a regular file');
    expect(() => readBounded('/dev/null', 5)).toThrow('not a regular file');
    expect(() => readBounded(at('link'), 50)).toThrow(expect.objectContaining({ code: 'ELOOP' }));
  });
});
