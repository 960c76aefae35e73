// The only code that replaces, trashes or restores files of the user. Each change is written to a log before its first step, and
// a change that was interrupted is finished or undone at the next start.
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { JobError } from '../../jobs/user-error.ts';
import { numberedNames } from '../output/numbered-names.ts';
import { settleNumber } from '../system/layers.ts';
import { patientlyNow } from '../system/patience.ts';
import { isChangedInside } from '../tree-mark.ts';
import { type ChangeCalls, type Look, moveToFree, realCalls } from './change-calls.ts';
import type { Replaced, ReplaceRequest } from './change-request.ts';
import { type Identity, isStill } from './identity.ts';
import { type Change, isUnsettled, JobLog } from './job-log.ts';
import { newKeptFolder } from './kept-folder.ts';
import { Lanes } from './lanes.ts';
import { letGo, type Recovery, recoverChange } from './recover.ts';
import { type ChangeTools, replaceFile } from './replace.ts';
import { originalPlace, type Restored, restoreFile } from './restore.ts';
import type { TrashCan } from './trash-can.ts';

export interface FileChangerParts {
  /** Folder of the logs; each job has one. */
  readonly folder: string;
  readonly trash: TrashCan;
  /** @default realCalls */
  readonly calls?: ChangeCalls;
}

/** What a start of the app has finished or taken back of a job. */
export interface Mended {
  readonly job: string;
  readonly counts: Readonly<Record<Recovery | 'failed', number>>;
}

const LOG_NAME = /^[\w-]{1,64}\.jsonl$/;

export class FileChanger {
  readonly #parts: FileChangerParts;
  readonly #calls: ChangeCalls;
  readonly #logs = new Map<string, JobLog>();
  readonly #lanes = new Lanes();
  #isStopped = false;
  #recovered: Promise<unknown> = Promise.resolve();
  /** Replacements that are going on, each with the id of its job. */
  readonly #pending = new Map<Promise<unknown>, string>();

  constructor(parts: FileChangerParts) {
    this.#parts = parts;
    this.#calls = parts.calls ?? realCalls;
  }

  /** How many changes are going on. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Resolves when no change is going on. @param job waits only for the changes of this job */
  async settled(job?: string): Promise<void> {
    const those = [...this.#pending].filter(([, owner]) => job === undefined || owner === job);
    await Promise.allSettled(those.map(([change]) => change));
  }

  /**
   * Begins no more changes, and waits for those that are going on.
   * @param withinMs how long to wait at most; the next start finishes or takes back the rest
   */
  async stop(withinMs: number): Promise<void> {
    this.#isStopped = true;
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, withinMs);
    await Promise.race([this.settled(), late.promise]);
    clearTimeout(timer);
  }

  /** @throws when nothing was replaced, with the reason */
  replace(job: string, request: ReplaceRequest): Promise<Replaced> {
    const path = request.original?.path ?? request.name;
    return this.#run(job, path, () => this.#replace(job, path, request));
  }

  /** The changes of a job that were not undone, oldest first. */
  changes(job: string): readonly Change[] {
    return this.#logOf(job).changes.filter(({ ended }) => ended && UNDOABLE.has(ended.how));
  }

  isUndone(job: string, path: string): boolean {
    return this.#logOf(job).isUndone(path);
  }

  /** @throws the system's error */
  restore(job: string, change: Change): Promise<Restored> {
    return this.#run(job, change.begun.path, () => restoreFile(this.#toolsOf(job), job, change));
  }

  /**
   * Moves a result that replaced nothing to the trash.
   * @returns why nothing was moved, if the file is not that result any more
   * @throws the error of the trash
   */
  discard(job: string, path: string, result: Identity): Promise<'done' | 'result-gone' | 'result-changed'> {
    const run = async () => {
      const found = await this.#calls.look(path);
      if (!found) return 'result-gone';
      if (!(await isStill(result, found, path))) return 'result-changed';
      if (found.kind === 'folder' && (await isChangedInside(path))) return 'result-changed';
      await this.#parts.trash.take(path, result);
      await this.#logOf(job).note({ k: 'undone', paths: [path] });
      return 'done';
    };
    return this.#run(job, path, run);
  }

