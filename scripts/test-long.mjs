// `npm run test:long`: what takes long by nature: every fault as often as docs/faults.md says, half an hour of jobs at
// random, ten times as many random cases, libdeflate on 100,000 buffers, the packed app, the queue of @dropmill/futures among many kills, that package in projects of others, and Windows' Node
// under Wine.
import { tmpdir } from 'node:os';
import { packAndTryFutures } from './futures/steps.mjs';
import { ensureBuild } from './lib/app-build.mjs';
import { runScript, say } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { ensureSystem } from './lib/setup/system.mjs';
import { winePrograms } from './lib/setup/system-table.mjs';
import { packAndTest } from './lib/steps/packaged-steps.mjs';
import { soak } from './lib/steps/soak-step.mjs';
import { endToEndTests, summarize, unitTests } from './lib/steps/steps.mjs';

/** Tests that take many tasks when they are asked to. */
const MANY_TASKS = ['queue/chaos', 'suite/heap', 'suite/races'].map((name) => `workers/executor/${name}.test.ts`);
/** What syncs is tried on a real disk here, as `/var/tmp` is one; `npm test` has its files in memory where it can. */
const ON_DISK = { TMPDIR: process.platform === 'linux' ? '/var/tmp' : tmpdir() };
/** Tests of random cases. */
const PROPERTIES = ['extract/lies', 'zip/zip-properties', 'zip/tar-properties', 'zip/parts', 'changes/model'];

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const faults = { ...(await endToEndTests(['e2e/faults/'], { DROPMILL_FAULTS: 'full' })), name: 'faults' };
  return summarize([
    faults,
    await soak('30'),
    { ...(await unitTests(PROPERTIES, { ...ON_DISK, ...otherCases() })), name: 'properties' },
    { ...(await unitTests(['workers/files/'], ON_DISK)), name: 'changes of files, on a disk' },
    { ...(await unitTests(['random-buffers'], otherCases(100_000))), name: 'libdeflate' },
    { ...(await unitTests(MANY_TASKS, { FUTURES_CHAOS: 'long' })), name: 'many tasks, and queue chaos' },
    ...(await packAndTest()),
    ...(await packAndTryFutures({ isShort: false })),
    ...(await windows()),
  ]);
});

/** Many more than in `npm test`, and none of those. The seed is printed: with it they can be tried again. */
function otherCases(count = 3000) {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const variables = { DROPMILL_CASES: `${count}`, DROPMILL_SEQUENCES: `${count}`, DROPMILL_SEED: `${seed}` };
  say(`random cases: ${JSON.stringify(variables)}`);
  return variables;
}

/** Wine is for Linux on Intel's processors; Windows runs the other tests itself. */
async function windows() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  ensureSystem({ programs: winePrograms });
  const { windowsTests } = await import('./windows/steps.mjs');
  return windowsTests([]);
}
