// The watched folders ("resize whatever arrives here"), each with the options that were chosen with it.
import { randomUUID } from 'node:crypto';
import { basename, extname } from 'node:path';
import { PART_NAME } from '../../workers/files/output/part-name.ts';
import type { JobDefinition, JobRegistry } from '../../workers/jobs/job-type.ts';
import { JobError, toUserError, type UserError } from '../../workers/jobs/user-error.ts';
import type { OptionTable } from '../../workers/options/option-table.ts';
import type { SubmitRequest } from '../contract/api.ts';
import { WATCH_QUIET_MS, type WatchedFolder } from '../contract/watch.ts';
import { isEnded, type KeptRecord } from '../jobs/job-record.ts';
import { withoutSecrets } from '../jobs/requests/option-fields.ts';
import { FolderWatch, presentIn, type Snapshot } from './folder-watch.ts';
import type { KeptWatch, WatchStore } from './watch-store.ts';

/** How browsers and other programs call what they have not finished. */
const UNFINISHED = /\.(crdownload|part|partial|download|tmp)$|^~\$/i;

export interface WatchFoldersParts {
  readonly store: WatchStore;
  readonly registry: JobRegistry;
  /** All options as they are to be kept. @throws {JobError} */
  readonly parse: (type: string, options: Options, toPath: (id: string) => string) => Options;
  /** Paths and not ids, in inputs and in options. @returns the job's id */
  readonly submit: (request: SubmitRequest) => string;
  /** Absolute paths of what a job has made; without one, what all jobs of the history have made. */
  readonly resultsOf: (job?: string) => readonly string[];
  readonly onChanged: (folders: readonly WatchedFolder[]) => void;
  readonly log: (line: string) => void;
  /** @default WATCH_QUIET_MS */
  readonly quietMs?: number;
  /** How often it is looked whether a folder is there, in milliseconds. */
  readonly lookAgainMs?: number;
}

type Options = Readonly<Record<string, unknown>>;

interface Watched {
  kept: KeptWatch;
  watch?: FolderWatch;
  handled?: Map<string, Snapshot>;
  problem: UserError | null;
}

export class WatchFolders {
  readonly #parts: WatchFoldersParts;
  readonly #watched = new Map<string, Watched>();
  /** Ids of watches by the ids of their jobs that have not ended. */
  readonly #jobs = new Map<string, string>();

