// Builds the package @dropmill/futures: JavaScript, source maps and types.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { runStep } from '../lib/child.mjs';
import { projectNode, root } from '../lib/project.mjs';
import { SetupError } from '../lib/say.mjs';
import { toolPath } from '../lib/steps/steps.mjs';

/** The folder of the package's sources. */
export const source = join(root, 'workers', 'executor');

/**
 * What is built. Files of one group share what both need, so that an error of the one is an instance of the other's class; each of
 * the others stands alone, so that bundlers can copy the workers' entries as they are.
 */
const GROUPS = [
  { 'index.js': 'index.ts', 'queue.js': 'queue.ts', 'futures-worker.js': 'queue/bin/futures-worker.ts' },
  { 'task.js': 'task.ts' },
  { 'thread-worker.mjs': 'links/thread-worker.ts' },
  { 'process-worker.mjs': 'links/process-worker.ts' },
];

/**
 * Builds into `folder`, which is emptied.
 * @param {string} folder
 */
export async function buildFutures(folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const group of GROUPS) await buildGroup(group, folder);
  await buildTypes(folder);
}

/**
 * @param {Readonly<Record<string, string>>} group the entries by the files that are made of them
 * @param {string} outDir
 */
async function buildGroup(group, outDir) {
  const entries = Object.entries(group).map(([file, entry]) => /** @type {const} */ ([file, join(source, entry)]));
  const paths = new Set(entries.map(([, entry]) => entry));
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
        input: Object.fromEntries(entries),
        // Optional, and installed by those who use the queue.
        external: ['bullmq', 'ioredis'],
        treeshake: { moduleSideEffects: (id) => paths.has(id) },
        output: {
          format: 'es',
          entryFileNames: '[name]',
          chunkFileNames: '[name].js',
          ...(entries.length === 1 && { codeSplitting: false }),
          comments: { jsdoc: false },
        },
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
