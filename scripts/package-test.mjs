// `npm run package:test [-- --packed]`: packs the app for this system, or takes the packed one, and tests it as it ships.
import { ensureDependencies } from './lib/dependencies.mjs';
import { packAndTest } from './lib/packaged-steps.mjs';
import { runScript } from './lib/say.mjs';
import { summarize } from './lib/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  return summarize(await packAndTest({ keep: process.argv.includes('--packed') }));
});
