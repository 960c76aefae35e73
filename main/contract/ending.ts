// How the app ends: the question that is asked when the user quits while jobs are running, and what follows the end of the queue.
import type { UserError } from './result.ts';
import type { Settings } from './settings.ts';

/** What the user answers to that question. */
export type LeaveChoice =
  /** Quit when all is done; the window stays. */
  | 'finish'
  /** The same without the window. */
  | 'background'
  /** Quit, and continue at the next start. */
  | 'later'
  /** Cancel all jobs and quit. */
  | 'cancel'
  /** Do not quit. Also takes back `finish`. */
  | 'stay';

export interface EndState {
  /** The user wants to quit while jobs are running, and has not answered yet. */
  readonly asking: boolean;
  /** The app quits when the queue is done. */
  readonly leaving: 'finish' | 'background' | null;
  /** Files that are being replaced or put back: the app quits as soon as each has its name. */
  readonly finishing: number;
  /** The queue is done, and this happens next unless it is cancelled. */
  readonly countdown: Countdown | null;
  /** Why it did not happen the last time. */
  readonly problem: UserError | null;
  /** Why the history cannot be written now: it would be lost if the app ended. */
  readonly unsaved: UserError | null;
}

/** How long the user has to cancel what follows the end of the queue. */
export const COUNTDOWN_MS = 30_000;

export interface Countdown {
  readonly action: Exclude<Settings['whenDone'], 'nothing'>;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}
