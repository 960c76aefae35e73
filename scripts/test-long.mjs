// `npm run test:long`: what takes long by nature: every fault as often as docs/reliability.md says, half an hour of jobs at
// random, the packed app, and the package @dropmill/futures in projects of others.
import { packAndTryFutures } from './futures/steps.mjs';
import { ensureBuild } from './lib/app-build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { packAndTest } from './lib/packaged-steps.mjs';
import { runScript } from './lib/say.mjs';
import { soak } from './lib/soak-step.mjs';
import { endToEndTests, summarize } from './lib/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const faults = { ...(await endToEndTests(['e2e/faults/'], { DROPMILL_FAULTS: 'full' })), name: 'faults' };
  return summarize([
    faults,
    await soak('30'),
    ...(await packAndTest()),
    ...(await packAndTryFutures({ isShort: false })),
  ]);
});
