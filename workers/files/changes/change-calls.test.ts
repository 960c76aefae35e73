import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

/** The number of a user who is not root. */
const SOMEBODY = 65_534;

it('a read-only file is copied to another disk with its mark and its time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-copy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  writeFileSync(from, 'original');
  utimesSync(from, 1_000, 2_000);
  chmodSync(from, 0o444);
  // Root may write to all files: then it is somebody else who copies.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const path of [from, folder]) chownSync(path, SOMEBODY, SOMEBODY);
  const program = `
    const { realCalls } = await import(${JSON.stringify(new URL('./change-calls.ts', import.meta.url))});
    if (process.getuid?.() === 0) process.setuid(${SOMEBODY});
    await realCalls.copy(${JSON.stringify(from)}, ${JSON.stringify(to)});`;
  execFileSync(process.execPath, ['--input-type=module', '-e', program]);
  expect(readFileSync(to, 'utf8')).toBe('original');
  expect([statSync(to).mode & 0o777, statSync(to).mtimeMs]).toEqual([0o444, 2_000_000]);
});
