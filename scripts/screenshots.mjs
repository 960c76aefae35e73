// `npm run screenshots`: takes pictures of the real app into docs/screenshots.
import { join } from 'node:path';
import { ensureBuild } from './lib/app-build.mjs';
import { run } from './lib/child.mjs';
import { projectNode, root } from './lib/project.mjs';
import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { onScreen } from './lib/setup/screen.mjs';
import { electronForTests } from './lib/steps/steps.mjs';

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const { executable, folder } = await electronForTests();
  const env = { ...process.env, DROPMILL_ELECTRON: executable, ELECTRON_OVERRIDE_DIST_PATH: folder };
  const file = join(root, 'scripts', 'screenshots', 'take.ts');
  return run(...onScreen(projectNode(), [file, ...process.argv.slice(2)]), { cwd: root, env });
});
