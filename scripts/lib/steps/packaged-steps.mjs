// The steps that pack the app and test what was packed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { unaccounted } from '../../packaging/parts.mjs';
import { packedExecutable, unpackedApp } from '../../packaging/unpacked-app.mjs';
import { runStep } from '../child.mjs';
import { projectNode, root } from '../project.mjs';
import { say } from '../say.mjs';
import { onScreen } from '../setup/screen.mjs';
import { electronForTests, environment, toolPath, withReport } from './steps.mjs';
import { tallyOfPlaywright } from './tally.mjs';

/** @typedef {import('./steps.mjs').Outcome} Outcome */

/**
 * Packs the app for this system and tests the packed app as it ships.
 * @param {{ keep?: boolean }} [options] `keep` tests the app that is packed already
 * @returns {Promise<Outcome[]>}
 */
export async function packAndTest({ keep = false } = {}) {
  const executable = packedExecutable(unpackedApp());
  if (!keep || !existsSync(executable)) {
    // The runtime that development falls back to will do: nothing made here is released.
    const command = [join(root, 'scripts', 'package.mjs'), '--carried-runtime'];
    if ((await runStep(projectNode(), command, { cwd: root })) !== 0) return [{ name: 'package', ok: false }];
  }
  return [nothingNeedless(), await packagedTests(executable)];
}

/** @returns {Outcome} */
function nothingNeedless() {
  const files = process.platform === 'linux' ? unaccounted(unpackedApp()) : [];
  if (files.length > 0) say(`these belong to no part (scripts/packaging/parts.mjs): ${files.join(', ')}`);
  return { name: 'package', ok: files.length === 0 };
}

/**
 * @param {string} executable
 * @returns {Promise<Outcome>}
 */
async function packagedTests(executable) {
  await electronForTests();
  return withReport('tests of the packed app', tallyOfPlaywright, (file) => {
    const config = join('e2e', 'packaged', 'playwright.config.ts');
    const command = [toolPath('playwright'), 'test', '-c', config, '--reporter=list,json'];
    const env = { ...environment, DROPMILL_PACKED: executable, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    return runStep(...onScreen(projectNode(), command), { cwd: root, env });
  });
}
