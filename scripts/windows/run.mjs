// `npm run test:windows`: the tests on Windows' Node under Wine. Names of suites as words (`zip`, `cli`) run only those, `command-line`
// the tests of the built command line, `npm-start` the start of a fresh copy; what follows `--` goes to vitest for these.
import { ensureBuild } from '../lib/app-build.mjs';
import { runScript } from '../lib/say.mjs';
import { ensureDependencies } from '../lib/setup/dependencies.mjs';
import { ensureSystem } from '../lib/setup/system.mjs';
import { testPrograms, winePrograms } from '../lib/setup/system-table.mjs';
import { summarize } from '../lib/steps/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  ensureSystem({ programs: [...testPrograms, ...winePrograms] });
  await ensureBuild();
  // They load packages, which have only been installed now.
  const { windowsTests } = await import('./steps.mjs');
  return summarize(await windowsTests(process.argv.slice(2)));
});
