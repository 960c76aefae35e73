// Tells the windows what changed: whole records, at most 20 times a second; an end does not wait for its turn.
import type { JobsChanged } from '../contract/api.ts';
import { ENDED_STATES, type JobRecord } from '../contract/jobs.ts';

/** Least time between two events, in milliseconds. */
const INTERVAL_MS = 50;

export class JobEvents {
  readonly #send: (changed: JobsChanged) => void;
  readonly #changed = new Map<string, JobRecord>();
  readonly #removed = new Set<string>();
  #revision = 0;
  #timer: NodeJS.Timeout | undefined;
  /** When an end was last sent at once, in milliseconds of the monotonic clock. */
  #sentAtOnce = Number.NEGATIVE_INFINITY;

  constructor(send: (changed: JobsChanged) => void) {
    this.#send = send;
  }

  changed(record: JobRecord): void {
    this.#changed.set(record.id, record);
    this.#revision = Math.max(this.#revision, record.revision);
    if (ENDED_STATES.has(record.state)) this.#atOnce();
    else this.#later();
  }

  removed(id: string, revision: number): void {
    this.#changed.delete(id);
    this.#removed.add(id);
    this.#revision = Math.max(this.#revision, revision);
    this.#later();
  }

  /** Sends what has gathered. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#changed.size + this.#removed.size === 0) return;
    const event = { revision: this.#revision, jobs: [...this.#changed.values()], removed: [...this.#removed] };
    this.#changed.clear();
    this.#removed.clear();
    this.#send(event);
  }

  /** Many small jobs may end within a moment; then they are sent together. */
  #atOnce(): void {
    const now = performance.now();
    if (now - this.#sentAtOnce < INTERVAL_MS) {
      this.#later();
      return;
    }
    this.#sentAtOnce = now;
    this.flush();
  }

  #later(): void {
    this.#timer ??= setTimeout(() => this.flush(), INTERVAL_MS);
  }
}
