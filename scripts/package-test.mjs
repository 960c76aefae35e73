// `npm run package:test [-- --packed]`: packs the app for this system, or takes the packed one, and tests it as it ships.

import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { packAndTest } from './lib/steps/packaged-steps.mjs';
import { summarize } from './lib/steps/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  return summarize(await packAndTest({ keep: process.argv.includes('--packed') }));
});
