// `node scripts/system.mjs`: the system's programs that tests need, for machines where npm itself does not run as root.
// With `--wine` those of `npm run test:windows` too.
import { runScript } from './lib/say.mjs';
import { ensureSystem } from './lib/setup/system.mjs';
import { appPrograms, screenPrograms, testPrograms, winePrograms } from './lib/setup/system-table.mjs';

await runScript(async () => {
  const wine = process.argv.includes('--wine') ? winePrograms : [];
  ensureSystem({ programs: [...appPrograms, ...screenPrograms, ...testPrograms, ...wine], fonts: true });
  return 0;
});
