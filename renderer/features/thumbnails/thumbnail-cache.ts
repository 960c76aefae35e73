// Small pictures by their keys, without those that were not used for the longest time. Pure.

export interface Shown {
  /** Encoded; null when there is no picture. Chromium keeps the bytes of a blob outside the window's process. */
  readonly picture: Blob | null;
  readonly alpha: boolean;
  /** Of what it was asked for: a picture that was not there is asked for again when this has changed. */
  readonly version: string;
}

interface Entry {
  readonly shown: Shown;
  readonly bytes: number;
}

/** What a blob takes besides its bytes. */
const OVERHEAD_BYTES = 1_024;

export class ThumbnailCache {
  readonly #limit: number;
  /** The longest unused first. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  /** @param limit bytes that are kept; what is in sight is kept all the same */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Shown | undefined {
    return this.#entries.get(key)?.shown;
  }

  /** It is in use now. */
  touch(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }

  /** @param isInSight keeps an entry from being let go */
  put(key: string, shown: Shown, isInSight: (key: string) => boolean): void {
    this.#drop(key);
    const bytes = (shown.picture?.size ?? 0) + OVERHEAD_BYTES;
    this.#entries.set(key, { shown, bytes });
    this.#bytes += bytes;
    for (const old of this.#entries.keys()) {
      if (this.#bytes <= this.#limit) break;
      if (old !== key && !isInSight(old)) this.#drop(old);
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
