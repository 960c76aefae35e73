// Makes many finished files last through a power cut, off the path of those who write them.
import type { OpenFile } from '../file-calls.ts';

/** Files that are gathered, and held open, before they are synced. */
const GATHER = 64;

/**
 * Syncs at a time, as file systems write their journal once for all who wait: one by one, 500 small pictures take 4 % longer. Each
 * holds one of libuv's threads, and a slow disk holds them all: the pool has these on top of what others need.
 */
export const MAX_CONCURRENT_SYNCS = 4;

export class SyncBatcher {
  #gathered: OpenFile[] = [];
  #syncing: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  readonly #abandoned = Promise.withResolvers<void>();
  #isAbandoned = false;

  /** Takes over an open file. Waits only where the disk is slower than whoever writes, and not once it is abandoned. */
  async add(file: OpenFile): Promise<void> {
    this.#gathered.push(file);
    if (this.#isAbandoned) return this.abandon();
    if (this.#gathered.length < GATHER) return;
    const before = this.#syncing;
    this.flush();
    await Promise.race([before, this.#abandoned.promise]);
  }

  /** Starts to sync what was gathered. */
  flush(): void {
    const files = this.#gathered.splice(0);
    const lane = async () => {
      for (let file = files.pop(); file; file = files.pop()) await this.#sync(file);
    };
    this.#syncing = this.#syncing.then(async () => {
      await Promise.all(Array.from({ length: MAX_CONCURRENT_SYNCS }, lane));
    });
  }

  /** @throws the system's error when a file could not be synced: then the disk may hold less than it said */
  async finish(): Promise<void> {
    this.flush();
    await this.#syncing;
    if (this.#failure) throw this.#failure.error;
  }

  /** Has what was gathered closed, and leaves the rest to the system. Waits for nothing that the disk is at. */
  abandon(): void {
    this.#isAbandoned = true;
    this.#abandoned.resolve();
    for (const file of this.#gathered.splice(0)) file.close().catch(() => {});
  }

  async #sync(file: OpenFile): Promise<void> {
    try {
      if (!this.#isAbandoned) await file.sync();
    } catch (error) {
      this.#failure ??= { error };
    } finally {
      await file.close().catch(() => {});
    }
  }
}
