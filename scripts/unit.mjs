// `npm run unit [vitest's arguments]`: the unit tests, by the pinned Node.

import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { summarize, unitTests } from './lib/steps/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  return summarize([await unitTests(process.argv.slice(2))]);
});
