// The lines of an extract job's plan: each entry as it is found, where it goes, and what becomes of it.
import { setImmediate } from 'node:timers/promises';
import type { KnownMessage } from '../../messages/codes.ts';
import type { PlanReport } from '../../plan/job-plan.ts';
import type { NameFate } from '../../plan/name-fate.ts';
import type { PlannedEntry } from '../../plan/plan-contents.ts';
import type { UserError } from '../user-error.ts';
import { suspicionOf } from './names/suspicious.ts';
import type { ListedEntry } from './requests.ts';
import type { ZipSettled } from './zip-archive/settle.ts';
import { chunkEntries } from './zip-archive/zip-chunk.ts';

/** An entry that has a place. */
export interface PlannedLine {
  readonly entry: number;
  readonly path: string;
  readonly mtime: number | null;
}

/** The host answers others after so many chunks. */
const CHUNKS_AT_ONCE = 16;

export class PlanLines {
  readonly #report: PlanReport;
  #input = 0;
  #placed: PlannedLine[] = [];
  #refused = new Set<number>();
  #byPath: ReadonlyMap<string, PlannedLine> | undefined;
  #files = 0;
  bytes = 0;

  constructor(report: PlanReport) {
    this.#report = report;
  }

  /** Entries of the next archive follow. */
  begin(input: number): void {
    this.#input = input;
    this.#placed = [];
    this.#refused = new Set();
    this.#byPath = undefined;
  }

  /** How many entries the archive has in all. */
  count(entries: number): void {
    this.#report.entryCount(this.#input, entries);
  }

  total(final: boolean): void {
    this.#report.total({ files: this.#files, bytes: this.bytes, final });
  }

  async addZip({ chunks, links, folders, folderIndexes, failed, renamed, entryCount }: ZipSettled): Promise<void> {
    this.count(entryCount);
    const origins = new Map(renamed.map(({ from, to }) => [to, from]));
    const facts = (path: string) => ({ from: origins.get(path), warning: suspicionOf(origins.get(path) ?? path) });
    for (const { path, mtime } of folders) {
      const index = folderIndexes.get(path);
      if (index === undefined) continue;
      this.#add({ index, path, kind: 'folder', size: 0, packedSize: null, mtime, encrypted: false, ...facts(path) });
    }
    for (const [at, chunk] of chunks.entries()) {
      if (at % CHUNKS_AT_ONCE === CHUNKS_AT_ONCE - 1) await setImmediate();
      for (const { path, index, size, packedSize, mtime, encryption } of chunkEntries(chunk)) {
        const encrypted = encryption !== 'none';
        this.#add({ index, path, kind: 'file', size, packedSize, mtime, encrypted, ...facts(path) });
      }
    }
    for (const { path, index, mtime, content } of links) {
      const { size, packedSize, encryption } = content;
      const encrypted = encryption !== 'none';
      this.#add({ index, path, kind: 'link', size, packedSize, mtime, encrypted, ...facts(path) });
    }
    for (const { name, index = -1, error } of failed) this.#addRefused(name, index, error);
  }

  addListed({ name, kind, size, packedSize, mtime, encrypted, index, from, error }: ListedEntry): void {
    if (error) this.#addRefused(name, index, error);
    else {
      const facts = { from, warning: suspicionOf(from ?? name) };
      this.#add({
        index,
        path: name,
        kind,
        size,
        packedSize: packedSize < 0 ? null : packedSize,
        mtime,
        encrypted,
        ...facts,
      });
    }
  }

  /** An entry that has its place already can't be made after all. */
  refuse(path: string, error: UserError): void {
    this.#byPath ??= new Map(this.#placed.map((one) => [one.path, one]));
    const line = this.#byPath.get(path);
    if (!line) return;
    this.#refused.add(line.entry);
    this.#files--;
    this.#report.entryRefused(line.entry, error as KnownMessage);
    this.#report.skip({ path, ...error }, true);
  }

  placed(): readonly PlannedLine[] {
    return this.#placed.filter(({ entry }) => !this.#refused.has(entry));
  }

  settle({ entry }: PlannedLine, target: string, fate: NameFate): void {
    this.#report.output(target, fate);
    this.#report.entryFate(entry, fate);
  }

  #add(entry: Omit<PlannedEntry, 'input' | 'from' | 'warning'> & Facts): void {
    const { from, warning, ...rest } = entry;
    const mtime = Number.isFinite(entry.mtime) ? entry.mtime : null;
    const line = { ...rest, mtime, ...(from !== undefined && { from }), ...(warning && { warning }) };
    const node = this.#report.entry({ ...line, input: this.#input });
    if (from !== undefined) this.#report.note({ code: 'NAME_CHANGED', params: { from, to: entry.path } });
    if (entry.kind === 'folder') return;
    this.#files++;
    this.bytes += entry.size;
    this.#placed.push({ entry: node, path: entry.path, mtime });
  }

  #addRefused(name: string, index: number, error: UserError): void {
    const nothing = { size: 0, packedSize: null, mtime: null, encrypted: false, kind: 'special' } as const;
    const refused = error as KnownMessage;
    this.#report.entry({ input: this.#input, index, path: name, refused, ...nothing });
    this.#report.skip({ path: name, ...error }, true);
  }
}

interface Facts {
  readonly from: string | undefined;
  readonly warning: KnownMessage | undefined;
}
