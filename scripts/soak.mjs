// `npm run soak -- --minutes N`: jobs at random for so long; memory must stay flat and nothing may be left behind.
import { parseArgs } from 'node:util';
import { ensureBuild } from './lib/app-build.mjs';
import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { soak } from './lib/steps/soak-step.mjs';
import { summarize } from './lib/steps/steps.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  return summarize([await soak(values.minutes)]);
});
