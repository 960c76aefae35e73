// The soak: jobs at random.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endToEndTests } from './steps.mjs';

/**
 * @param {string} minutes or `short`: a few dozen jobs, however long they take
 * @returns {Promise<import('./steps.mjs').Outcome>}
 */
export async function soak(minutes) {
  // Of its own, so that temporary files of other programs are not taken for leaks.
  const temporary = mkdtempSync(join(tmpdir(), 'dropmill-soak-'));
  try {
    const variables = { DROPMILL_SOAK: minutes, TMPDIR: temporary };
    return { ...(await endToEndTests(['e2e/soak/'], variables)), name: 'soak' };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
