// Where the time of `npm test` goes: seconds by step, and the slowest tests.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../project.mjs';

/** @typedef {{ name: string, seconds: number }} Timed */

/**
 * @typedef {{ title: string, file?: string, specs?: Spec[], suites?: Suite[] }} Suite of Playwright's report
 * @typedef {{ title: string, file: string, tests: { results: { duration: number }[] }[] }} Spec
 */

/** Measures steps that run one after the other. */
export class StepTimes {
  /** @type {Timed[]} */
  #steps = [];

  /**
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} run
   * @returns {Promise<T>}
   */
  async step(name, run) {
    const started = performance.now();
    try {
      return await run();
    } finally {
      this.#steps.push({ name, seconds: (performance.now() - started) / 1000 });
    }
  }

  /** @returns {readonly Timed[]} */
  get steps() {
    return this.#steps;
  }
}

/**
 * The tests in a JSON report of vitest or Playwright.
 * @param {string} file
 * @returns {Timed[]}
 */
export function testTimes(file) {
  if (!existsSync(file)) return [];
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return report.testResults ? timesOfVitest(report) : timesOfPlaywright(report);
}

/** @param {{ testResults: { name: string, assertionResults: { fullName: string, duration?: number }[] }[] }} report */
function timesOfVitest({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration = 0 }) => ({
      name: `${relative(root, name)} › ${fullName.trim()}`,
      seconds: duration / 1000,
    })),
  );
}

/** @param {{ config: { rootDir: string }, suites?: Suite[] }} report */
function timesOfPlaywright({ config, suites = [] }) {
  /** @type {(suite: Suite) => Spec[]} */
  const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)];
  return suites.flatMap(specsIn).map(({ file, title, tests }) => ({
    name: `${relative(root, join(config.rootDir, file))} › ${title}`,
    seconds: tests.flatMap(({ results }) => results).reduce((all, { duration }) => all + duration, 0) / 1000,
  }));
}

/**
 * @param {readonly Timed[]} tests
 * @param {number} count
 */
export function slowest(tests, count) {
  return tests.toSorted((a, b) => b.seconds - a.seconds).slice(0, count);
}

/**
 * @param {string} title
 * @param {readonly Timed[]} rows
 */
export function timeTable(title, rows) {
  return [title, ...rows.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)}  ${name}`)].join('\n');
}
