// Counting tests: what vitest and Playwright wrote in their JSON reports, and the lines that sum it up.
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {Tally} */
const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} file */
function report(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Reads vitest's JSON report. A test file that could not be loaded counts as a failed test.
 * @param {string} file
 * @returns {Tally}
 */
export function tallyOfVitest(file) {
  const found = report(file);
  if (found === undefined) return nothing;
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const suites = found.testResults ?? [];
  const unloaded = suites.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests + unloaded,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

/**
 * Reads Playwright's JSON report. A test that passed only when repeated counts as passed; errors outside of tests
 * count as failed tests.
 * @param {string} file
 * @returns {Tally}
 */
export function tallyOfPlaywright(file) {
  const found = report(file);
  if (found === undefined) return nothing;
  const { expected, unexpected, flaky, skipped } = found.stats;
  return { passed: expected + flaky, failed: unexpected + found.errors.length, skipped };
}

/**
 * What a run of tests amounts to: a run that failed without a failed test, or ran nothing, has failed once.
 * @param {Tally} tally
 * @param {number} status the runner's exit status
 * @returns {Tally}
 */
export function settled(tally, status) {
  const failed = tally.failed === 0 && (status !== 0 || tally.passed === 0);
  return failed ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return tallies.reduce(
    (all, { passed, failed, skipped }) => ({
      passed: all.passed + passed,
      failed: all.failed + failed,
      skipped: all.skipped + skipped,
    }),
    nothing,
  );
}

/** @param {Tally} tally */
export function tallyText({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
