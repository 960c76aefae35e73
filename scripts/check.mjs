// `npm run check`: format, lint with the import rules, types, unit tests, build.
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/say.mjs';
import { checkBuild, checkFormat, checkTypes, summarize, unitTests } from './lib/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  return summarize([await checkFormat(), await checkTypes(), await checkBuild(), await unitTests([])]);
});
