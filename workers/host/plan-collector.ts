// Collects what a planner finds into a plan of bounded size.
import { createHash } from 'node:crypto';
import { basename, dirname, relative, sep } from 'node:path';
import { commonFolder } from '../files/common-folder.ts';
import { freeSpace } from '../files/output/free-space.ts';
import type { Skip } from '../jobs/job-report.ts';
import type { KnownMessage } from '../messages/codes.ts';
import type { Message } from '../messages/message.ts';
import {
  emptyPlan,
  type Forecast,
  type ForecastRun,
  type JobPlan,
  type PlannedAsk,
  type PlannedOutput,
  type PlanReport,
} from '../plan/job-plan.ts';
import type { NameFate } from '../plan/name-fate.ts';
import type { PlannedEntry } from '../plan/plan-contents.ts';
import { PlanContents } from './contents/plan-contents.ts';

/** How many outputs and skipped inputs a plan names; all are counted. */
const MAX_NAMED = 200;
const MAX_NOTES = 20;

export class PlanCollector implements PlanReport {
  readonly #onChange: () => void;
  /** Absolute paths of the originals of the named outputs. The list grows with the plan. */
  readonly originals: string[] = [];
  readonly #paths: (Omit<PlannedOutput, 'name'> & { readonly path: string })[] = [];
  readonly #fates: Record<NameFate, number> = { ...emptyPlan.fates };
  readonly #skipped: Skip[] = [];
  readonly #notes: Message[] = [];
  readonly #asks: PlannedAsk[] = [];
  #plan: JobPlan = emptyPlan;
  /** The entries of the inputs, if they hold entries to choose from. */
  contents: PlanContents | undefined;
  #folder: string | undefined;
  #asked: { readonly folder: string; readonly free: Promise<void> } | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  total({ files, bytes, final }: { readonly files: number; readonly bytes: number; readonly final: boolean }): void {
    this.#change({ files, bytes, counted: final });
  }

  output(path: string, fate: NameFate, original?: string): void {
    this.#fates[fate]++;
    if (this.#paths.length < MAX_NAMED) this.#paths.push({ path, fate, ...this.#originalOf(original) });
    this.#folder = commonFolder([...(this.#folder === undefined ? [] : [this.#folder]), dirname(path)]) ?? this.#folder;
    this.#onChange();
  }

  unseen(unseen: number): void {
    this.#change({ unseen });
  }

  skip(skip: Skip): void {
    if (this.#skipped.length < MAX_NAMED) this.#skipped.push(skip);
    this.#change({ skippedCount: this.#plan.skippedCount + 1 });
  }

  note(note: KnownMessage): void {
    if (this.#notes.length < MAX_NOTES) this.#notes.push(note);
    this.#onChange();
  }

  wouldFail(why: KnownMessage): void {
    this.note(why);
  }

  ask(option: string, message: KnownMessage, grave: boolean): void {
    this.#asks.push({ option, message, grave });
    this.#onChange();
  }

  holds(inputs: readonly string[], selection: readonly string[]): void {
    this.contents = new PlanContents(inputs, selection);
  }

  entry(entry: PlannedEntry): number {
    this.#onChange();
    return this.contents?.add(entry) ?? 0;
  }

  entryCount(input: number, count: number): void {
    this.contents?.setCount(input, count);
  }

  entryFate(entry: number, fate: NameFate): void {
    this.contents?.setFate(entry, fate);
  }

  entryRefused(entry: number, why: KnownMessage): void {
    this.contents?.refuse(entry, why);
  }

  need(folder: string, bytes: number, kind: 'most' | 'about'): void {
    this.#change({ need: { bytes, outputs: bytes, kind } });
    if (this.#asked?.folder === folder) return;
    this.#asked = { folder, free: freeSpace(folder).then((free) => this.#change({ free: free?.bytes ?? null })) };
  }

  /** The results as inputs of the next job; undefined while there are none. */
  results(): Omit<ForecastRun<never>, 'options' | 'place'> | undefined {
    const inputs = this.#paths.filter(({ fate }) => fate !== 'skipped').map(({ path }) => path);
    const base = commonFolder(inputs.map((path) => dirname(path)));
    if (inputs.length === 0 || base === undefined) return undefined;
    const { new: fresh, numbered, replaces, original } = this.#fates;
    return { inputs, base, count: fresh + numbered + replaces + original };
  }

  /** Adds the next job's results. They take about as much space again, on their own disk or on that of the first job's results. */
  async next({ path, fate, count }: Forecast): Promise<void> {
    const folder = dirname(path);
    const { need } = this.#plan;
    const [here, there] = await Promise.all([this.#folder && freeSpace(this.#folder), freeSpace(folder)]);
    const apart = here && there && here.disk !== there.disk;
    if (need && apart && there.bytes < need.bytes) {
      this.note({ code: 'MAYBE_NO_ROOM_NEXT' });
    }
    if (need && !apart) this.#change({ need: { ...need, bytes: need.bytes * 2, kind: 'about' } });
    this.#change({ next: { folder, output: { name: basename(path), fate }, count } });
  }

  /** Resolves when everything is in the plan. */
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
      outputs: this.#paths.map(({ path, ...rest }) => ({ name: nameOf(path), ...rest })),
      fates: { ...this.#fates },
      skipped: [...this.#skipped],
      notes: [...this.#notes],
      asks: [...this.#asks],
      contents: this.contents?.counts() ?? null,
    };
  }

  /** Outputs of one original come one after another. */
  #originalOf(path: string | undefined): Pick<PlannedOutput, 'original'> {
    if (path === undefined) return {};
    if (this.originals.at(-1) !== path) this.originals.push(path);
    const id = createHash('sha1').update(path).digest('base64url');
    return { original: { index: this.originals.length - 1, id } };
  }

  #change(change: Partial<JobPlan>): void {
    this.#plan = { ...this.#plan, ...change };
    this.#onChange();
  }
}
