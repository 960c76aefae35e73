// Notices when the host no longer answers, or uses too much memory. It asks; any message of the host is a sign of life.

import { availableMemory } from '../../workers/available-memory.ts';
import { message } from '../../workers/jobs/user-error.ts';
import type { Message } from '../../workers/messages/message.ts';

export interface WatchBounds {
  /** Milliseconds between two questions. */
  readonly interval: number;
  /** The host may be silent for so long, in milliseconds. */
  readonly patience: number;
  /** Bytes of memory that the host may use, with its processes. */
  readonly mostMemory: number;
}

/** What the host says of itself when asked. */
export interface Beat {
  /** Bytes. */
  readonly memory: number;
}

export interface WatchParts {
  readonly bounds: WatchBounds;
  readonly ask: () => void;
  /** Called once, with the reason. */
  readonly onTrouble: (why: Message) => void;
  /** Milliseconds of a clock that runs on while this process stands still. @default performance.now */
  readonly now?: () => number;
}

/**
 * Half a minute is far more than the host ever works without a turn of its event loop, also below the priority of
 * everything else on a busy machine. Three quarters of the memory are more than all pictures at work may take together.
 */
export function usualBounds(): WatchBounds {
  return { interval: 1_000, patience: 30_000, mostMemory: Math.max(availableMemory() * 0.75, 2 ** 30) };
}

export class HostWatch {
  readonly #parts: WatchParts;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #lastTick = 0;
  /** Questions asked since the host last said something. */
  #unanswered = 0;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => performance.now());
  }

  /** Begins to watch, until `stop`. */
  start(): void {
    if (this.#timer) return;
    this.#unanswered = 0;
    this.#lastTick = this.#now();
    this.#timer = setInterval(() => this.tick(), this.#parts.bounds.interval);
    this.#timer.unref?.();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The host said something. */
  heard(): void {
    this.#unanswered = 0;
  }

  /** Takes the host's answer. */
  beat({ memory }: Beat): void {
    const { mostMemory } = this.#parts.bounds;
    if (memory > mostMemory) this.#trouble(message('HOST_TOO_LARGE', { memory }));
  }

  /**
   * Counts questions and not time: while the whole app stands still (a laptop asleep, SIGSTOP) none is asked, and a
   * question that comes late gives the host its whole patience again.
   */
  tick(): void {
    const { interval, patience } = this.#parts.bounds;
    const now = this.#now();
    const late = now - this.#lastTick > interval * 3;
    this.#lastTick = now;
    if (late) this.#unanswered = 0;
    if (this.#unanswered * interval >= patience) {
      this.#trouble(message('HOST_SILENT', { seconds: Math.round(patience / 1000) }));
      return;
    }
    this.#unanswered++;
    this.#parts.ask();
  }

  #trouble(why: Message): void {
    if (!this.#timer) return;
    this.stop();
    this.#parts.onTrouble(why);
  }
}
