// `npm run build`: builds all rooms into out/.
import { build } from './lib/app-build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  await ensureDependencies();
  await build();
  return 0;
});
