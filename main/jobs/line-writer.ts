// Appends lines to a file. What cannot be written is kept and tried again: a full disk forgets nothing once there is room.
import { type FileHandle, open } from 'node:fs/promises';
import { APPEND_OWN } from '../../workers/files/bounded-read.ts';

/** While the disk refuses, lines are tried again this often, in milliseconds, and with each new line. */
const RETRY_MS = 5_000;
/** Of lines that wait for the disk; the oldest are given up first. */
const MAX_WAITING = 100_000;

/** @param problem undefined when all is written again */
export type OnWriting = (problem: unknown) => void;

export class LineWriter {
  readonly #file: string;
  readonly #onWriting: OnWriting;
  #handle: FileHandle | undefined;
  /** Bytes that are whole lines. */
  #size = 0;
  #waiting: string[] = [];
  #isFailing = false;
  #retry: NodeJS.Timeout | undefined;
  /** The lines, as far as they were handed to the system. */
  #written: Promise<void> = Promise.resolve();
  /** The last sync: it waits for its turn or is under way. */
  #synced: Promise<void> = Promise.resolve();
  #syncWaits = false;

  /** @param onWriting called when writing begins to fail, and when it works again */
  constructor(file: string, onWriting: OnWriting) {
    this.#file = file;
    this.#onWriting = onWriting;
  }

  /** Resolves when the lines are on the disk, or could not be written; it never rejects. */
  append(lines: Iterable<string>): Promise<void> {
    this.#waiting.push(...lines);
    this.#waiting.splice(0, Math.max(0, this.#waiting.length - MAX_WAITING));
    this.#write();
    return this.#sync();
  }

  /** Somebody else has found that the file cannot be written. */
  fail(problem: unknown): void {
    this.#retry ??= setTimeout(() => this.#write(), RETRY_MS).unref();
    if (this.#isFailing) return;
    this.#isFailing = true;
    this.#onWriting(problem);
  }

  async close(): Promise<void> {
    clearTimeout(this.#retry);
    await this.#synced;
    await this.#release();
  }

  #write(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#written = this.#written.then(() => this.#writeWaiting()).catch((problem) => this.fail(problem));
  }

  async #writeWaiting(): Promise<void> {
    const lines = this.#waiting;
    if (lines.length === 0 && !this.#isFailing) return;
    const handle = await this.#opened();
    const text = lines.join('');
    this.#waiting = [];
    try {
      await handle.appendFile(text);
    } catch (error) {
      this.#waiting = [...lines, ...this.#waiting];
      await this.#takeBack(handle);
      throw error;
    }
    this.#size += Buffer.byteLength(text);
    if (!this.#isFailing) return;
    await handle.datasync();
    this.#isFailing = false;
    this.#onWriting(undefined);
  }

  async #opened(): Promise<FileHandle> {
    if (this.#handle) return this.#handle;
    const handle = await open(this.#file, APPEND_OWN, 0o600);
    this.#size = (await handle.stat()).size;
    this.#handle = handle;
    return handle;
  }

  /** A part of a line that the disk took. The file may be another one by the next try, too. */
  async #takeBack(handle: FileHandle): Promise<void> {
    await handle.truncate(this.#size).catch(() => {});
    await this.#release();
  }

  async #release(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close().catch(() => {});
  }

  /**
   * A line does not wait for the disk to have the one before it: with the system it outlives this process already.
   * Syncs are for a power cut, and one does for all lines that were appended before it began.
   */
  #sync(): Promise<void> {
    if (this.#syncWaits) return this.#synced;
    this.#syncWaits = true;
    const sync = async () => {
      this.#syncWaits = false;
      await this.#written;
      await this.#handle?.datasync();
    };
    this.#synced = this.#synced.then(sync).catch((problem) => this.fail(problem));
    return this.#synced;
  }
}
