// The unit tests of some folders, run by Windows' Node, and held against the list of what Wine cannot.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../lib/say.mjs';
import { EXCEPTIONS, lackOf } from './exceptions.mjs';
import { onDriveZ } from './prefix.mjs';
import { sourceFiles } from './project-copy.mjs';

/** @typedef {import('../lib/steps/steps.mjs').Outcome} Outcome */
/** @typedef {import('./prefix.mjs').WineRun} WineRun */
/** @typedef {{ file: string, name: string, passed: boolean, lacks?: string | undefined }} Result of a test; `lacks`: what it needs of Unix */

/** By the names that the command line knows them by. */
export const SUITES = /** @type {Readonly<Record<string, string>>} */ ({
  executor: 'workers/executor/',
  files: 'workers/files/',
  zip: 'workers/jobs/zip/',
  resize: 'workers/jobs/resize/',
  extract: 'workers/jobs/extract/',
  cli: 'workers/cli/',
  host: 'workers/host/',
  main: 'main/',
});

/** Node 22 warns of types in sources, on the standard error that tests read. A file takes Wine ten times as long as Linux: fewer sequences. */
const UNIT_ENVIRONMENT = { NO_COLOR: '1', NODE_NO_WARNINGS: '1', DROPMILL_SEQUENCES: '10' };
/** Loaded into each Node, see there. */
export const NO_LINKS = 'workers/jobs/extract/testing/no-links.mjs';

/**
 * @param {WineRun} run
 * @param {string} project the copy of the sources
 * @param {string} suite one of these names, or the path of a folder or file of tests
 * @param {string} reports folder of what vitest prints and writes
 * @returns {Promise<Outcome>}
 */
export async function unitSuite(run, project, suite, reports) {
  const path = SUITES[suite] ?? suite;
  mkdirSync(reports, { recursive: true });
  const name = suite.replaceAll('/', '-');
  const report = join(reports, `${name}.json`);
  const output = join(reports, `${name}.txt`);
  const words = [
    'run',
    ...testFiles(path, sourceFiles()),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${onDriveZ(report)}`,
  ];
  const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
  const preload = `file:///${onDriveZ(join(project, NO_LINKS)).replaceAll('\\', '/')}`;
  const env = { ...UNIT_ENVIRONMENT, NODE_OPTIONS: `--import=${preload}` };
  await run.runNode([onDriveZ(vitest), ...words], { output, cwd: project, env });
  return outcomeOf(suite, path, report, output);
}

/**
 * The test files of a suite, except those that Wine cannot run at all: vitest's --exclude has no effect on a configuration with projects.
 * @param {string} path of the suite
 * @param {readonly string[]} sources
 */
export function testFiles(path, sources) {
  const excepted = new Set(EXCEPTIONS.filter(({ test }) => test === undefined).map(({ file }) => file));
  return sources.filter((file) => file.startsWith(path) && /\.test\.tsx?$/.test(file) && !excepted.has(file));
}

/**
 * @param {string} suite
 * @param {string} path
 * @param {string} report
 * @param {string} output
 * @returns {Outcome}
 */
function outcomeOf(suite, path, report, output) {
  const name = `Windows: ${suite}`;
  if (!existsSync(report)) {
    say(`${name}: vitest wrote no report.\n${readFileSync(output, 'utf8').slice(-4000)}`);
    return { name, ok: false };
  }
  const { results, skipped, unloaded } = readReport(JSON.parse(readFileSync(report, 'utf8')));
  const excepted = EXCEPTIONS.filter(({ file, test }) => test !== undefined && file.startsWith(path));
  const isExcepted = (/** @type {Result} */ one) =>
    one.lacks !== undefined || excepted.some(({ file, test }) => file === one.file && test === one.name);
  const failed = results.filter((one) => !one.passed && !isExcepted(one));
  const needless = excepted.filter(
    ({ file, test, sometimes }) =>
      !sometimes && !results.some((one) => one.file === file && one.name === test && !one.passed),
  );
  for (const file of unloaded) say(`${name}: ${file} could not be loaded`);
  for (const one of failed) say(`${name}: failed: ${one.file} > ${one.name}`);
  for (const { file, test } of needless) say(`${name}: no exception is needed any more for ${file} > ${test}`);
  if (failed.length + unloaded.length > 0) say(readFileSync(output, 'utf8').slice(-20_000));
  const passed = results.filter((one) => one.passed).length;
  const tests = {
    passed,
    failed: failed.length + unloaded.length + needless.length,
    skipped: skipped + results.length - passed - failed.length,
  };
  return { name, ok: tests.failed === 0 && passed > 0, tests };
}

/**
 * @param {{ testResults: { name: string, status: string, message?: string, assertionResults: { fullName: string, status: string, failureMessages?: string[] }[] }[] }} report
 * @returns {{ results: Result[], skipped: number, unloaded: string[] }}
 */
export function readReport({ testResults }) {
  /** @type {Result[]} */
  const results = [];
  /** @type {string[]} */
  const unloaded = [];
  let skipped = 0;
  for (const { name, status, message = '', assertionResults } of testResults) {
    const file = /(?:^|[/\\])((?:workers|main)[/\\].*)$/.exec(name)?.[1]?.replaceAll('\\', '/') ?? name;
    if (status === 'failed' && assertionResults.length === 0) {
      if (lackOf(message)) skipped++;
      else unloaded.push(file);
    }
    for (const one of assertionResults) {
      if (one.status === 'passed' || one.status === 'failed')
        results.push({
          file,
          name: one.fullName,
          passed: one.status === 'passed',
          ...lacking(one.failureMessages),
        });
      else skipped++;
    }
  }
  return { results, skipped, unloaded };
}

/** @param {readonly string[]} [messages] of a failed test */
function lacking(messages = []) {
  const lack = messages.map(lackOf).find(Boolean);
  return lack !== undefined && { lacks: lack };
}
