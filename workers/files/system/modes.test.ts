import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isWindows } from '../system.ts';
import { modeFromWindows, modeOf } from './modes.ts';

it.each([
  ['folder', 0o040666, 0o040755],
  ['read-only', 0o040444, 0o040755],
  ['a.txt', 0o100666, 0o100644],
  ['read-only.txt', 0o100444, 0o100444],
  ['tool.exe', 0o100666, 0o100755],
  ['RUN.BAT', 0o100666, 0o100755],
  ['read-only.sh', 0o100444, 0o100555],
  ['link', 0o120666, 0o120777],
])('Windows knows only whether %s may be written (0%o): in an archive it is 0%o', (name, mode, expected) => {
  expect(modeFromWindows(mode, name)).toBe(expected);
});

it('elsewhere the mode is that of the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-mode-'));
  try {
    writeFileSync(join(folder, 'a.txt'), '', { mode: 0o600 });
    const stats = statSync(join(folder, 'a.txt'));
    expect(modeOf(stats.mode, 'a.txt')).toBe(isWindows ? 0o100644 : 0o100600);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
