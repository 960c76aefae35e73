// Collects what a planner finds into a plan of bounded size.
import { dirname, relative, sep } from 'node:path';
import { commonFolder } from '../files/common-folder.ts';
import { freeSpace } from '../files/free-space.ts';
import { emptyPlan, type JobPlan, type NameFate, type PlanReport } from '../jobs/job-plan.ts';
import type { Skip } from '../jobs/job-type.ts';

/** So many outputs and skipped inputs are named; all are counted. */
const MOST_NAMED = 200;
const MOST_NOTES = 20;

export class PlanBook implements PlanReport {
  readonly #onChange: () => void;
  readonly #paths: { readonly path: string; readonly fate: NameFate }[] = [];
  readonly #fates: Record<NameFate, number> = { ...emptyPlan.fates };
  readonly #skipped: Skip[] = [];
  readonly #notes: string[] = [];
  #plan: JobPlan = emptyPlan;
  #folder: string | undefined;
  #asked: { readonly folder: string; readonly free: Promise<void> } | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  total({ files, bytes, final }: { readonly files: number; readonly bytes: number; readonly final: boolean }): void {
    this.#change({ files, bytes, counted: final });
  }

  output(path: string, fate: NameFate): void {
    this.#fates[fate]++;
    if (this.#paths.length < MOST_NAMED) this.#paths.push({ path, fate });
    this.#folder = commonFolder([...(this.#folder === undefined ? [] : [this.#folder]), dirname(path)]) ?? this.#folder;
    this.#onChange();
  }

  unseen(unseen: number): void {
    this.#change({ unseen });
  }

  skip(skip: Skip): void {
    if (this.#skipped.length < MOST_NAMED) this.#skipped.push(skip);
    this.#change({ skippedCount: this.#plan.skippedCount + 1 });
  }

  note(text: string): void {
    if (this.#notes.length < MOST_NOTES) this.#notes.push(text);
    this.#onChange();
  }

  need(folder: string, bytes: number, kind: 'most' | 'about'): void {
    this.#change({ need: { bytes, kind } });
    if (this.#asked?.folder === folder) return;
    this.#asked = { folder, free: freeSpace(folder).then((free) => this.#change({ free: free?.bytes ?? null })) };
  }

  /** Resolves when all is in the plan. */
  async complete(): Promise<void> {
    await this.#asked?.free;
    this.#change({ complete: true });
  }

  plan(): JobPlan {
    const folder = this.#folder ?? null;
    const nameOf = (path: string) => (folder === null ? path : relative(folder, path).split(sep).join('/'));
    return {
      ...this.#plan,
      folder,
      outputs: this.#paths.map(({ path, fate }) => ({ name: nameOf(path), fate })),
      fates: { ...this.#fates },
      skipped: [...this.#skipped],
      notes: [...this.#notes],
    };
  }

  #change(change: Partial<JobPlan>): void {
    this.#plan = { ...this.#plan, ...change };
    this.#onChange();
  }
}
