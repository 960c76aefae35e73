// Syncs many finished files to the disk in batches, so that writers need not wait for each sync.
import type { OpenFile } from '../file-calls.ts';

/** How many files are collected, and kept open, before they are synced. */
const GATHER = 64;

/**
 * How many syncs run at a time. File systems write their journal once for all that wait: one by one, 500 small pictures take 4 % longer.
 * Each sync occupies one of libuv's threads, for long on a slow disk, so the pool has these threads in addition to those that others need.
 */
export const MAX_CONCURRENT_SYNCS = 4;

export class SyncBatcher {
  #gathered: OpenFile[] = [];
  #syncing: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  readonly #abandoned = Promise.withResolvers<void>();
  #isAbandoned = false;

  /** Takes over an open file. Waits only if the disk is slower than the writers, and never after `abandon`. */
  async add(file: OpenFile): Promise<void> {
    this.#gathered.push(file);
    if (this.#isAbandoned) return this.abandon();
    if (this.#gathered.length < GATHER) return;
    const before = this.#syncing;
    this.flush();
    await Promise.race([before, this.#abandoned.promise]);
  }

  /** Starts to sync what was collected. */
  flush(): void {
    const files = this.#gathered.splice(0);
    const lane = async () => {
      for (let file = files.pop(); file; file = files.pop()) await this.#sync(file);
    };
    this.#syncing = this.#syncing.then(async () => {
      await Promise.all(Array.from({ length: MAX_CONCURRENT_SYNCS }, lane));
    });
  }

  /** @throws the system's error if a file could not be synced: then the disk may hold less than it reported */
  async finish(): Promise<void> {
    this.flush();
    await this.#syncing;
    if (this.#failure) throw this.#failure.error;
  }

  /** Closes what was collected without syncing it. Does not wait for syncs that are running. */
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
