// One shape over the four pools, as thin as it can be.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { Tinypool } from 'tinypool';
import { build } from 'vite';
import workerpool from 'workerpool';
import { comments, treeshake, workerSplitting } from '../../lib/worker-chunks.mjs';

/** A running task that can be aborted; `settled` settles when its caller knows. */
export interface Abortable {
  readonly started: Promise<unknown>;
  abort(): void;
  readonly settled: Promise<unknown>;
}

export interface Pool {
  empty(): PromiseLike<unknown>;
  bounce(bytes: ArrayBuffer): PromiseLike<ArrayBuffer>;
  /** Runs a task that goes on until it is aborted. */
  run(): Abortable;
  close(): Promise<unknown>;
}

export interface Contestant {
  readonly name: string;
  open(workers: number): Pool;
}

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** As with the libraries in node_modules, what runs is JavaScript: our sources are built as for the app. */
async function buildOurs(): Promise<string> {
  const outDir = file('../../../out/bench-executor');
  const source = (name: string) => file(`../../../workers/executor/${name}.ts`);
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      rollupOptions: {
        preserveEntrySignatures: 'allow-extension',
        treeshake,
        input: {
          index: source('index'),
          'thread-worker': source('links/thread-worker'),
          'process-worker': source('links/process-worker'),
          tasks: file('./tasks.ts'),
        },
        output: {
          comments,
          codeSplitting: workerSplitting(fileURLToPath(new URL('../../..', import.meta.url))),
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  });
  return outDir;
}

/** Ours last. */
export async function contestants(): Promise<Contestant[]> {
  return [piscina, tinypool, workerPool, ...(await ours())];
}

async function ours(): Promise<Contestant[]> {
  const { executors, open } = await ourPools();
  return [
    { name: 'ours', open: (workers) => open(executors.ThreadPoolExecutor, workers) },
    { name: 'ours, no grace', open: (workers) => open(executors.ThreadPoolExecutor, workers, 0) },
  ];
}

/** Our three executors. */
export async function kinds(): Promise<Contestant[]> {
  const { executors, open } = await ourPools();
  const { ThreadPoolExecutor, ProcessPoolExecutor, InlineExecutor } = executors;
  return [
    { name: 'threads', open: (workers) => open(ThreadPoolExecutor, workers) },
    { name: 'processes', open: (workers) => open(ProcessPoolExecutor, workers) },
    { name: 'inline', open: (workers) => open(InlineExecutor, workers) },
  ];
}

async function ourPools() {
  const built = pathToFileURL(`${await buildOurs()}/`);
  const executors: typeof import('../../../workers/executor/index.ts') = await import(new URL('index.js', built).href);
  const tasks = new URL('tasks.js', built);
  const open = (Class: typeof executors.ThreadPoolExecutor, maxWorkers: number, gracePeriod?: number): Pool => {
    const executor = new Class<typeof import('./tasks.ts')>(tasks, { maxWorkers, gracePeriod });
    return {
      empty: () => executor.submit('empty'),
      bounce: (bytes) => executor.with({ transfer: [bytes] }).submit('bounce', bytes),
      run() {
        const future = executor.submit(gracePeriod === 0 ? 'stubborn' : 'heedful');
        const started = new Promise<void>((resolve) => future.onProgress(() => resolve()));
        return { started, abort: () => future.abort(), settled: future.exception().catch(() => {}) };
      },
      close: () => executor.shutdown(),
    };
  };
  return { executors, open };
}

const piscina: Contestant = {
  name: 'piscina',
  open(workers) {
    const pool = new Piscina({ filename: file('./piscina-tasks.mjs'), minThreads: workers, maxThreads: workers });
    return {
      empty: () => pool.run(undefined, { name: 'empty' }),
      bounce: (bytes) => pool.run(bytes, { name: 'bounce', transferList: [bytes] }),
      run: () => bySignal((flag, signal) => pool.run(flag, { name: 'stubborn', signal })),
      close: () => pool.destroy(),
    };
  },
};

const tinypool: Contestant = {
  name: 'tinypool',
  open(workers) {
    const pool = new Tinypool({ filename: file('./tinypool-tasks.mjs'), minThreads: workers, maxThreads: workers });
    return {
      empty: () => pool.run(undefined, { name: 'empty' }),
      bounce: (bytes) => pool.run(bytes, { name: 'bounce', transferList: [bytes] }),
      run: () => bySignal((flag, signal) => pool.run(flag, { name: 'stubborn', signal })),
      close: () => pool.destroy(),
    };
  },
};

const workerPool: Contestant = {
  name: 'workerpool',
  open(workers) {
    const pool = workerpool.pool(file('./workerpool-tasks.mjs'), {
      minWorkers: workers,
      maxWorkers: workers,
      workerType: 'thread',
    });
    return {
      empty: () => pool.exec('empty', []),
      bounce: (bytes) => pool.exec('bounce', [bytes], { transfer: [bytes] }),
      run() {
        const flag = new Int32Array(new SharedArrayBuffer(4));
        const task = pool.exec('stubborn', [flag]);
        return { started: untilSet(flag), abort: () => task.cancel(), settled: Promise.resolve(task).catch(() => {}) };
      },
      close: async () => pool.terminate(true),
    };
  },
};

function bySignal(run: (flag: Int32Array, signal: AbortSignal) => Promise<unknown>): Abortable {
  const controller = new AbortController();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const settled = run(flag, controller.signal).catch(() => {});
  return { started: untilSet(flag), abort: () => controller.abort(), settled };
}

async function untilSet(flag: Int32Array): Promise<void> {
  while (Atomics.load(flag, 0) === 0) await new Promise(setImmediate);
}
