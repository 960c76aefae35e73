// `npm run build`: builds all parts into out/.
import { build } from './lib/app-build.mjs';
import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';

await runScript(async () => {
  await ensureDependencies();
  await build();
  return 0;
});
