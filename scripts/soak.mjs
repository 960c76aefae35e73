// `npm run soak -- --minutes N`: jobs at random for so long; memory must stay flat and nothing may be left behind.
import { parseArgs } from 'node:util';
import { ensureBuild } from './lib/app-build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/say.mjs';
import { soak } from './lib/soak-step.mjs';
import { summarize } from './lib/steps.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  return summarize([await soak(values.minutes)]);
});
