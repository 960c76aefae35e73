// One watched folder: reports what has arrived in it and is complete. It looks only at what is directly in the folder.
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { isEscaped, readNames, systemPath } from '../../workers/files/system-path.ts';

/** What is ready waits for the rest of what is being copied at most this often as long as the quiet time. */
const MAX_ROUNDS_READY = 12;
/** How often it is looked whether the folder is there, in milliseconds: one that is moved is watched where it went. */
const LOOK_AGAIN_MS = 5_000;

/** What is in an event for bytes that are not UTF-8. */
const REPLACEMENT = '\uFFFD';

/** Size and time of a file, or of all that is in a folder: the same text for the same state. */
export type Snapshot = string;

export interface FolderWatchParts {
  readonly folder: string;
  /** Whether a name is of the kind that the job is for. */
  readonly wanted: (name: string, isFolder: boolean) => boolean;
  /** Something is complete when it has not changed for so long, in milliseconds. */
  readonly quietMs: number;
  /** What was dealt with, by name. Kept over restarts by the caller. */
  readonly handled: Map<string, Snapshot>;
  /** Absolute paths of what has landed; `handled` has them already. */
  readonly onLanded: (paths: readonly string[]) => void;
  /** The folder cannot be watched, or can again. */
  readonly onProblem: (error: unknown) => void;
  /** @default LOOK_AGAIN_MS */
  readonly lookAgainMs?: number | undefined;
}

interface Pending {
  snapshot: Snapshot | null;
  isReady: boolean;
  /** How often it was looked at since it is ready. */
  rounds: number;
}

export class FolderWatch {
  readonly #parts: FolderWatchParts;
  readonly #pending = new Map<string, Pending>();
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lookAgain: NodeJS.Timeout | undefined;
  /** While a job of this folder runs: its results are not known yet. */
  #isHeld = false;
  #isClosed = false;
  /** Device and number of the folder that is watched. */
  #identity = '';

  constructor(parts: FolderWatchParts) {
    this.#parts = parts;
    void this.#check();
  }

  /** Nothing is handed on until the results of the job are known. */
  hold(): void {
    this.#isHeld = true;
  }

  /**
   * @param results absolute paths of what a job made: they are nothing that has landed
   * @param isLast no other job of this folder runs
   */
  async know(results: readonly string[], isLast: boolean): Promise<void> {
    for (const path of results) await this.#markHandled(path);
    if (!isLast) return;
    this.#isHeld = false;
    this.#schedule();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#lookAgain);
    await this.#watcher?.close();
  }

