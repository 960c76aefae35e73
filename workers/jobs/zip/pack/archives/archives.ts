// Writes the archives of a job one after the other; only one is open at a time.
import { basename } from 'node:path';
import type { JobOutcome } from '../../../job-type.ts';
import { JobError } from '../../../user-error.ts';
import type { Contents } from '../../contents.ts';
import { ItemRows } from '../../item-rows.ts';
import type { ZipRun } from '../../zip-run.ts';
import type { PackSettings } from '../pack-settings.ts';
import type { Part } from '../parts.ts';
import { Archive, type DoneArchive } from './archive.ts';

export class Archives implements AsyncDisposable {
  readonly #run: ZipRun;
  readonly #targets: readonly string[];
  readonly #settings: PackSettings;
  readonly #contents: Contents;
  readonly #rows: ItemRows;
  readonly #outputs: string[] = [];
  #open: { readonly index: number; readonly archive: Archive } | undefined;
  #entries = 0;
  #bytesIn = 0;
  #bytesOut = 0;
  #stored = { files: 0, bytes: 0 };
  #outsideLinks = 0;

  constructor(run: ZipRun, targets: readonly string[], settings: PackSettings, contents: Contents) {
    this.#run = run;
    this.#targets = targets;
    this.#settings = settings;
    this.#contents = contents;
    this.#rows = new ItemRows(run.report);
  }

  /** Counts an archive that was complete when the host ended. */
  keep({ paths, size, entries, bytesIn }: DoneArchive): void {
    this.#outputs.push(...paths);
    this.#entries += entries;
    this.#bytesIn += bytesIn;
    this.#bytesOut += size;
  }

  /** Returns the open archive, or opens the next one and finishes the one before. */
  async at(index: number): Promise<Archive> {
    if (this.#open?.index !== index) {
      await this.#close();
      const place = { target: this.#targets[index] ?? '', index };
      this.#open = { index, archive: await Archive.create(this.#run, place, this.#rows, this.#contents) };
    }
    return this.#open.archive;
  }

  /** Whether a part need not be packed, as its file has changed: it is read again at the end. */
  isDropped(part: Part): boolean {
    return this.#open?.index === part.archive && this.#open.archive.isDropped(part);
  }

  /** @param othersKept whether existing archives were kept as they are */
  async finish(othersKept: boolean): Promise<JobOutcome> {
    await this.#close();
    if (this.#entries === 0 && !othersKept) throw JobError.of(this.#contents.whyEmpty());
    this.#noteStored();
    if (this.#outsideLinks > 0) this.#run.report.note({ code: 'LINKS_OUTSIDE', params: { count: this.#outsideLinks } });
    return {
      outputs: this.#outputs,
      entries: this.#entries,
      failed: 0,
      bytesIn: this.#bytesIn,
      bytesOut: this.#bytesOut,
    };
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    const { archive, index } = this.#open;
    await archive.complete(this.#settings);
    const isLost = archive.files <= 0 && (await this.#contents.isLost(index));
    const paths = archive.entries > 0 && !isLost ? await archive.finish() : [];
    await archive[Symbol.asyncDispose]();
    this.#open = undefined;
    if (isLost) return;
    this.#bytesIn += archive.bytesIn;
    this.#stored.files += archive.storedFiles;
    this.#stored.bytes += archive.storedBytes;
    this.#outsideLinks += archive.outsideLinks;
    this.#entries += archive.entries;
    const [first] = paths;
    if (first === undefined) return;
    this.#outputs.push(...paths);
    this.#run.report.advance({ kept: archive.files });
    if (this.#targets.length === 1) this.#run.report.title(basename(first));
    this.#bytesOut += archive.size;
  }

  #noteStored(): void {
    const { report, tasks } = this.#run;
    const { files, bytes } = this.#stored;
    if (files === 0) return;
    const seconds = Math.round(bytes / DEFLATE_SPEED / tasks.workers);
    const params = { count: files, size: bytes };
    if (seconds > 0) report.note({ code: 'STORED_SAVING', params: { ...params, seconds } });
    else report.note({ code: 'STORED', params });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open?.archive[Symbol.asyncDispose]();
  }
}

/** The speed of deflating incompressible data, in bytes per second and worker. It is between those of text and machine code. */
const DEFLATE_SPEED = 35e6;
