// How much of a busy machine the host takes (docs/adr/0015-host-gives-way.md).
import { existsSync, writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';

/** Low: it gives way to the window while somebody uses that. Normal: never. */
export type Priority = 'low' | 'normal';

/** Whether Linux schedules by session first. Then a process's niceness holds within its session only. */
export const HAS_GROUPS = process.platform === 'linux' && existsSync('/proc/self/autogroup');

/** Of a host with low priority. Windows knows classes only: what is less than 10 is normal there, what is more runs when all else rests. */
const LOW_NICENESS = process.platform === 'win32' ? constants.priority.PRIORITY_BELOW_NORMAL : 5;

/** Of the host's session among the others: beside a busy one it gets a tenth of what that gets. */
const GROUP_NICENESS_IN_USE = 10;
const GROUP_NICENESS_AT_REST = 0;

/** The window counts as in use for so long after the last input. */
const IN_USE_MS = 3_000;

/** Linux lets a session change its niceness ten times a second; who is too soon tries again. */
const RETRY_MS = 200;

/** The priority of one host process. */
export class HostPriority {
  readonly #pid: number;
  readonly #priority: Priority;
  readonly #log: (line: string) => void;
  readonly #inUseMs: number;
  #groupNiceness = GROUP_NICENESS_AT_REST;
  /** On the clock of `performance.now`. */
  #lastUse = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** @param inUseMs see `IN_USE_MS` */
  constructor(pid: number, priority: Priority, log: (line: string) => void, inUseMs = IN_USE_MS) {
    this.#pid = pid;
    this.#priority = priority;
    this.#log = log;
    this.#inUseMs = inUseMs;
    try {
      // Normal is not what Chromium took for main, where it was allowed to.
      if (priority === 'normal') setPriority(pid, Math.max(getPriority(pid), constants.priority.PRIORITY_NORMAL));
      else setPriority(pid, LOW_NICENESS);
    } catch (error) {
      log(`host: its priority could not be set: ${String(error)}`);
    }
  }

  /** Somebody uses the window: the host gives way for a while. Cheap, as it is called for each movement of the mouse. */
  windowUsed(): void {
    if (this.#priority === 'normal' || !HAS_GROUPS) return;
    this.#lastUse = performance.now();
    if (this.#timer === undefined) this.#follow();
  }

  /** The process is gone. */
  close(): void {
    clearTimeout(this.#timer);
  }

  /** Sets the session's niceness to what it should be, and looks again when that may change. */
  #follow(): void {
    const left = this.#lastUse + this.#inUseMs - performance.now();
    const isDone = this.#setGroup(left > 0 ? GROUP_NICENESS_IN_USE : GROUP_NICENESS_AT_REST);
    this.#timer = undefined;
    if (isDone && left <= 0) return;
    this.#timer = setTimeout(() => this.#follow(), isDone ? left : RETRY_MS);
    this.#timer.unref?.();
  }

  /** @returns false when it was too soon */
  #setGroup(niceness: number): boolean {
    if (niceness === this.#groupNiceness) return true;
    try {
      writeFileSync(`/proc/${this.#pid}/autogroup`, String(niceness));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') return false;
      if (code !== 'ENOENT' && code !== 'ESRCH')
        this.#log(`host: its session's priority could not be set: ${String(error)}`);
    }
    this.#groupNiceness = niceness;
    return true;
  }
}
