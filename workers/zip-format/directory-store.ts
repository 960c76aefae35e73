// Keeps the directory's records until the archive's end: the first megabytes in memory, the rest in a file next to the archive.
import { OutputFile } from '../files/output/output-file.ts';
import { writeAll } from '../jobs/zip/pack/archives/positioned-sink.ts';
import { release } from '../scratch.ts';

/** Records in memory, in bytes: those of some 150,000 entries. */
const IN_MEMORY = 16 << 20;
const READ_SIZE = 1 << 20;
/** Records of so many tasks are written at once. */
const WRITTEN_TOGETHER = 64;

export class DirectoryStore implements AsyncDisposable {
  readonly #folder: string;
  readonly #owner: string;
  #records: Buffer[] = [];
  #bytes = 0;
  #spill: OutputFile | undefined;
  #spilled = 0;

  /** @param folder for the file, @param owner the job's id */
  constructor(folder: string, owner: string) {
    this.#folder = folder;
    this.#owner = owner;
  }

  async add(records: Buffer): Promise<void> {
    this.#records.push(records);
    this.#bytes += records.length;
    if (this.#bytes < IN_MEMORY) return;
    await this.#spillAll();
  }

  /** Writes the records in small groups, so that the memory of one is released before the next is put together. */
  async #spillAll(): Promise<void> {
    this.#spill ??= await OutputFile.create(this.#folder, this.#owner);
    const { handle } = this.#spill;
    const records = this.#records;
    this.#records = [];
    this.#bytes = 0;
    for (let at = 0; at < records.length; at += WRITTEN_TOGETHER) {
      const some = records.slice(at, at + WRITTEN_TOGETHER);
      const together = Buffer.concat(some);
      for (const one of some) release(one);
      this.#spilled += await writeAll(handle, together, this.#spilled);
      release(together);
    }
  }

  /** Yields all records in the order in which they were added. */
  async *records(): AsyncGenerator<Buffer> {
    for (let at = 0; this.#spill && at < this.#spilled; ) {
      const { bytesRead, buffer } = await this.#spill.handle.read(Buffer.allocUnsafe(READ_SIZE), 0, READ_SIZE, at);
      if (bytesRead === 0) throw new Error('The directory is incomplete.');
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
    yield* this.#records;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#spill?.discard();
  }
}
