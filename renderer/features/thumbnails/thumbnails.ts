// Tells main which small pictures are in sight, and keeps what has come.
import { MAX_THUMBNAILS_PER_REQUEST } from '../../../main/contract/limits.ts';
import type { PictureRef, ThumbnailMade, ThumbnailRequest } from '../../../main/contract/pictures.ts';
import { api } from '../../bridge.ts';
import { type Shown, ThumbnailCache } from './thumbnail-cache.ts';

/** Of all pictures that are kept. */
const MAX_BYTES = 64e6;

/** While one scrolls, what comes into sight is asked for so often, in milliseconds. */
const INTERVAL_MS = 80;

interface Wanted {
  readonly picture: PictureRef;
  readonly edge: number;
  readonly version: string;
  readonly listeners: Set<() => void>;
}

class Thumbnails {
  readonly #cache = new ThumbnailCache(MAX_BYTES);
  readonly #wanted = new Map<string, Wanted>();
  /** What main has been asked for and has not answered: keys, with the version that was wanted at that time. */
  #asked: ReadonlyMap<string, string> = new Map();
  #timer: number | undefined;
  #isListening = false;

  /** Undefined while it is on its way. */
  get(key: string): Shown | undefined {
    return this.#cache.get(key);
  }

  /** Somebody has it in sight. Returns what ends that. */
  want(key: string, { picture, edge, version }: Omit<Wanted, 'listeners'>, listener: () => void): () => void {
    const listeners = this.#wanted.get(key)?.listeners ?? new Set();
    this.#wanted.set(key, { picture, edge, version, listeners });
    listeners.add(listener);
    this.#cache.touch(key);
    if (this.#isMissing(key, version)) this.#later();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.#wanted.get(key)?.listeners !== listeners) return;
      this.#wanted.delete(key);
      if (this.#asked.has(key)) this.#later();
    };
  }

  #isMissing(key: string, version: string): boolean {
    const known = this.#cache.get(key);
    return known === undefined || (known.picture === null && known.version !== version);
  }

  #later(): void {
    this.#timer ??= window.setTimeout(() => this.#ask(), INTERVAL_MS);
  }

  #ask(): void {
    this.#timer = undefined;
    if (!this.#isListening) api().onThumbnail((made) => this.#take(made));
    this.#isListening = true;
    const requests: ThumbnailRequest[] = [];
    for (const [key, { picture, edge, version }] of this.#wanted) {
      if (requests.length < MAX_THUMBNAILS_PER_REQUEST && this.#isMissing(key, version))
        requests.push({ key, picture, edge });
    }
    if (requests.length === this.#asked.size && requests.every(({ key }) => this.#asked.has(key))) return;
    // Main goes on with what it has begun: an answer is about the version that was asked for first.
    this.#asked = new Map(
      requests.map(({ key }) => [key, this.#asked.get(key) ?? this.#wanted.get(key)?.version ?? '']),
    );
    void api().wantThumbnails(requests);
  }

  #take({ key, thumbnail }: ThumbnailMade): void {
    const wanted = this.#wanted.get(key);
    const version = this.#asked.get(key) ?? wanted?.version ?? '';
    this.#asked = new Map([...this.#asked].filter(([one]) => one !== key));
    const picture = thumbnail && new Blob([thumbnail.data], { type: thumbnail.mime });
    const shown = { picture, alpha: thumbnail?.alpha === true, version };
    this.#cache.put(key, shown, (one) => this.#wanted.has(one));
    for (const listener of wanted?.listeners ?? []) listener();
    if (wanted && this.#isMissing(key, wanted.version)) this.#later();
  }
}

export const thumbnails = new Thumbnails();
