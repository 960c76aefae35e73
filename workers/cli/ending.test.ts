import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { endingSignals } from './ending.ts';

const ENDING = fileURLToPath(new URL('./ending.ts', import.meta.url));

it('Ctrl+Break asks a command to end on Windows as Ctrl+C does: nothing unfinished may stay behind', () => {
  expect(endingSignals(true)).toContain('SIGBREAK');
  expect(endingSignals(false)).not.toContain('SIGBREAK');
});

describe('a cancelled command', () => {
  it.skipIf(process.platform === 'win32')(
    'ends at once though native code runs, as the signal would have ended it',
    async () => {
      // A second of scrypt for each of many: Node itself would wait for all that have begun.
      const script = `
      import { scrypt } from 'node:crypto';
      import { endBySignal } from ${JSON.stringify(ENDING)};
      process.on('SIGINT', () => endBySignal('SIGINT'));
      for (let n = 0; n < 4; n++) scrypt('p', 's', 64, { N: 2 ** 20, r: 8, p: 1000, maxmem: 2 ** 31 }, () => {});
      process.kill(process.pid, 'SIGINT');
      setInterval(() => {}, 1_000);`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
      const [status, signal] = await once(child, 'exit');
      expect([status, signal]).toEqual([null, 'SIGINT']);
    },
  );
});
