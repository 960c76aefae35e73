// Decides what happens to jobs when the user quits, and what follows the end of the queue.
import { toUserError } from '../../workers/jobs/user-error.ts';
import { COUNTDOWN_MS, type Countdown, type EndState, type LeaveChoice } from '../contract/ending.ts';
import type { JobRecord } from '../contract/jobs.ts';
import type { UserError } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import { isAtWork, isEnded } from '../jobs/job-record.ts';

export interface QueueEndParts {
  readonly jobs: () => readonly JobRecord[];
  readonly cancel: (ids: readonly string[]) => void;
  /** Leaves what is open for the next start. */
  readonly suspend: () => void;
  readonly whenDone: () => Settings['whenDone'];
  readonly tell: (state: EndState) => void;
  /** Brings the window to the front, or takes it away while the app goes on. */
  readonly show: () => void;
  readonly hide: () => void;
  /** How many files are between two names now. */
  readonly unsettled: () => number;
  /** Resolves when none is, or it has taken too long. Nothing new begins. */
  readonly settle: () => Promise<void>;
  /** Ends the app without further question. */
  readonly quit: () => void;
  /** Has the system sleep or shut down; rejects with a JobError when it refuses. */
  readonly power: (action: 'sleep' | 'shut-down') => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls `then` after so many milliseconds, unless what it returns is called before. */
  readonly after: (milliseconds: number, then: () => void) => () => void;
}

export class QueueEnd {
  readonly #parts: QueueEndParts;
  #state: EndState = { asking: false, leaving: null, finishing: 0, countdown: null, problem: null, unsaved: null };
  #stopClock: (() => void) | undefined;

  constructor(parts: QueueEndParts) {
    this.#parts = parts;
  }

  get state(): EndState {
    return this.#state;
  }

  /** The history cannot be written, or can be again. */
  saved(unsaved: UserError | null): void {
    this.#set({ unsaved });
  }

  /** The user closes the window or quits. Answers whether that may be; else the question is open. */
  mayLeave(): boolean {
    if (this.#state.finishing > 0) return false;
    if (!this.#parts.jobs().some(isLostByLeaving)) {
      if (this.#parts.unsettled() === 0) return true;
      void this.#leave();
      return false;
    }
    this.#set({ asking: true });
    this.#parts.show();
    return false;
  }

  answer(choice: LeaveChoice): void {
    const leaving = choice === 'finish' || choice === 'background' ? choice : null;
    this.#set({ asking: false, leaving });
    if (choice === 'stay') return;
    if (choice === 'cancel') this.#cancelAll();
    if (choice === 'cancel' || choice === 'later' || !this.#atWork()) void this.#leave();
    else if (choice === 'background') this.#parts.hide();
  }

  /** The user is back, by a second start for example: nothing ends behind their back. */
  back(): void {
    if (this.#state.leaving === 'background') this.#set({ leaving: null });
    this.#parts.show();
  }

  /** Work is under way again, so that no countdown may go on. */
  started(): void {
    if (this.#state.countdown) this.cancel();
  }

  /** Nothing runs or waits any more. @param ended what ended since the last time */
  settled(ended: readonly JobRecord[]): void {
    if (this.#state.asking) this.#set({ asking: false });
    const action = this.#parts.whenDone();
    // One who has cancelled everything sits in front of it.
    const worked = ended.some(({ state }) => state === 'done' || state === 'failed');
    if (action !== 'nothing' && worked) this.#count(action);
    else if (this.#state.leaving) void this.#leave();
  }

  cancel(): void {
    this.#stopClock?.();
    this.#set({ countdown: null, leaving: null });
  }

  /** Does now what the countdown is for. */
  async runNow(): Promise<void> {
    const { countdown } = this.#state;
    if (!countdown) return;
    this.#stopClock?.();
    if (countdown.action === 'quit') return this.#leave();
    const problem = await this.#parts.power(countdown.action).then(() => null, toUserError);
    const { leaving } = this.#state;
    this.#set({ countdown: null, problem });
    // A computer that sleeps or goes down takes the app along; one that was to be left in the background ends it.
    if (leaving && !problem) await this.#leave();
  }

  #count(action: Countdown['action']): void {
    this.#stopClock?.();
    this.#set({ countdown: { action, endsAt: this.#parts.now() + COUNTDOWN_MS }, problem: null });
    this.#stopClock = this.#parts.after(COUNTDOWN_MS, () => void this.runNow());
    this.#parts.show();
  }

  #cancelAll(): void {
    const open = this.#parts.jobs().filter((job) => !isEnded(job.state));
    this.#parts.cancel(open.map((job) => job.id));
  }

  /** What is still open goes on at the next start. */
  async #leave(): Promise<void> {
    this.#parts.suspend();
    const finishing = this.#parts.unsettled();
    if (finishing > 0) {
      this.#set({ finishing });
      this.#parts.show();
      await this.#parts.settle();
    }
    this.#parts.quit();
  }

  #atWork(): boolean {
    return this.#parts.jobs().some(isAtWork);
  }

  #set(change: Partial<EndState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.tell(this.#state);
  }
}

/** What has begun, or is about to, is worth a question. What waits for a later start or was paused before its turn is not. */
function isLostByLeaving({ state, startedAt, held }: JobRecord): boolean {
  if (isEnded(state)) return false;
  return startedAt !== null || (state === 'waiting' && !held);
}
