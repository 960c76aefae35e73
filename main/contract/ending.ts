// How the app comes to its end: the question on leaving with work under way, and what follows the end of the queue.
import type { UserError } from './result.ts';
import type { Settings } from './settings.ts';

/** What the user answers when asked about leaving. */
export type LeaveChoice =
  /** Quit when all is done; the window stays. */
  | 'finish'
  /** The same without the window. */
  | 'background'
  /** Quit, and go on at the next start. */
  | 'later'
  /** Cancel all jobs and quit. */
  | 'cancel'
  /** Do not quit. Also takes back `finish`. */
  | 'stay';

export interface EndState {
  /** The user wants to leave while work is under way, and has not said what becomes of it. */
  readonly asking: boolean;
  /** The app quits when the queue is done. */
  readonly leaving: 'finish' | 'background' | null;
  /** Files that are being replaced or put back: the app quits as soon as each has its name. */
  readonly finishing: number;
  /** The queue is done, and this happens next unless it is called off. */
  readonly countdown: Countdown | null;
  /** Why the last such thing did not happen. */
  readonly problem: UserError | null;
  /** Why the history would be forgotten with the app: it cannot be written now. */
  readonly unsaved: UserError | null;
}

export interface Countdown {
  readonly action: Exclude<Settings['whenDone'], 'nothing'>;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}
