// What is kept of watched folders over restarts: which there are, and which files in each have become jobs.
import { mkdir, rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { readBounded } from '../../workers/files/bounded-read.ts';
import { writeWhole } from '../write-whole.ts';
import type { Snapshot } from './folder-watch.ts';

/** A few folders with their options. */
const MAX_LIST_BYTES = 1_000_000;
/** Names and times of what lies in a folder; a million files have about 60 MB. */
const MAX_HANDLED_BYTES = 100_000_000;

const watchSchema = z.strictObject({
  id: z.uuid(),
  type: z.string().max(64),
  folder: z.string().refine(isAbsolute),
  options: z.record(z.string(), z.unknown()),
  on: z.boolean(),
});
const handledSchema = z.record(z.string(), z.string());

export type KeptWatch = z.infer<typeof watchSchema>;

export class WatchStore {
  readonly #folder: string;
  readonly #onError: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();

  /** @param folder of its own in the user-data folder */
  constructor(folder: string, onError: (error: unknown) => void) {
    this.#folder = folder;
    this.#onError = onError;
  }

  /** What cannot be read is none: nothing is watched that was not chosen. */
  watches(): KeptWatch[] {
    return this.#read('folders.json', MAX_LIST_BYTES, z.array(watchSchema).max(100)) ?? [];
  }

  handled(id: string): Map<string, Snapshot> {
    return new Map(Object.entries(this.#read(`${id}.json`, MAX_HANDLED_BYTES, handledSchema) ?? {}));
  }

  keepWatches(watches: readonly KeptWatch[]): Promise<void> {
    return this.#write('folders.json', watches);
  }

  keepHandled(id: string, handled: ReadonlyMap<string, Snapshot>): Promise<void> {
    return this.#write(`${id}.json`, Object.fromEntries(handled));
  }

  forget(id: string): Promise<void> {
    return this.#next(() => rm(join(this.#folder, `${id}.json`), { force: true }));
  }

  /** Resolves when what was to be kept is written. */
  settled(): Promise<void> {
    return this.#last;
  }

  #read<T>(name: string, maxBytes: number, schema: z.ZodType<T>): T | undefined {
    try {
      const content = readBounded(join(this.#folder, name), maxBytes);
      return content && schema.parse(JSON.parse(content.toString('utf8')));
    } catch (error) {
      this.#onError(error);
      return undefined;
    }
  }

  #write(name: string, content: unknown): Promise<void> {
    return this.#next(async () => {
      await mkdir(this.#folder, { recursive: true });
      await writeWhole(join(this.#folder, name), JSON.stringify(content));
    });
  }

  #next(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work).catch(this.#onError);
    return this.#last;
  }
}