  /**
   * Removes the folder of a result and the folders above it, up to the outermost one that a job made for it, as long as they
   * are empty.
   */
  async removeMade(result: string, outermost: string): Promise<void> {
    if (!result.startsWith(outermost + sep)) return;
    for (let at = dirname(result); at.length >= outermost.length; at = dirname(at)) await this.#calls.removeFolder(at);
  }

  /** Where the original of a result is now: in the trash, or in its old place. */
  async whereIs(job: string, path: string): Promise<string> {
    const change = this.changes(job).findLast(({ begun }) => begun.path === path);
    return (change && (await originalPlace(this.#toolsOf(job), change))) ?? path;
  }

  /** Finishes or takes back the changes that were interrupted when the app ended. Requests that come meanwhile wait. */
  recover(): Promise<readonly Mended[]> {
    const mended = this.#recoverAll();
    this.#recovered = mended.catch(() => {});
    return mended;
  }

  /** Gives the changes of a job that has ended to the job that continues it. */
  handOver(from: string, to: string): void {
    if (!this.#jobs().includes(from)) return;
    patientlyNow(() => renameSync(this.#fileOf(from), this.#fileOf(to)));
    const log = this.#logs.get(from);
    this.#logs.delete(from);
    log?.moveTo(this.#fileOf(to));
    if (log) this.#logs.set(to, log);
  }

  /** Whether a job has replaced anything that an undo can take back. A log that cannot be read counts as no log. */
  hasChanges(job: string): boolean {
    try {
      return this.changes(job).length > 0;
    } catch {
      return false;
    }
  }

  /**
   * Call this when a job leaves the list. Its originals stay in the trash, and Dropmill cannot bring them back any more. Originals that
   * the trash has refused get a visible name. If some of these are on a disk that is not connected, the log stays for the next start.
   */
  async forget(job: string): Promise<void> {
    await this.settled(job);
    await this.#recovered;
    const tools = this.#toolsOf(job);
    const { changes } = tools.log;
    const isLetGo: boolean[] = [];
    for (const change of changes) isLetGo.push(await letGo(tools, job, change));
    if (isLetGo.includes(false)) return;
    await this.#parts.trash.forget(changes.flatMap(({ ended }) => ended?.where ?? []));
    await this.#logs.get(job)?.close();
    this.#logs.delete(job);
    patientlyNow(() => rmSync(this.#fileOf(job), { force: true }));
  }

  /** Forgets all jobs that are not on the list any more. */
  async keepOnly(isKnown: (job: string) => boolean): Promise<void> {
    for (const job of this.#jobs()) if (!isKnown(job)) await this.forget(job).catch(() => {});
  }

  async close(): Promise<void> {
    await this.settled();
    for (const log of this.#logs.values()) await log.close();
  }

  async #replace(job: string, path: string, request: ReplaceRequest): Promise<Replaced> {
    const { part, result, name, original } = request;
    if (!original) await settleNumber(path);
    const found = await this.#calls.look(path);
    if (!found && !original && part) return this.#nameFreely(part, name);
    if (found && !original) refuseOther(found, path);
    const was = original?.was ?? found;
    // Only files are replaced. A folder can go to the trash, with everything in it.
    const isOther = original && original.mark === undefined && found?.kind !== 'file';
    if (!was || isOther || !(await isStill(was, found, path)))
      return { ...(await this.#aside(request)), note: 'changed' };
    const { dev, ino, size, mtime } = was;
    const change = { path, was: { dev, ino, size, mtime }, born: found?.born, name, result, kept: newKeptFolder(job) };
    const wanted = { ...change, part: part ?? undefined, needsTrash: original !== null, mark: original?.mark };
    const { how, result: numbered } = await replaceFile(this.#toolsOf(job), wanted);
    if (how === 'changed')
      return { ...(numbered === undefined ? await this.#aside(request) : { path: numbered }), note: how };
    return { path: name, ...(how === 'no-trash' && { note: how }) };
  }

  /** Gives the result a name of its own, as the original is left alone. */
  async #aside({ part, name }: ReplaceRequest): Promise<Replaced> {
    return part === null ? { path: name } : this.#nameFreely(part, name);
  }

  async #nameFreely(part: string, name: string): Promise<Replaced> {
    for (const path of numberedNames(name)) if (await moveToFree(this.#calls, part, path)) return { path };
    return { path: part };
  }

  async #recoverAll(): Promise<readonly Mended[]> {
    const mended: Mended[] = [];
    for (const job of this.#jobs()) {
      try {
        if (!JobLog.isOpen(this.#fileOf(job))) continue;
        const counts = await this.#recover(job);
        if (Object.values(counts).some((count) => count > 0)) mended.push({ job, counts });
      } catch {
        // A file that cannot be read is not one of our logs.
        mended.push({ job, counts: { finished: 0, 'rolled-back': 0, left: 0, failed: 1 } });
      }
    }
    await this.#dropSpares();
    return mended;
  }

  /** Removes spares that no log names: the app ended between making them and the answer of the trash. */
  async #dropSpares(): Promise<void> {
    const { trash } = this.#parts;
    const spares = await trash.spares();
    if (spares.length === 0) return;
    try {
      readdirSync(this.#parts.folder);
      const logs = this.#jobs().map((job) => this.#logOf(job));
      const known = new Set(logs.flatMap(({ changes }) => changes.map(({ ended }) => ended?.where)));
      // A log that cannot be read may name any of them.
      if (logs.every(({ isWhole }) => isWhole)) await trash.forget(spares.filter((place) => !known.has(place)));
    } catch {
      // The next start tries again.
    }
  }

  async #recover(job: string): Promise<Mended['counts']> {
    const counts = { finished: 0, 'rolled-back': 0, left: 0, failed: 0 };
    const tools = this.#toolsOf(job);
    for (const change of tools.log.changes.filter(isUnsettled)) {
      const wasLeft = change.ended?.how === 'left';
      const how = await recoverChange(tools, job, change).catch((): 'failed' => 'failed');
      // An earlier start has reported it already.
      if (!(wasLeft && how === 'left')) counts[how]++;
    }
    return counts;
  }

  #jobs(): string[] {
    try {
      return readdirSync(this.#parts.folder).flatMap((name) => (LOG_NAME.test(name) ? name.slice(0, -6) : []));
    } catch {
      return [];
    }
  }

  #fileOf(job: string): string {
    return join(this.#parts.folder, `${job.replace(/[^\w-]/g, '')}.jsonl`);
  }

  #toolsOf(job: string): ChangeTools {
    return { calls: this.#calls, trash: this.#parts.trash, log: this.#logOf(job) };
  }

  #logOf(job: string): JobLog {
    const known = this.#logs.get(job);
    if (known) return known;
    mkdirSync(this.#parts.folder, { recursive: true, mode: 0o700 });
    const log = new JobLog(this.#fileOf(job), this.#calls);
    this.#logs.set(job, log);
    return log;
  }

  async #run<T>(job: string, path: string, step: () => Promise<T>): Promise<T> {
    if (this.#isStopped) throw new JobError('CANCELLED');
    const change = this.#lanes.run(path, async () => {
      await this.#recovered;
      return step();
    });
    this.#pending.set(change, job);
    try {
      return await change;
    } finally {
      this.#pending.delete(change);
    }
  }
}

/** @throws when a folder, a pipe, a socket or a device has the name of a result */
function refuseOther({ kind }: Look, path: string): void {
  if (kind === 'other') throw new JobError('SPECIAL_IN_THE_WAY');
  if (kind === 'folder') throw Object.assign(new Error(`not a file: ${path}`), { code: 'EISDIR' });
}

const UNDOABLE: ReadonlySet<string> = new Set(['replaced', 'deleted', 'left']);
