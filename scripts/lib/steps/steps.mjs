// The steps of `npm run check` and `npm test`, each a line of the summary.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild, isBuilt } from '../app-build.mjs';
import { runStep } from '../child.mjs';
import { electronRuntime } from '../electron/electron-runtime.mjs';
import { projectNode, root } from '../project.mjs';
import { SetupError, say } from '../say.mjs';
import { hasScreen, withScreens } from '../setup/screen.mjs';
import { ensureSystem } from '../setup/system.mjs';
import { appPrograms, screenPrograms, testPrograms } from '../setup/system-table.mjs';
import { inMemory } from './memory-folder.mjs';
import { settled, sum, tallyOfPlaywright, tallyOfVitest, tallyText } from './tally.mjs';
import { testTimes } from './times.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {{ name: string, ok: boolean, tests?: Tally, times?: readonly import('./times.mjs').Timed[] }} Outcome `times` of its tests
 */

/** Paths of the tools' programs; all are run by the pinned Node. */
const tools = {
  biome: '@biomejs/biome/bin/biome',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
};

/** @param {keyof typeof tools} tool */
export function toolPath(tool) {
  return join(root, 'node_modules', tools[tool]);
}

/** A log that nobody watches gets no colours, which some tools would send to it. */
export const environment = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' };

/**
 * @param {keyof typeof tools} tool
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [variables]
 */
function runTool(tool, args, variables = {}) {
  return runStep(projectNode(), [toolPath(tool), ...args], { cwd: root, env: { ...environment, ...variables } });
}

/** @returns {Promise<Outcome>} */
export async function checkFormat() {
  const colors = process.stdout.isTTY ? 'force' : 'off';
  return {
    name: 'format, lint, import rules',
    ok: (await runTool('biome', ['ci', '--diagnostic-level=warn', `--colors=${colors}`, '.'])) === 0,
  };
}

/** @returns {Promise<Outcome>} */
export async function checkTypes() {
  return { name: 'types', ok: (await runTool('tsc', ['-b'])) === 0 };
}

/** @returns {Promise<Outcome>} */
export async function checkBuild() {
  try {
    await ensureBuild();
    return { name: 'build', ok: true };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return { name: 'build', ok: false };
  }
}

/**
 * Has glibc ask for memory in pieces of 2 MB where it can: a third of the processor's time of these tests is the system's, much of it for
 * giving new buffers their memory in pieces of 4 kB. A setting of one's own stays.
 */
const HUGE_PAGES = { GLIBC_TUNABLES: process.env.GLIBC_TUNABLES ?? 'glibc.malloc.hugetlb=1' };

/**
 * @param {readonly string[]} args passed on to vitest
 * @param {Readonly<Record<string, string>>} [variables] that the tests read
 * @returns {Promise<Outcome>}
 */
export function unitTests(args, variables = {}) {
  // What tests start as a program starts faster from there: `workers/testing/command-line.ts`.
  const built = isBuilt() ? { DROPMILL_BUILT: join(root, 'out') } : {};
  const known = { ...built, ...HUGE_PAGES, ...variables };
  return withReport('unit tests', tallyOfVitest, (file) => {
    const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args];
    return inMemory({ ...process.env, ...variables }, (memory) => runTool('vitest', words, { ...known, ...memory }));
  });
}

/** Apps that are tested at the same time, each on a screen of its own: one more than there are cores, as they often wait. */
const MAX_APPS = 3;

/**
 * The tests of the real app, on screens in memory where there is no other.
 * @param {readonly string[]} args passed on to Playwright
 * @param {Readonly<Record<string, string>>} [variables] that the tests read
 * @returns {Promise<Outcome>}
 */
export async function endToEndTests(args, variables = {}) {
  const runtime = await electronForTests();
  return withReport('end-to-end tests', tallyOfPlaywright, (file) => {
    const config = join('e2e', 'playwright.config.ts');
    const command = [toolPath('playwright'), 'test', '-c', config, '--reporter=list,json', ...args];
    const env = { ...environment, ...variables, ...electronVariables(runtime), PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    return withScreens(Math.min(MAX_APPS, availableParallelism() + 1), (screens) =>
      runStep(projectNode(), command, { cwd: root, env: { ...env, DROPMILL_SCREENS: JSON.stringify(screens) } }),
    );
  });
}

/**
 * Says which Electron tests and benches launch. Left without an `executablePath`, Playwright takes the one that
 * ELECTRON_OVERRIDE_DIST_PATH names, and holds back its `ready` until it is attached; with one it cannot, and now
 * and then misses the first window.
 * @param {import('../electron/electron-runtime.mjs').Runtime} runtime
 * @returns {Record<string, string>}
 */
export function electronVariables({ folder, executable }) {
  return { ELECTRON_OVERRIDE_DIST_PATH: folder, DROPMILL_ELECTRON: executable };
}

/** The Electron the tests run, with all that it and they need of the system. */
export async function electronForTests() {
  const runtime = await electronRuntime();
  const programs = [...appPrograms, ...testPrograms, ...(hasScreen() ? [] : screenPrograms)];
  ensureSystem({ runtimeFolder: runtime.folder, programs, fonts: true });
  return runtime;
}

/**
 * @param {string} name
 * @param {(file: string) => Tally} read
 * @param {(file: string) => Promise<number>} runTests gets the file for the report, gives the exit status
 * @returns {Promise<Outcome>}
 */
export async function withReport(name, read, runTests) {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-report-'));
  try {
    const file = join(folder, 'report.json');
    const status = await runTests(file);
    const tests = settled(read(file), status);
    return { name, ok: tests.failed === 0, tests, times: testTimes(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Prints a line per step and the sum of all tests, in which a failed step without tests counts as one failure.
 * @param {readonly Outcome[]} outcomes
 * @returns {number} the exit status
 */
export function summarize(outcomes) {
  const lines = outcomes.map(
    ({ name, ok, tests }) => `${name}: ${tests ? tallyText(tests) : ok ? 'passed' : 'FAILED'}`,
  );
  const counted = outcomes.map(({ ok, tests }) => tests ?? { passed: 0, failed: ok ? 0 : 1, skipped: 0 });
  process.stdout.write(`\n${[...lines, tallyText(sum(counted))].join('\n')}\n`);
  return outcomes.every((outcome) => outcome.ok) ? 0 : 1;
}
