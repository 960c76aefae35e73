// Writes a container's stream to a file, in which earlier positions can be overwritten.
import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import type { Transform } from 'node:stream';
import { release } from '../../../../scratch.ts';

/** The file is synced each time so many bytes were written, so that the last sync has little to do. */
const SYNC_EVERY = 16 << 20;

export class PositionedSink {
  readonly #container: Transform;
  readonly #handle: FileHandle;
  #position = 0;
  #flushed = 0;
  #synced = 0;
  #syncing: Promise<void> = Promise.resolve();
  /** Settles when the container has ended and everything is written. */
  readonly ended: Promise<void>;
  #failure: unknown;
  #wake = Promise.withResolvers<void>();
  #expected = 0;

  constructor(container: Transform, handle: FileHandle) {
    this.#container = container;
    this.#handle = handle;
    this.ended = this.#run();
    this.ended.catch(() => {});
  }

  /** Takes over `data`. Resolves when more can be written. @throws the system's error of an earlier write */
  async write(data: Buffer): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#expected += data.length;
    if (!this.#container.write(data)) await Promise.race([once(this.#container, 'drain'), this.ended]);
  }

  /** Overwrites what was written at `position`. */
  async patch(position: number, data: Buffer): Promise<void> {
    await this.#caughtUp(position + data.length);
    await writeAll(this.#handle, data, position);
  }

  /** The next write goes to `position`. */
  async rewind(position: number): Promise<void> {
    await this.#caughtUp(this.#expected);
    this.#position = position;
    this.#flushed = position;
    this.#expected = position;
    await this.#handle.truncate(position);
  }

  async abandon(): Promise<void> {
    this.#container.destroy();
    await this.ended.catch(() => {});
    await this.#syncing;
  }

  async #caughtUp(position: number): Promise<void> {
    while (this.#flushed < position) {
      if (this.#failure) throw this.#failure;
      await this.#wake.promise;
    }
  }

  async #run(): Promise<void> {
    try {
      await this.#pump();
      await this.#syncing;
    } catch (error) {
      this.#failure = error;
      this.#container.destroy();
      throw error;
    } finally {
      this.#wake.resolve();
    }
  }

  /** Only one write runs at a time, as the position of the next is known only when it starts. */
  #pump(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const container = this.#container;
    const abandoned = () => reject(new Error('The archive was abandoned.'));
    let writing = Promise.resolve();
    container.on('data', (data: Buffer) => {
      container.pause();
      writing = this.#writeNext(data);
      writing.then(() => container.resume(), reject);
    });
    // `end` comes with the last data, which is not written yet.
    container.once('end', () => {
      container.off('close', abandoned);
      writing.then(resolve, reject);
    });
    container.on('error', reject);
    container.once('close', abandoned);
    return promise;
  }

  async #writeNext(data: Buffer): Promise<void> {
    await writeAll(this.#handle, data, this.#position);
    this.#position += data.length;
    release(data);
    this.#advance();
  }

  #advance(): void {
    this.#flushed = this.#position;
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
    if (this.#flushed - this.#synced < SYNC_EVERY) return;
    this.#synced = this.#flushed;
    // The sync that closes the file reports the error again.
    this.#syncing = this.#syncing.then(() => this.#handle.datasync()).catch(() => {});
  }
}

/** @returns how many bytes that were */
export async function writeAll(handle: FileHandle, data: Buffer, position: number): Promise<number> {
  for (let done = 0; done < data.length; ) {
    const { bytesWritten } = await handle.write(data, done, data.length - done, position + done);
    done += bytesWritten;
  }
  return data.length;
}
