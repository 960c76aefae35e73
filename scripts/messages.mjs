// `npm run messages`: writes docs/messages.md by the pinned Node, which reads TypeScript as it is.
import { join } from 'node:path';
import { run } from './lib/child.mjs';
import { projectNode, root } from './lib/project.mjs';
import { runScript } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';

await runScript(async () => {
  await ensureDependencies();
  return run(projectNode(), [join(root, 'scripts', 'messages', 'write.ts')], { cwd: root });
});
