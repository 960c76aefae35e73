// Estimates speed and time left from what was done in the last seconds.

/** Samples older than this do not count, in milliseconds. Large files and busy machines make no progress for seconds. */
const WINDOW_MS = 15_000;
/** No estimate before this much of the window is filled, in milliseconds. */
const WARM_UP_MS = 500;

/** Estimates a speed from a cumulated count. The clock is passed in, in milliseconds. */
export class SpeedMeter {
  readonly #samples: { time: number; count: number }[] = [];

  /** Records that `count` was reached at `time`; at most one sample per 100 ms is kept. */
  sample(time: number, count: number): void {
    const samples = this.#samples;
    const last = samples.at(-1);
    if (last && time - last.time < 100) last.count = count;
    else samples.push({ time, count });
    while (samples.length > 2 && time - (samples[0]?.time ?? time) > WINDOW_MS) samples.shift();
  }

  /** Call this after a pause: the time since the last sample does not count. */
  restart(time: number, count: number): void {
    this.#samples.length = 0;
    this.sample(time, count);
  }

  /** Units per second, or null while there are too few samples. */
  perSecond(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.time - first.time < WARM_UP_MS) return null;
    return ((last.count - first.count) * 1000) / (last.time - first.time);
  }

  /** Seconds until `remaining` units are done, or null while that is not known. */
  secondsLeft(remaining: number): number | null {
    const speed = this.perSecond();
    return speed === null || speed <= 0 ? null : remaining / speed;
  }
}
