// Builds every part into out/: the renderer, Electron's main and preload, and the plain Node entries.
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { pureTests } from './scripts/lib/steps/pure-tests.mjs';
import { comments, treeshake, workerSplitting } from './scripts/lib/worker-chunks.mjs';

const root = import.meta.dirname;
const out = resolve(root, 'out');

/** What is not bundled. sharp is, as its 60 files take a worker 30 ms longer; it finds its native part in node_modules. */
const external = ['electron', /^node:/];

/** Main knows job types by their definitions; what runs them is loaded by the host alone. */
const hostOnly = /\/(driver|tasks|job-plan)\.ts$/;

/** Main loads these texts of all languages when it starts: as one file, for each of many takes its time to be opened. */
const mainTexts = /\/workers\/(messages\/\w+\/main|jobs\/\w+\/texts\/\w+)\.ts$/;

/**
 * A Node environment. All its files lie flat in out/, so that `new URL('./x.js', import.meta.url)` finds an entry
 * from any chunk.
 */
function nodeEnvironment(name: string, entries: Record<string, string>, format: 'es' | 'cjs', target: string) {
  return {
    consumer: 'server' as const,
    resolve: { noExternal: true as const, external: ['electron'] },
    build: {
      outDir: out,
      emptyOutDir: false,
      target,
      minify: false,
      sourcemap: true,
      rollupOptions: {
        ...(name === 'workers' && { preserveEntrySignatures: 'allow-extension' as const }),
        external: name === 'main' ? [...external, hostOnly] : external,
        treeshake,
        input: Object.fromEntries(Object.entries(entries).map(([key, file]) => [key, resolve(root, file)])),
        output: {
          format,
          comments,
          ...(name === 'workers' && { codeSplitting: workerSplitting(root) }),
          ...(name === 'main' && { codeSplitting: { groups: [{ name: 'texts', test: mainTexts }] } }),
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
          chunkFileNames: `${name}-[name]-[hash].${format === 'cjs' ? 'cjs' : 'js'}`,
        },
      },
    },
  };
}

/** What sharp uses of Node when it is installed, and not for pictures, takes each thread ten milliseconds to load. */
const installedSharp = {
  name: 'installed-sharp',
  transform: {
    filter: { id: /[\\/](sharp[\\/]dist[\\/]libvips\.mjs|detect-libc[\\/]lib[\\/]detect-libc\.js)$/ },
    handler(code: string) {
      const whenUsed = code
        .replace(
          /^import \{ (\w+) \} from '(node:crypto|node:child_process)';$/gm,
          "const $1 = (...args) => process.getBuiltinModule('$2').$1(...args);",
        )
        .replace(/^const childProcess = require\('child_process'\);$/m, '')
        .replace(/\bchildProcess\./g, "process.getBuiltinModule('node:child_process').");
      if (whenUsed === code) throw new Error('sharp no longer loads what its installation needs there: look again.');
      // Line by line, so that the source map holds.
      return { code: whenUsed, map: null };
    },
  },
};

/** Names of chunks hold hashes, so that those of earlier builds would stay beside the new ones. */
function removeOldOutput(): void {
  const names = existsSync(out) ? readdirSync(out) : [];
  for (const name of names.filter((one) => /\.c?js(\.map)?$/.test(one))) rmSync(resolve(out, name));
}

/**
 * What runs on Node is loaded by Node itself, which keeps what it has compiled: a third less to do than when each file of tests
 * gets all modules from Vite. Under Wine, Node cannot load them from where they are.
 */
const experimental = process.platform === 'win32' ? {} : { viteModuleRunner: false, nodeLoader: false };

const ON_NODE = '{main,workers,scripts}/**/*.test.ts';
/** A process of its own costs such a file more than its tests do. */
const pure = process.env.VITEST ? pureTests(root, ON_NODE) : [];

export default defineConfig({
  root: resolve(root, 'renderer'),
  base: './',
  // What archiver's layers bring with them is the streams of Node 18, twice: 330 kB to load before the first byte.
  resolve: { alias: [{ find: /^readable-stream$/, replacement: 'node:stream' }] },
  plugins: [react(), installedSharp],
  builder: {
    async buildApp(builder) {
      removeOldOutput();
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
      copyFileSync(resolve(root, 'node_modules/7z-wasm/7zz.wasm'), resolve(out, '7zz.wasm'));
      copyFileSync(resolve(root, 'main/assets/sample.jpg'), resolve(out, 'sample.jpg'));
    },
  },
  environments: {
    client: {
      build: {
        outDir: resolve(out, 'renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        rollupOptions: { input: resolve(root, 'renderer/index.html') },
      },
    },
    main: nodeEnvironment('main', { main: 'main/index.ts' }, 'cjs', 'node20.18'),
    preload: nodeEnvironment('preload', { preload: 'main/preload.ts' }, 'cjs', 'node20.18'),
    workers: nodeEnvironment(
      'workers',
      {
        host: 'workers/host.ts',
        worker: 'workers/worker.ts',
        cli: 'workers/cli.ts',
        'thread-worker': 'workers/executor/links/thread-worker.ts',
        'process-worker': 'workers/executor/links/process-worker.ts',
      },
      'es',
      // The oldest that host and command line run on: they are tested there, as Windows' newest does not run under Wine.
      'node22',
    ),
  },
  test: {
    root,
    projects: [
      { extends: true, test: { name: 'node', include: [ON_NODE], exclude: pure, experimental } },
      { extends: true, test: { name: 'pure', include: pure, isolate: false, experimental } },
      { extends: true, test: { name: 'renderer', include: ['renderer/**/*.test.{ts,tsx}'], isolate: false } },
    ],
    setupFiles: [resolve(root, 'workers/testing/equal-bytes.ts')],
    pool: 'forks',
    // Tests start hundreds of programs and threads on the TypeScript sources: stripping the types and compiling would be most
    // of each start.
    env: { NODE_COMPILE_CACHE: resolve(root, 'node_modules/.cache/compiled') },
    // One more than there are cores: many tests wait for a disk or for a program that starts.
    maxWorkers: availableParallelism() + 1,
    // These end tests that hang. A busy machine may be many times slower than an idle one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000, interval: 20 } },
  },
});
