// What every command of the command line has beside its own options.
import { availableParallelism } from 'node:os';
import { MAX_CONCURRENT_SYNCS } from '../files/output/sync-batcher.ts';
import type { AnyJobType } from '../jobs/job-type.ts';
import { type OptionsOf, type OptionTable, optionTable } from '../options/option-table.ts';
import type { OptionTexts, TextsFor } from '../options/type-texts.ts';
import type { HostSettings } from '../protocol.ts';

export const frameOptions = optionTable({
  /** null for one for each core. */
  workers: { kind: 'number', min: 1, max: 256, nullable: true, default: null },
  executor: {
    kind: 'choice',
    choices: ['threads', 'processes', 'inline', 'queue'],
    default: 'threads',
    flag: { value: 'KIND' },
  },
  /** Empty for what REDIS_URL says. */
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
    title: 'What the tasks run on',
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
    title: 'A set of options: a ready-made one, or a file that the window exported',
    description: 'Other options change it.',
  },
  dryRun: { title: 'Show what would be written, and write nothing' },
  json: { title: 'Print one JSON object per line; the last one is the summary' },
  help: { title: 'Show this help' },
};

/** Of job types whose results can stand on a page. */
const markupOptions = optionTable({ markup: { kind: 'toggle', default: false } });

const markupTexts: TextsFor<typeof markupOptions, object, []>['options'] = {
  markup: { title: 'Print <picture> markup for a web page instead of the paths' },
};

export type CommandOptions = FrameOptions & OptionsOf<typeof markupOptions>;

/** What a job's command has beside the job's own options, and the texts of the help. */
export function frameOf({ markup }: Pick<AnyJobType, 'markup'>): {
  readonly table: OptionTable;
  readonly texts: Readonly<Record<string, OptionTexts>>;
} {
  if (!markup) return { table: frameOptions, texts: frameTexts };
  return { table: { ...markupOptions, ...frameOptions }, texts: { ...markupTexts, ...frameTexts } };
}

/** What `dropmill worker` is for. */
export const WORKER_TEXT = 'Runs tasks of jobs that other computers have started with --executor queue';

export function hostSettings({ workers, executor = 'threads' }: Partial<FrameOptions>): HostSettings {
  // What does not go through the queue runs on threads.
  const settings: HostSettings = {
    workers: workers ?? availableParallelism(),
    executor: executor === 'queue' ? 'threads' : executor,
  };
  // sharp, zlib and fs queue in libuv's pool, which has four threads unless told otherwise before its first use. Not as
  // many as in the host, where pictures that were given up may go on: each keeps what decoders leave in its memory.
  process.env.UV_THREADPOOL_SIZE ??= String(settings.workers * 2 + MAX_CONCURRENT_SYNCS);
  return settings;
}
