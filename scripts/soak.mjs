// `npm run soak -- --minutes N`: jobs at random for so long; memory must stay flat and nothing may be left behind.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './lib/app-build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/say.mjs';
import { endToEndTests, summarize } from './lib/steps.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  // Of its own, so that temporary files of other programs are not taken for leaks.
  const temporary = mkdtempSync(join(tmpdir(), 'dropmill-soak-'));
  try {
    return summarize([await endToEndTests(['e2e/soak/'], { DROPMILL_SOAK: values.minutes, TMPDIR: temporary })]);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
});
