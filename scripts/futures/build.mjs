// Builds the package @dropmill/futures: JavaScript, source maps and types.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { runStep } from '../lib/child.mjs';
import { projectNode, root } from '../lib/project.mjs';
import { SetupError } from '../lib/say.mjs';
import { toolPath } from '../lib/steps.mjs';

/** The folder of the package's sources. */
export const source = join(root, 'workers', 'executor');

/** What is built. Each file stands alone, so that bundlers can copy the workers' entries as they are. */
const FILES = [
  { entry: 'index.ts', file: 'index.js' },
  { entry: 'task.ts', file: 'task.js' },
  { entry: 'links/thread-worker.ts', file: 'thread-worker.mjs' },
  { entry: 'links/process-worker.ts', file: 'process-worker.mjs' },
];

/**
 * Builds into `folder`, which is emptied.
 * @param {string} folder
 */
export async function buildFutures(folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const { entry, file } of FILES) await buildFile(join(source, entry), folder, file);
  await buildTypes(folder);
}

/**
 * @param {string} entry
 * @param {string} outDir
 * @param {string} file
 */
async function buildFile(entry, outDir, file) {
  await build({
    configFile: false,
    root: source,
    logLevel: 'warn',
    // The sources look for their entries as sources.
    resolve: {
      alias: [{ find: /^\.\/entry-urls\.ts$/, replacement: join(source, 'links', 'packaged-entry-urls.ts') }],
    },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input: entry,
        treeshake: { moduleSideEffects: (id) => id === entry },
        output: { format: 'es', entryFileNames: file, codeSplitting: false, comments: { jsdoc: false } },
      },
    },
  });
}

/** @param {string} folder */
async function buildTypes(folder) {
  const args = [toolPath('tsc'), '-p', join(root, 'scripts', 'futures', 'tsconfig.types.json'), '--outDir', folder];
  const status = await runStep(projectNode(), args, { cwd: root, stdout: 'stderr' });
  if (status !== 0)
    throw new SetupError('BUILD_FAILED', `The types could not be built: tsc ended with status ${status}.`);
  // Declarations name each other as sources, which only a compiler that allows it would find.
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(from '|import\(')(\.{1,2}\/[^']+)\.ts'/g, "$1$2.js'"));
  }
}
