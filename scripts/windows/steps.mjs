// The steps of `npm run test:windows`: the built command line and the unit tests, on Windows' Node under Wine.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from '../lib/child.mjs';
import { projectNode, root } from '../lib/project.mjs';
import { environment, toolPath, withReport } from '../lib/steps/steps.mjs';
import { tallyOfVitest } from '../lib/steps/tally.mjs';
import { npmStart } from './npm-start.mjs';
import { WineRun } from './prefix.mjs';
import { copyBuilt, copySources } from './project-copy.mjs';
import { unitSuite } from './unit-suites.mjs';

/** @typedef {import('../lib/steps/steps.mjs').Outcome} Outcome */

const COMMAND_LINE = 'command-line';
const NPM_START = 'npm-start';
/** Whose tests pass, apart from the exceptions. The others are run when they are asked for. */
const PROVEN_SUITES = /** @type {readonly string[]} */ (['cli', 'host', 'main']);

/**
 * @param {readonly string[]} words what is tested, all if there are none; behind `--` words for vitest
 * @returns {Promise<Outcome[]>}
 */
export async function windowsTests(words) {
  const split = words.includes('--') ? words.indexOf('--') : words.length;
  const asked = words.slice(0, split);
  const wanted = asked.length === 0 ? [COMMAND_LINE, ...PROVEN_SUITES] : asked;
  const matrix = wanted.includes(COMMAND_LINE) ? [await commandLineMatrix(words.slice(split + 1))] : [];
  const start = wanted.includes(NPM_START) ? [await startByNpm()] : [];
  const suites = wanted.filter((name) => name !== COMMAND_LINE && name !== NPM_START);
  return [...matrix, ...start, ...(suites.length > 0 ? await unitSuites(suites) : [])];
}

/**
 * The built command line, from outside: what it writes is opened by this system's programs.
 * @param {readonly string[]} args passed on to vitest
 * @returns {Promise<Outcome>}
 */
export function commandLineMatrix(args = []) {
  return withWine(async (run, folder) => {
    const project = join(folder, 'built');
    mkdirSync(project);
    copyBuilt(project);
    const machine = JSON.stringify({ prefix: run.prefix, node: run.node, project });
    const outcome = await withReport('Windows: command line', tallyOfVitest, (file) => {
      const config = ['--config', join('scripts', 'windows', 'vitest.config.ts')];
      const words = ['run', ...config, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args];
      return runStep(projectNode(), [toolPath('vitest'), ...words], {
        cwd: root,
        env: { ...environment, DROPMILL_WINDOWS: machine },
      });
    });
    return outcome;
  });
}

/** @returns {Promise<Outcome>} */
function startByNpm() {
  return withWine((run, folder) => {
    const project = join(folder, 'started');
    mkdirSync(project);
    return npmStart(run, project);
  });
}

/**
 * @param {readonly string[]} suites
 * @returns {Promise<Outcome[]>}
 */
function unitSuites(suites) {
  return withWine(async (run, folder) => {
    const project = join(folder, 'sources');
    mkdirSync(project);
    await copySources(project);
    /** @type {Outcome[]} */
    const outcomes = [];
    for (const suite of suites)
      outcomes.push(await unitSuite(run, project, suite, join(root, 'test-results', 'windows')));
    return outcomes;
  });
}

/**
 * @template T
 * @param {(run: WineRun, folder: string) => Promise<T>} use gets a temporary folder too
 */
async function withWine(use) {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-windows-'));
  const run = await WineRun.start();
  const end = () => {
    run.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // Programs of Windows do not end with the one that has started them.
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const interrupted = () => {
    end();
    process.exit(1);
  };
  for (const signal of signals) process.once(signal, interrupted);
  try {
    return await use(run, folder);
  } finally {
    for (const signal of signals) process.off(signal, interrupted);
    end();
  }
}
