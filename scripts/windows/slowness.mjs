// Wine needs many times as long as Linux to start a process: what bounds how long something may take there is so many times as long.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TIMES = 4;

/** Where a bound is written, which a test that expects it not to be reached depends on. */
const BOUNDS = /** @type {const} */ ([
  ['workers/executor/executor-options.ts', /(?<=\bSTART_TIMEOUT_MS = )[\d_]+/],
  ['vite.config.ts', /(?<=\btestTimeout: )[\d_]+/],
  ['vite.config.ts', /(?<=\bhookTimeout: )[\d_]+/],
  ['vite.config.ts', /(?<=\btimeout: )[\d_]+/],
]);

/** @param {string} folder the copy of the sources */
export function lengthenBounds(folder) {
  for (const [path, bound] of BOUNDS) {
    const file = join(folder, path);
    const text = readFileSync(file, 'utf8');
    const longer = text.replace(bound, (ms) => `${Number(ms.replaceAll('_', '')) * TIMES}`);
    if (longer === text) throw new Error(`${path} has no bound like ${bound} any more.`);
    writeFileSync(file, longer);
  }
}
