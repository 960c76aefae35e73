// `npm run check`: format, lint with the import rules, types, unit tests, build.

import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { checkBuild, checkFormat, checkTypes, summarize, unitTests } from './lib/steps/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  return summarize([await checkFormat(), await checkTypes(), await checkBuild(), await unitTests([])]);
});