  constructor(parts: WatchFoldersParts) {
    this.#parts = parts;
    for (const kept of parts.store.watches()) {
      if (faultOf(this.#definition(kept.type), kept.options)) continue;
      this.#watched.set(kept.id, { kept, problem: null });
      this.#open(kept.id);
    }
  }

  list(): readonly WatchedFolder[] {
    return [...this.#watched.values()].map(({ kept: { id, type, folder, on }, problem }) => {
      return { id, type, name: basename(folder) || folder, on, problem };
    });
  }

  /**
   * What is in the folder now stays as it is.
   * @param toPath finds the folder that an id in the options stands for
   * @throws {JobError} where the options replace or delete files, or have a password
   */
  async add(
    { type, folder, options }: Pick<KeptWatch, 'type' | 'folder' | 'options'>,
    toPath: (id: string) => string,
  ): Promise<void> {
    const parsed = this.#parts.parse(type, options, toPath);
    const fault = faultOf(this.#definition(type), parsed);
    if (fault) throw fault;
    const id = randomUUID();
    const kept = { id, type, folder, options: parsed, on: true };
    await this.#parts.store.keepHandled(id, await presentIn(folder));
    this.#watched.set(id, { kept, problem: null });
    this.#open(id);
    await this.#changed();
  }

  async turn(id: string, on: boolean): Promise<void> {
    const watched = this.#watched.get(id);
    if (!watched || watched.kept.on === on) return;
    watched.kept = { ...watched.kept, on };
    // What lands while it is off stays as it is.
    if (on) await this.#parts.store.keepHandled(id, await presentIn(watched.kept.folder).catch(() => new Map()));
    if (on) this.#open(id);
    else await this.#close(watched);
    await this.#changed();
  }

  async remove(id: string): Promise<void> {
    const watched = this.#watched.get(id);
    if (!watched) return;
    this.#watched.delete(id);
    await this.#close(watched);
    await this.#parts.store.forget(id);
    await this.#changed();
  }

  /** The record of any job has changed. */
  jobChanged({ id, state }: Pick<KeptRecord, 'id' | 'state'>): void {
    const owner = this.#jobs.get(id);
    if (owner === undefined || !isEnded(state)) return;
    this.#jobs.delete(id);
    const isLast = ![...this.#jobs.values()].includes(owner);
    void this.#know(owner, this.#parts.resultsOf(id), isLast);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#watched.values()].map((watched) => this.#close(watched)));
    await this.#parts.store.settled();
  }

  #open(id: string): void {
    const watched = this.#watched.get(id);
    if (!watched?.kept.on) return;
    const { type, folder } = watched.kept;
    const { store, quietMs = WATCH_QUIET_MS } = this.#parts;
    const handled = store.handled(id);
    watched.handled = handled;
    watched.watch = new FolderWatch({
      folder,
      quietMs,
      lookAgainMs: this.#parts.lookAgainMs,
      handled,
      wanted: (name, isFolder) => isWanted(this.#definition(type), name, isFolder),
      onLanded: (paths) => {
        this.#submit(id, paths);
        void store.keepHandled(id, handled);
      },
      onProblem: (error) => this.#problem(watched, error),
    });
    // Those of a job that was interrupted when the app ended are known only now.
    watched.watch.hold();
    void this.#know(id, this.#parts.resultsOf(), true);
  }

  /** Results stay known when their jobs are off the list. */
  async #know(id: string, results: readonly string[], isLast: boolean): Promise<void> {
    const { watch, handled } = this.#watched.get(id) ?? {};
    await watch?.know(results, isLast);
    if (handled) await this.#parts.store.keepHandled(id, handled);
  }

  async #close(watched: Watched): Promise<void> {
    const { watch } = watched;
    delete watched.watch;
    delete watched.handled;
    watched.problem = null;
    await watch?.close();
  }

  #submit(id: string, inputs: readonly string[]): void {
    const watched = this.#watched.get(id);
    if (!watched) return;
    const { type, options } = watched.kept;
    try {
      this.#jobs.set(this.#parts.submit({ type, inputs, options }), id);
      watched.watch?.hold();
    } catch (error) {
      this.#problem(watched, error);
    }
  }

  #problem(watched: Watched, error: unknown): void {
    const problem = error === null || error === undefined ? null : toUserError(error);
    if (problem?.code === watched.problem?.code) return;
    watched.problem = problem;
    if (problem) this.#parts.log(`watched folder ${watched.kept.id}: ${JSON.stringify(problem)}`);
    this.#parts.onChanged(this.list());
  }

  async #changed(): Promise<void> {
    await this.#parts.store.keepWatches([...this.#watched.values()].map(({ kept }) => kept));
    this.#parts.onChanged(this.list());
  }

  #definition(type: string): JobDefinition<unknown> | undefined {
    return Object.hasOwn(this.#parts.registry, type) ? this.#parts.registry[type]?.definition : undefined;
  }
}

/** Nobody looks on when such a job starts: it only adds files, and what it needs is on the disk. */
function faultOf(definition: JobDefinition<unknown> | undefined, options: Options): JobError | undefined {
  if (!definition) return undefined;
  if (withoutSecrets(definition, options).removed) return new JobError('WATCH_WITH_PASSWORD');
  const isDestructive = Object.entries(definition.options as OptionTable).some(([key, { destructive }]) =>
    destructive?.some((value) => value === options[key]),
  );
  return isDestructive ? new JobError('WATCH_REPLACES') : undefined;
}

function isWanted(definition: JobDefinition<unknown> | undefined, name: string, isFolder: boolean): boolean {
  if (!definition || name.startsWith('.') || PART_NAME.test(name) || UNFINISHED.test(name)) return false;
  const { accepts } = definition;
  if (accepts === 'anything') return true;
  return !isFolder && accepts.extensions.includes(extname(name).slice(1).toLowerCase());
}
