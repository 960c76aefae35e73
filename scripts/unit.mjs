// `npm run unit [vitest's arguments]`: the unit tests, by the pinned Node.
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/say.mjs';
import { summarize, unitTests } from './lib/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  return summarize([await unitTests(process.argv.slice(2))]);
});
