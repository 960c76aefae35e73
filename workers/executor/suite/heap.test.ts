import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../testing/heap-check.ts', import.meta.url));

/** In `npm run test:long`, where more tasks show smaller leaks. */
const IS_LONG = process.env.FUTURES_CHAOS === 'long';

test.each([
  ['ThreadPoolExecutor', IS_LONG ? 1_000_000 : 200_000],
  ['InlineExecutor', 50_000],
  ['ProcessPoolExecutor', IS_LONG ? 20_000 : 10_000],
])(
  'the heap is where it was after the %s has run %i tasks, and finished Futures were collected',
  async (kind, count) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, kind, String(count)]);
    const { grown, collected } = JSON.parse(stdout);
    expect(grown).toBeLessThan(10 * 2 ** 20);
    // One or two may still be held by the machine's registers or the last message.
    expect(collected).toBeGreaterThan(0.99);
  },
);
