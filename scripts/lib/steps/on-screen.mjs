// Runs a script that drives the real app, with an Electron and a screen.
import { ensureBuild } from '../app-build.mjs';
import { run } from '../child.mjs';
import { projectNode, root } from '../project.mjs';
import { ensureDependencies } from '../setup/dependencies.mjs';
import { onScreen } from '../setup/screen.mjs';
import { electronForTests, electronVariables } from './steps.mjs';

/**
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit status
 */
export async function runInApp(file, args) {
  await ensureDependencies();
  await ensureBuild();
  const env = { ...process.env, ...electronVariables(await electronForTests()) };
  return run(...onScreen(projectNode(), [file, ...args]), { cwd: root, env });
}
