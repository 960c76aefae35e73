// `npm run bench -- NAME [its arguments]`: runs scripts/bench/NAME.ts by the pinned Node.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './lib/app-build.mjs';
import { run } from './lib/child.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { projectNode, root } from './lib/project.mjs';
import { runScript, SetupError } from './lib/say.mjs';
import { onScreen } from './lib/screen.mjs';
import { electronForTests, electronVariables } from './lib/steps.mjs';

const folder = join(root, 'scripts', 'bench');
const [name = '', ...args] = process.argv.slice(2);

/** Benches are the files of the folder itself; those whose name begins with `ui` measure the app and get Electron. */
function benches() {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return files.map((file) => file.slice(0, -'.ts'.length)).sort();
}

await runScript(async () => {
  if (!benches().includes(name)) {
    throw new SetupError('NO_BENCH', `There are these benches: ${benches().join(', ')}.`, 'npm run bench -- NAME');
  }
  await ensureDependencies();
  await ensureBuild();
  const file = join(folder, `${name}.ts`);
  if (!name.startsWith('ui')) return run(projectNode(), [file, ...args], { cwd: root });
  const env = { ...process.env, ...electronVariables(await electronForTests()) };
  return run(...onScreen(projectNode(), [file, ...args]), { cwd: root, env });
});
