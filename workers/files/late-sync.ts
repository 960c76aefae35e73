// Makes many finished files last through a power cut, off the path of those who write them.
import type { OpenFile } from './file-calls.ts';

/** Files that are gathered, and held open, before they are synced. */
const GATHER = 32;
/** Syncs at a time while others work, who need libuv's threads, too; and when nobody does. */
const LANES = { between: 2, last: 8 };

export class LateSync {
  #gathered: OpenFile[] = [];
  #syncing: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;

  /** Takes over an open file. Waits only where the disk is slower than whoever writes. */
  async add(file: OpenFile): Promise<void> {
    this.#gathered.push(file);
    if (this.#gathered.length < GATHER) return;
    const before = this.#syncing;
    this.#start(LANES.between);
    await before;
  }

  /** @throws the system's error when a file could not be synced: then the disk may hold less than it said */
  async finish(): Promise<void> {
    this.#start(LANES.last);
    await this.#syncing;
    if (this.#failure) throw this.#failure.error;
  }

  /** Closes what was gathered and leaves the rest to the system. */
  async abandon(): Promise<void> {
    const files = this.#gathered.splice(0);
    await Promise.all(files.map((file) => file.close().catch(() => {})));
  }

  #start(lanes: number): void {
    const files = this.#gathered.splice(0);
    const lane = async () => {
      for (let file = files.pop(); file; file = files.pop()) await this.#sync(file);
    };
    this.#syncing = this.#syncing.then(async () => {
      await Promise.all(Array.from({ length: lanes }, lane));
    });
  }

  async #sync(file: OpenFile): Promise<void> {
    try {
      await file.sync();
    } catch (error) {
      this.#failure ??= { error };
    } finally {
      await file.close().catch(() => {});
    }
  }
}
