// `npm run bench -- NAME [its arguments]`: runs scripts/bench/NAME.ts by the pinned Node.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './lib/app-build.mjs';
import { run } from './lib/child.mjs';
import { projectNode, root } from './lib/project.mjs';
import { runScript, SetupError } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { onScreen } from './lib/setup/screen.mjs';
import { electronForTests, electronVariables } from './lib/steps/steps.mjs';

const folder = join(root, 'scripts', 'bench');
const [name = '', ...args] = process.argv.slice(2);

/** Benches are the files of the folder itself; those of the window get Electron and a screen. */
function benches() {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return files.map((file) => file.slice(0, -'.ts'.length)).sort();
}

/** What is measured is the packed app of the present sources. */
async function packAnew() {
  const command = [join(root, 'scripts', 'package.mjs'), '--carried-runtime'];
  if ((await run(projectNode(), command, { cwd: root, stdout: 'stderr' })) !== 0) {
    throw new SetupError('NOT_PACKED', 'The app could not be packed.');
  }
}

await runScript(async () => {
  if (!benches().includes(name)) {
    throw new SetupError('NO_BENCH', `There are these benches: ${benches().join(', ')}.`, 'npm run bench -- NAME');
  }
  await ensureDependencies();
  await ensureBuild();
  const file = join(folder, `${name}.ts`);
  if (name === 'start') await packAnew();
  else if (!name.startsWith('ui')) return run(projectNode(), [file, ...args], { cwd: root });
  const env = { ...process.env, ...electronVariables(await electronForTests()) };
  return run(...onScreen(projectNode(), [file, ...args]), { cwd: root, env });
});
