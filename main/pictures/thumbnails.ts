// Has the host make the small pictures that windows have in sight: one at a time, and only as long as they are.
import { JobError } from '../../workers/jobs/user-error.ts';
import type { FromHost, PictureSource, SentThumbnail, ToHost } from '../../workers/protocol.ts';
import type { PictureRef, ThumbnailMade, ThumbnailRequest } from '../contract/pictures.ts';

export interface ThumbnailsParts {
  readonly send: (message: ToHost) => void;
  /** @param owner id of the window's web contents */
  readonly tell: (owner: number, made: ThumbnailMade) => void;
  /** Where the picture may be: the first that can be shown is. */
  readonly sourcesOf: (owner: number, picture: PictureRef) => Promise<readonly PictureSource[]>;
}

interface Wanted extends ThumbnailRequest {
  readonly owner: number;
}

/** How often one is asked for again when the host is lost under it. */
const MAX_LOSSES = 2;

export class Thumbnails {
  readonly #parts: ThumbnailsParts;
  /** By owner, then by key, in the order in which they are made. */
  readonly #wanted = new Map<number, Map<string, Wanted>>();
  #asked: {
    readonly wanted: Wanted;
    readonly request: number;
    readonly answer: PromiseWithResolvers<SentThumbnail>;
  } | null = null;
  #isRunning = false;
  #nextRequest = 0;

  constructor(parts: ThumbnailsParts) {
    this.#parts = parts;
  }

  /** Takes the place of what this window has asked for before. */
  want(owner: number, requests: readonly ThumbnailRequest[]): void {
    this.#wanted.set(owner, new Map(requests.map((request) => [request.key, { ...request, owner }])));
    if (this.#asked && !this.#isWanted(this.#asked.wanted)) {
      this.#parts.send({ kind: 'cancel-thumbnail', request: this.#asked.request });
      this.#asked.answer.reject(new JobError('CANCELLED'));
    }
    void this.#run();
  }

  /** The window is closed. */
  forget(owner: number): void {
    this.want(owner, []);
    this.#wanted.delete(owner);
  }

  /** Takes the host's answer. */
  settle({ request, thumbnail, error }: Extract<FromHost, { kind: 'thumbnail' }>): void {
    if (this.#asked?.request !== request) return;
    if (thumbnail) this.#asked.answer.resolve(thumbnail);
    else this.#asked.answer.reject(JobError.of(error));
  }

  /** The host is gone; its answer will not come. */
  hostLost(): void {
    this.#asked?.answer.reject(new JobError('HOST_ENDED'));
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let wanted = this.#next(); wanted; wanted = this.#next()) await this.#make(wanted);
    this.#isRunning = false;
  }

  #next(): Wanted | undefined {
    for (const ofOwner of this.#wanted.values()) for (const wanted of ofOwner.values()) return wanted;
    return undefined;
  }

  #isWanted({ owner, key }: Wanted): boolean {
    return this.#wanted.get(owner)?.has(key) === true;
  }

  /** Never rejects. */
  async #make(wanted: Wanted): Promise<void> {
    const { owner, key, picture } = wanted;
    const sources = await this.#parts.sourcesOf(owner, picture).catch(() => []);
    let made: SentThumbnail | undefined;
    for (const source of sources) {
      made ??= await this.#ask(wanted, source);
    }
    if (!this.#isWanted(wanted)) return;
    this.#wanted.get(owner)?.delete(key);
    this.#parts.tell(owner, { key, thumbnail: made ? { ...made, data: bytesOf(made.data) } : null });
  }

  /** Undefined when there is none, or nobody wants it any more. */
  async #ask(wanted: Wanted, source: PictureSource, losses = 0): Promise<SentThumbnail | undefined> {
    if (!this.#isWanted(wanted)) return undefined;
    const request = this.#nextRequest++;
    const answer = Promise.withResolvers<SentThumbnail>();
    this.#asked = { wanted, request, answer };
    this.#parts.send({ kind: 'thumbnail', request, source, edge: wanted.edge });
    try {
      return await answer.promise;
    } catch (error) {
      const isLost = error instanceof JobError && error.code === 'HOST_ENDED';
      return isLost && losses < MAX_LOSSES ? this.#ask(wanted, source, losses + 1) : undefined;
    } finally {
      if (this.#asked?.request === request) this.#asked = null;
    }
  }
}

/** Not a part of a larger buffer: all of what is sent to a window is copied. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
