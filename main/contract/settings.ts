// What the user sets once and for all jobs, as the window sees it.
import type { Language } from '../../workers/messages/languages.ts';
import type { UserError } from './result.ts';

/** More workers than this are of no use to anybody and cost memory. */
export const MAX_WORKERS = 64;
export const MAX_SIDE_BY_SIDE = 8;

export interface Settings {
  /** Tasks at the same time; null: one per core. */
  readonly workers: number | null;
  /** What the workers are. */
  readonly executor: 'threads' | 'processes';
  /** Of jobs, compared with other programs. */
  readonly priority: 'low' | 'normal';
  /** Jobs that run at the same time; they share the workers. */
  readonly sideBySide: number;
  /** Whether a drop starts at once. Otherwise the window shows the review and waits for Start. */
  readonly startAtOnce: boolean;
  readonly theme: 'system' | 'light' | 'dark';
  readonly language: 'system' | Language;
  /** Name of the folder for results when the options name none; null: the originals' folder. */
  readonly outputFolder: string | null;
  /** What to do if the file exists, unless the options say it. */
  readonly collision: 'rename' | 'skip' | 'overwrite';
  /** What happens when the queue is done. Not kept over restarts: nobody expects it a week later. */
  readonly whenDone: 'nothing' | 'quit' | 'sleep' | 'shut-down';
}

/** Of a fresh profile. */
export const defaultSettings: Settings = {
  workers: null,
  executor: 'threads',
  priority: 'low',
  sideBySide: 2,
  startAtOnce: true,
  theme: 'system',
  language: 'system',
  outputFolder: null,
  collision: 'rename',
  whenDone: 'nothing',
};

/** What to change. The folder is named by the id of a PathRef. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined };

export interface SettingsAnswer {
  readonly settings: Settings;
  /** Why some of them are the defaults although the user had chosen others: the file was damaged. */
  readonly problem: UserError | null;
}
