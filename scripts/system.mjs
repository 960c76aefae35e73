// `node scripts/system.mjs`: the system's programs that tests need, for machines where npm itself does not run as root.
import { runScript } from './lib/say.mjs';
import { ensureSystem } from './lib/system.mjs';
import { appPrograms, screenPrograms, testPrograms } from './lib/system-table.mjs';

await runScript(async () => {
  ensureSystem({ programs: [...appPrograms, ...screenPrograms, ...testPrograms], fonts: true });
  return 0;
});
