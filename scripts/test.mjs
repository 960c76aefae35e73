// `npm test`: all that is checked, from a bare machine to the tests of the real app.
import { packAndTryFutures } from './futures/steps.mjs';
import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { packAndTest } from './lib/steps/packaged-steps.mjs';
import { soak } from './lib/steps/soak-step.mjs';
import {
  checkBuild,
  checkFormat,
  checkTypes,
  electronForTests,
  endToEndTests,
  summarize,
  unitTests,
} from './lib/steps/steps.mjs';
import { StepTimes, slowest, timeTable } from './lib/steps/times.mjs';
import { hasWine } from './windows/wine.mjs';

await runScript(async () => {
  const times = new StepTimes();
  await times.step('setup', async () => {
    await ensureDependencies();
    await electronForTests(); // the unit tests open results with the same programs
  });
  const built = await times.step('build', checkBuild);
  const outcomes = [
    await times.step('format, lint, import rules', checkFormat),
    await times.step('types', checkTypes),
    await times.step('unit tests', () => unitTests([])),
    built,
    ...(await times.step('package of futures', () => packAndTryFutures({ isShort: true }))),
  ];
  if (built.ok) {
    if (hasWine()) outcomes.push(await times.step('Windows: command line', windowsCore));
    outcomes.push(await times.step('end-to-end tests', () => endToEndTests([])));
    outcomes.push(await times.step('soak', () => soak('short')));
    outcomes.push(...(await times.step('packed app', packAndTest)));
  }
  const tests = outcomes.flatMap((outcome) => outcome.times ?? []);
  const tables = [timeTable('seconds by step:', times.steps), timeTable('slowest tests:', slowest(tests, 10))];
  process.stdout.write(`\n${tables.join('\n\n')}\n`);
  return summarize(outcomes);
});

/** Only where Wine is there already: a bare machine needs 150 MB more for it. `npm run test:windows` installs it. */
async function windowsCore() {
  // It loads packages, which have only been installed now.
  const { commandLineMatrix } = await import('./windows/steps.mjs');
  return commandLineMatrix(['core']);
}
