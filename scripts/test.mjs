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
import { hasWine } from './windows/wine.mjs';

await runScript(async () => {
  await ensureDependencies();
  await electronForTests(); // the unit tests open results with the same programs
  const built = await checkBuild();
  const outcomes = [await checkFormat(), await checkTypes(), await unitTests([]), built];
  outcomes.push(...(await packAndTryFutures({ isShort: true })));
  if (built.ok && hasWine()) outcomes.push(await windowsCore());
  if (built.ok) outcomes.push(await endToEndTests([]), await soak('short'), ...(await packAndTest()));
  return summarize(outcomes);
});

/** Only where Wine is there already: a bare machine needs 150 MB more for it. `npm run test:windows` installs it. */
async function windowsCore() {
  // It loads packages, which have only been installed now.
  const { commandLineMatrix } = await import('./windows/steps.mjs');
  return commandLineMatrix(['core']);
}
