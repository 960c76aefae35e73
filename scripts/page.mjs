// `npm run formats`, `launchers`, `messages`: writes what is made from the sources, with the `write.ts` in the folder of that name.
import { join } from 'node:path';
import { run } from './lib/child.mjs';
import { projectNode, root } from './lib/project.mjs';
import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';

const [name = ''] = process.argv.slice(2);

await runScript(async () => {
  await ensureDependencies();
  // The pinned Node reads TypeScript as it is.
  return run(projectNode(), [join(root, 'scripts', name, 'write.ts')], { cwd: root });
});
