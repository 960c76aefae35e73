// What the user sets once and for all jobs, as the window sees it.
import type { Language } from '../../workers/messages/languages.ts';
import type { UserError } from './result.ts';

export interface Settings {
  /** Tasks at the same time; null: one per core. */
  readonly workers: number | null;
  /** What the workers are. */
  readonly executor: 'threads' | 'processes';
  /** Of the work, against other programs. */
  readonly priority: 'low' | 'normal';
  /** Jobs that run at the same time; they share the workers. */
  readonly sideBySide: number;
  /** Whether a drop starts at once, or shows its plan and waits for a press. */
  readonly startAtOnce: boolean;
  readonly theme: 'system' | 'light' | 'dark';
  readonly language: 'system' | Language;
  /** Name of the folder where outputs go when the options name none; null: next to the original. */
  readonly outputFolder: string | null;
  /** What is done about a taken name when the options do not say. */
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
  /** Why some of them are the defaults although others were chosen: their file was damaged. */
  readonly problem: UserError | null;
}
