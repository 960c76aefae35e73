// Small pictures by their keys, without those that were not used for the longest time. Pure, but for the URLs that it is given and gives back.

export interface Shown {
  /** A blob URL; null when there is no picture. */
  readonly url: string | null;
  readonly alpha: boolean;
  /** Of what it was asked for: a picture that was not there is asked for again when this has changed. */
  readonly version: string;
}

interface Entry {
  readonly shown: Shown;
  readonly bytes: number;
}

/** What a blob and its URL take besides their bytes. */
const OVERHEAD_BYTES = 1_024;

export class ThumbnailCache {
  readonly #limit: number;
  readonly #revoke: (url: string) => void;
  /** The longest unused first. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  /** @param limit bytes that are kept; what is in sight is kept all the same */
  constructor(limit: number, revoke: (url: string) => void) {
    this.#limit = limit;
    this.#revoke = revoke;
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
  put(key: string, shown: Shown, dataBytes: number, isInSight: (key: string) => boolean): void {
    this.#drop(key);
    const bytes = dataBytes + OVERHEAD_BYTES;
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
    if (entry.shown.url !== null) this.#revoke(entry.shown.url);
  }
}
