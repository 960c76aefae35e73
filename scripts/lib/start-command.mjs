// Runs the command line as it was built, and builds it first where sources have changed.
import { join } from 'node:path';
import { ensureBuild } from './app-build.mjs';
import { run } from './child.mjs';
import { projectNode, root } from './project.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';

/**
 * @param {readonly string[]} words
 * @param {string} folder what relative paths are relative to
 * @returns {Promise<number>} the exit status
 */
export async function startCommand(words, folder) {
  await ensureDependencies();
  await ensureBuild();
  return run(projectNode(), [join(root, 'out', 'cli.js'), ...words], { cwd: folder });
}
