// `npm run e2e [Playwright's arguments]`: the tests of the real app.
import { ensureBuild } from './lib/app-build.mjs';
import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { endToEndTests, summarize } from './lib/steps/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  return summarize([await endToEndTests(process.argv.slice(2))]);
});
