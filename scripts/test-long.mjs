// `npm run test:long`: what takes long by nature: every fault as often as docs/reliability.md says, half an hour of jobs at
// random, the packed app, the queue of @dropmill/futures among many kills, that package in projects of others, and Windows' Node
// under Wine.
import { packAndTryFutures } from './futures/steps.mjs';
import { ensureBuild } from './lib/app-build.mjs';
import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { ensureSystem } from './lib/setup/system.mjs';
import { winePrograms } from './lib/setup/system-table.mjs';
import { packAndTest } from './lib/steps/packaged-steps.mjs';
import { soak } from './lib/steps/soak-step.mjs';
import { endToEndTests, summarize, unitTests } from './lib/steps/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const faults = { ...(await endToEndTests(['e2e/faults/'], { DROPMILL_FAULTS: 'full' })), name: 'faults' };
  return summarize([
    faults,
    await soak('30'),
    { ...(await unitTests(['workers/executor/queue/chaos.test.ts'], { FUTURES_CHAOS: 'long' })), name: 'queue chaos' },
    ...(await packAndTest()),
    ...(await packAndTryFutures({ isShort: false })),
    ...(await windows()),
  ]);
});

/** Wine is for Linux on Intel's processors; Windows runs the other tests itself. */
async function windows() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  ensureSystem({ programs: winePrograms });
  const { windowsTests } = await import('./windows/steps.mjs');
  return windowsTests([]);
}
