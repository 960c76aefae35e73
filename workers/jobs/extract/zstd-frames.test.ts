// Our own .tar.zst has many frames, each larger than what is read at a time: it comes back whole.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMMAND_LINE } from '../../testing/command-line.ts';

it('a .tar.zst of Dropmill unpacks to what went in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-frames-'));
  try {
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [COMMAND_LINE, ...args], { cwd: folder, stdio: 'ignore' });
    execFileSync('sh', ['-c', 'mkdir in; head -c 9000000 /dev/urandom > in/noise; seq 300000 > in/numbers'], {
      cwd: folder,
    });
    run('zip', '-o', 'in.tar.zst', 'in');
    run('extract', '-o', 'out', 'in.tar.zst');
    for (const name of ['noise', 'numbers']) {
      const found = execFileSync('find', ['out', '-name', name], { cwd: folder, encoding: 'utf8' }).trim();
      expect(readFileSync(join(folder, found)).equals(readFileSync(join(folder, 'in', name)))).toBe(true);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
