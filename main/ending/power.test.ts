import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { powerCommand, powerDown } from './power.ts';

let folder: string;
const path = process.env.PATH;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-power-'));
  process.env.PATH = folder;
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

function program(name: string, lines: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`);
  chmodSync(join(folder, name), 0o755);
}

describe.skipIf(process.platform === 'win32')('the system', () => {
  it.each([
    ['sleep', 'suspend'],
    ['shut-down', 'poweroff'],
  ] as const)('is told to %s by systemctl %s', async (action, word) => {
    program('systemctl', `echo "$#" "$1" > "${folder}/said"`);
    await powerDown(action, 'linux');
    expect(readFileSync(join(folder, 'said'), 'utf8')).toBe(`1 ${word}\n`);
  });

  it('may refuse, in its own words', async () => {
    program('systemctl', 'echo "Interactive authentication required." >&2; exit 1');
    await expect(powerDown('sleep', 'linux')).rejects.toMatchObject({
      code: 'SLEEP_REFUSED',
      params: { words: 'Interactive authentication required.' },
    });
  });

  it('may have no program for it', async () => {
    await expect(powerDown('shut-down', 'linux')).rejects.toMatchObject({ code: 'SHUT_DOWN_MISSING' });
  });
});

describe('on Windows', () => {
  it.each(['sleep', 'shut-down'] as const)('the program for %s is named by its whole path', (action) => {
    const [program] = powerCommand(action, 'win32', { SystemRoot: 'D:\\WINNT' });
    expect(program).toMatch(/^D:\\WINNT\\System32\\.*\.exe$/);
  });

  it('sleep is asked for by the state, and not by what hibernates', () => {
    const command = powerCommand('sleep', 'win32', {}).join(' ');
    expect(command).toContain("SetSuspendState('Suspend', $false, $false)");
    expect(command).not.toContain('rundll32');
  });
});
