// Finds out that Redis has gone.
import type { Redis } from 'ioredis';
import { Timer } from '../../common/timer.ts';
import { isReply } from '../connection.ts';

/** How often Redis is asked whether it is there, as a part of the time that it may be silent. */
const ASKED_EVERY = 1 / 4;

/** Asks Redis again and again whether it is there, until it has not answered for so long. */
export class Silence {
  readonly #redis: Redis;
  readonly #ms: number;
  readonly #noticed = Promise.withResolvers<void>();
  #timer: Timer | undefined;
  #isOver = false;

  /** @param ms milliseconds */
  constructor(redis: Redis, ms: number) {
    this.#redis = redis;
    this.#ms = ms;
    this.#ask();
  }

  /** Resolves when Redis was silent for that time, unless it was stopped before. */
  get noticed(): Promise<void> {
    return this.#noticed.promise;
  }

  stop(): void {
    this.#isOver = true;
    this.#timer?.stop();
  }

  #ask(): void {
    this.#timer = new Timer(this.#ms, this.#noticed.resolve);
    this.#redis.ping().then(
      () => this.#onAnswer(),
      (error) => isReply(error) && this.#onAnswer(),
    );
  }

  #onAnswer(): void {
    if (this.#isOver) return;
    this.#timer?.stop();
    this.#timer = new Timer(this.#ms * ASKED_EVERY, () => this.#ask());
  }
}
