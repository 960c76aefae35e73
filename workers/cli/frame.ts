// The flags that all commands of jobs have in addition to the options of their job type.
import { availableParallelism } from 'node:os';
import { MAX_CONCURRENT_SYNCS } from '../files/output/sync-batcher.ts';
import type { AnyJobType } from '../jobs/job-type.ts';
import { type OptionsOf, type OptionTable, optionTable } from '../options/option-table.ts';
import type { OptionTexts, TextsFor } from '../options/type-texts.ts';
import type { HostSettings } from '../protocol.ts';

export const frameOptions = optionTable({
  /** null means one for each core. */
  workers: { kind: 'number', min: 1, max: 256, nullable: true, default: null },
  executor: {
    kind: 'choice',
    choices: ['threads', 'processes', 'inline', 'queue'],
    default: 'threads',
    flag: { value: 'KIND' },
  },
  /** If empty, the variable REDIS_URL is used. */
  redis: { kind: 'text', default: '', flag: { value: 'URL' } },
  /** Empty for none. */
  preset: { kind: 'text', default: '', flag: { value: 'NAME|FILE' } },
  dryRun: { kind: 'toggle', default: false },
  json: { kind: 'toggle', default: false },
  help: { kind: 'toggle', default: false, flag: { short: 'h' } },
});

export type FrameOptions = OptionsOf<typeof frameOptions>;

export const frameTexts: TextsFor<typeof frameOptions, object, []>['options'] = {
  workers: { title: 'Tasks at the same time', description: 'If not given, one for each core.' },
  executor: {
    title: 'Where the tasks run',
    description: 'If not given, a small job runs in the main thread.',
    choices: {
      threads: 'Threads',
      processes: 'Processes',
      inline: 'The main thread',
      queue: 'Other machines that run "dropmill worker"',
    },
  },
  redis: {
    title: 'The Redis server of the queue, such as redis://localhost',
    description: 'If not given, the variable REDIS_URL. With --executor queue.',
  },
  preset: {
    title: 'A preset: the name of a ready-made one, or a file that was exported in the window',
    description: 'Other options override it.',
  },
  dryRun: { title: 'Show what would be written, without writing anything' },
  json: { title: 'Print one JSON object per line; the last one is the summary' },
  help: { title: 'Show this help' },
};

/** Only for job types whose results can be shown on a web page. */
const markupOptions = optionTable({ markup: { kind: 'toggle', default: false } });

const markupTexts: TextsFor<typeof markupOptions, object, []>['options'] = {
  markup: { title: 'Print <picture> markup for a web page instead of the paths' },
};

export type CommandOptions = FrameOptions & OptionsOf<typeof markupOptions>;

/** Returns these flags for a job's command, with their texts for the help. */
export function frameOf({ markup }: Pick<AnyJobType, 'markup'>): {
  readonly table: OptionTable;
  readonly texts: Readonly<Record<string, OptionTexts>>;
} {
  if (!markup) return { table: frameOptions, texts: frameTexts };
  return { table: { ...markupOptions, ...frameOptions }, texts: { ...markupTexts, ...frameTexts } };
}

/** What `dropmill worker` does, for the help. */
export const WORKER_TEXT = 'Runs tasks for jobs that other computers have started with --executor queue';

export function hostSettings({ workers, executor = 'threads' }: Partial<FrameOptions>): HostSettings {
  // Tasks that do not go through the queue run on threads.
  const settings: HostSettings = {
    workers: workers ?? availableParallelism(),
    executor: executor === 'queue' ? 'threads' : executor,
  };
  // sharp, zlib and fs share libuv's pool, which has four threads unless this is set before its first use. It has fewer threads
  // than in the host, where cancelled pictures may still be running: each thread keeps memory that decoders leave.
  process.env.UV_THREADPOOL_SIZE ??= String(settings.workers * 2 + MAX_CONCURRENT_SYNCS);
  return settings;
}
