// What jobs have left on the disk, kept over restarts: how their outputs were, which originals gave way and where those
// are. An undo works from it.
import { JobError } from '../../workers/jobs/user-error.ts';
import { slices } from '../../workers/slices.ts';
import type { JobUndo } from '../contract/jobs.ts';
import type { KeptRecord } from '../jobs/job-record.ts';
import type { Journal, JournalJob } from '../jobs/journal.ts';
import type { TrashCan } from './trash-can.ts';
import { markOutputs, type OutputMark, type Replaced, undo } from './undo.ts';

interface Results {
  marks: OutputMark[];
  /** Resolves when all outputs are marked. */
  marked: Promise<void> | undefined;
  readonly replaced: Replaced[];
  undoing: Promise<void> | undefined;
}

export interface JobResultsParts {
  readonly journal: Pick<Journal, 'append'>;
  readonly trash: Pick<TrashCan, 'take' | 'giveBack' | 'forget'>;
  readonly onUndo: (id: string, undo: JobUndo) => void;
}

/** An undo tells how far it is this often, in milliseconds. */
const INTERVAL = 100;
/** Marks in one line of the journal. */
const PART = 1_000;

export class JobResults {
  readonly #parts: JobResultsParts;
  readonly #results = new Map<string, Results>();

  constructor(parts: JobResultsParts) {
    this.#parts = parts;
  }

  /** Takes over what the journal holds. @returns all places where originals are */
  restore(jobs: readonly JournalJob[]): ReadonlySet<string> {
    for (const { spec, marks = [], replaced = [] } of jobs) {
      const marked = marks.length > 0 ? Promise.resolve() : undefined;
      this.#results.set(spec.id, { marks: [...marks], marked, replaced: [...replaced], undoing: undefined });
    }
    return new Set(jobs.flatMap(({ replaced = [] }) => replaced.flatMap(({ where }) => where ?? [])));
  }

  /** Notes how the outputs are as soon as a job is done. */
  changed(record: KeptRecord): void {
    if (record.state !== 'done' || !record.outcome || record.undo) return;
    const results = this.#of(record.id);
    results.marked ??= this.#mark(record.id, results, record.outcome.outputs);
  }

  /** Moves an original to the trash in the name of a job. @throws what the system says */
  async replace(id: string, path: string): Promise<void> {
    const where = await this.#parts.trash.take(path);
    this.#of(id).replaced.push({ path, where });
    void this.#parts.journal.append({ kind: 'replaced', id, path, where });
  }

  /** @throws {JobError} when there is nothing to undo, or it was done already */
  undo(record: KeptRecord): void {
    const results = this.#of(record.id);
    if (record.undo || results.undoing) {
      throw new JobError('UNDONE');
    }
    if (record.state !== 'done' || !results.marked) {
      throw new JobError('NOTHING_TO_UNDO');
    }
    results.undoing = this.#undo(record.id, results);
  }

  /** A job goes on with what another one, which is being taken off the list, had begun. */
  handOver(from: string, to: string): void {
    const replaced = this.#results.get(from)?.replaced.splice(0) ?? [];
    if (replaced.length === 0) return;
    this.#of(to).replaced.push(...replaced);
    for (const original of replaced) void this.#parts.journal.append({ kind: 'replaced', id: to, ...original });
  }

  /** The job is off the list. What is in the trash stays there. */
  async removed(id: string): Promise<void> {
    const results = this.#results.get(id);
    await results?.undoing;
    this.#results.delete(id);
    await this.#parts.trash.forget(results?.replaced.flatMap(({ where }) => where ?? []) ?? []);
  }

  /** Where the original of a result is now: moved to the trash, or where it always was. */
  whereIs(id: string, path: string): string {
    return this.#results.get(id)?.replaced.find((one) => one.path === path)?.where ?? path;
  }

  async #mark(id: string, results: Results, outputs: readonly string[]): Promise<void> {
    results.marks = await markOutputs(outputs);
    for (const marks of slices(results.marks, PART)) void this.#parts.journal.append({ kind: 'marks', id, marks });
  }

  async #undo(id: string, results: Results): Promise<void> {
    const { trash, onUndo } = this.#parts;
    let told = Number.NEGATIVE_INFINITY;
    const onStep = (state: JobUndo) => {
      if (performance.now() - told < INTERVAL) return;
      told = performance.now();
      onUndo(id, state);
    };
    await results.marked;
    const tools = { trash: (path: string) => trash.take(path), giveBack: trash.giveBack.bind(trash), onStep };
    onUndo(id, await undo(results.marks, results.replaced, tools));
  }

  #of(id: string): Results {
    const known = this.#results.get(id);
    if (known) return known;
    const made: Results = { marks: [], marked: undefined, replaced: [], undoing: undefined };
    this.#results.set(id, made);
    return made;
  }
}