  /** Opens what is there, closes what is gone, and looks again later: a disk may be plugged in again. */
  async #check(): Promise<void> {
    const { folder, onProblem, lookAgainMs = LOOK_AGAIN_MS } = this.#parts;
    try {
      const { dev, ino } = await stat(folder, { bigint: true });
      if (this.#identity !== `${dev}:${ino}`) await this.#open(`${dev}:${ino}`);
      onProblem(null);
    } catch (error) {
      await this.#shut();
      onProblem(error);
    }
    if (!this.#isClosed) this.#lookAgain = setTimeout(() => void this.#check(), lookAgainMs);
  }

  async #open(identity: string): Promise<void> {
    const { folder, onProblem } = this.#parts;
    await this.#shut();
    await readdir(folder);
    if (this.#isClosed) return;
    this.#identity = identity;
    const watcher = watch(folder, { depth: 0, followSymlinks: false, ignoreInitial: false });
    this.#watcher = watcher;
    for (const event of ['add', 'addDir', 'change'] as const) watcher.on(event, (path) => this.#touched(path));
    // Of names that are not UTF-8 chokidar tells nothing but that something happened.
    watcher.on('raw', (_event, path) => {
      if (path?.includes(REPLACEMENT)) this.#touched(path);
    });
    watcher.on('error', onProblem);
    this.#touched(REPLACEMENT);
  }

  async #shut(): Promise<void> {
    this.#identity = '';
    this.#pending.clear();
    await this.#watcher?.close();
    this.#watcher = undefined;
  }

  #touched(path: string): void {
    if (path === this.#parts.folder) return;
    for (const name of this.#namesOf(basename(path))) {
      const known = this.#pending.get(name);
      if (known) Object.assign(known, { isReady: false, rounds: 0 });
      else this.#pending.set(name, { snapshot: null, isReady: false, rounds: 0 });
    }
    this.#schedule();
  }

  /** Bytes that are not UTF-8 are lost in events: any name of the folder that has such bytes may be meant. */
  #namesOf(name: string): string[] {
    if (!name.includes(REPLACEMENT)) return [name];
    return namesIn(this.#parts.folder).filter((one) => isEscaped(one) || one === name);
  }

  #schedule(): void {
    if (this.#timer || this.#isHeld || this.#isClosed || this.#pending.size === 0) return;
    this.#timer = setTimeout(() => {
      void this.#look().finally(() => {
        this.#timer = undefined;
        this.#schedule();
      });
    }, this.#parts.quietMs);
  }

  /** What has not changed since the last look is complete. It is handed on when nothing else is on its way. */
  async #look(): Promise<void> {
    for (const [name, entry] of this.#pending) {
      const snapshot = await this.#snapshotOf(name);
      if (snapshot === null || this.#parts.handled.get(name) === snapshot) this.#pending.delete(name);
      else {
        entry.isReady = entry.snapshot === snapshot;
        entry.rounds = entry.isReady ? entry.rounds + 1 : 0;
        entry.snapshot = snapshot;
      }
    }
    const all = [...this.#pending];
    const ready = all.filter(([, { isReady }]) => isReady);
    const isTime = ready.length === all.length || ready.some(([, { rounds }]) => rounds >= MAX_ROUNDS_READY);
    if (this.#isHeld || this.#isClosed || ready.length === 0 || !isTime) return;
    for (const [name, { snapshot }] of ready) {
      this.#pending.delete(name);
      this.#parts.handled.set(name, snapshot ?? '');
    }
    this.#parts.onLanded(ready.map(([name]) => join(this.#parts.folder, name)));
  }

  async #markHandled(path: string): Promise<void> {
    const name = basename(path);
    if (join(this.#parts.folder, name) !== path) return;
    this.#parts.handled.set(name, (await snapshot(path)) ?? '');
    this.#pending.delete(name);
  }

  /** Null for what is gone, and for what the job is not for. */
  async #snapshotOf(name: string): Promise<Snapshot | null> {
    const { folder, wanted } = this.#parts;
    const path = join(folder, name);
    const stats = await lstat(systemPath(path)).catch(() => null);
    if (!stats || !(stats.isFile() || stats.isDirectory()) || !wanted(name, stats.isDirectory())) return null;
    return snapshot(path);
  }
}

/** All that lies in a folder now, so that only what lands later is dealt with. */
export async function presentIn(folder: string): Promise<Map<string, Snapshot>> {
  const present = new Map<string, Snapshot>();
  for (const name of readNames(folder)) present.set(name, (await snapshot(join(folder, name))) ?? '');
  return present;
}

async function snapshot(path: string): Promise<Snapshot | null> {
  const stats = await lstat(systemPath(path)).catch(() => null);
  if (!stats) return null;
  if (!stats.isDirectory()) return `${stats.size}:${stats.mtimeMs}`;
  const inside = { count: 0, bytes: 0, latest: stats.mtimeMs };
  await addInside(path, inside);
  return `${inside.count}:${inside.bytes}:${inside.latest}`;
}

/** What is gone or cannot be read meanwhile does not count: its job will tell. */
async function addInside(folder: string, sum: { count: number; bytes: number; latest: number }): Promise<void> {
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    const stats = await lstat(systemPath(path)).catch(() => null);
    if (!stats) continue;
    sum.count += 1;
    sum.bytes += stats.size;
    sum.latest = Math.max(sum.latest, stats.mtimeMs);
    if (stats.isDirectory()) await addInside(path, sum);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readNames(folder);
  } catch {
    return [];
  }
}
