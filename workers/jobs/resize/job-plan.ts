// Plans a picture job: counts the files, reads the headers of the first ones and decides their names.
import { pooledCalls } from '../../files/file-calls.ts';
import type { PlanRun } from '../../plan/job-plan.ts';
import type { NameFate } from '../../plan/name-fate.ts';
import { Reasons } from '../reasons.ts';
import { message, toUserError, type UserError } from '../user-error.ts';
import { nothingMade } from './nothing-made.ts';
import type { ResizeOptions } from './options.ts';
import { estimatedBytes } from './plan/estimate.ts';
import { findOriginals } from './plan/find-originals.ts';
import { bytesOf, type FoundFile } from './plan/find-pictures.ts';
import { NamePlan, type PlannedName } from './plan/name-plan.ts';
import { type PicturePlan, planPicture } from './plan/picture-plan.ts';
import { ResultFolders } from './plan/result-folders.ts';
import { type Expected, kindOf, sizeFactors } from './plan/size-samples.ts';
import type { Inspection } from './read/facts.ts';
import { inspectAll } from './read/inspect-all.ts';
import { refusal } from './read/too-large.ts';
import type * as tasks from './tasks.ts';

type ResizePlanRun = PlanRun<ResizeOptions, typeof tasks>;

/** How many headers are read, which takes some seconds. What happens to the other files is known only when the job runs. */
const MAX_INSPECTED = 2_000;

/** A journal that keeps nothing: if a header crashes the host, only the plan is lost. */
const noNotes = { begin() {}, end() {} };

export async function plan(run: ResizePlanRun): Promise<void> {
  const reasons = new Reasons();
  const files = await findOriginals({ ...run, reasons });
  const seen = files.slice(0, MAX_INSPECTED);
  const folders = await ResultFolders.settle(run.options, files);
  const pictures = new PlannedPictures(run, files, folders);
  for await (const { file, inspection } of inspectAll(seen, { tasks: run.tasks, journal: noNotes })) {
    run.signal.throwIfAborted();
    await pictures.add(file, inspection);
  }
  run.report.unseen(files.length - seen.length);
  if (pictures.areNone) run.report.wouldFail(nothingMade(reasons));
  await pictures.sample();
}

class PlannedPictures {
  readonly #run: ResizePlanRun;
  readonly #names: NamePlan;
  readonly #folders: ResultFolders;
  readonly #total: { files: number; bytes: number };
  #index = 0;
  #bytesSeen = 0;
  readonly #expected: Expected[] = [];
  #folder: string | undefined;

  constructor(run: ResizePlanRun, files: readonly FoundFile[], folders: ResultFolders) {
    this.#run = run;
    this.#folders = folders;
    this.#names = new NamePlan(files, run.options.collision);
    this.#total = { files: files.length, bytes: bytesOf(files) };
  }

  get areNone(): boolean {
    return this.#total.files === 0;
  }

  async add(file: FoundFile, inspection: Inspection): Promise<void> {
    if (inspection.kind === 'other') {
      this.#total.files--;
      this.#total.bytes -= file.bytes;
      this.#run.report.total({ ...this.#total, final: true });
      this.#skip(file, message('NO_PICTURE'));
      return;
    }
    const index = this.#index++;
    const problem = inspection.kind === 'broken' ? inspection.error : refusal(inspection.facts);
    if (problem) this.#skip(file, problem, true);
    else if (inspection.kind === 'picture') await this.#name({ index, file, facts: inspection.facts });
  }

  /**
   * Makes some of the pictures and estimates the needed space: an estimate from the headers alone may be many times as much. A picture
   * that cannot be made fails when the job runs.
   */
  async sample(): Promise<void> {
    const { options, tasks, signal } = this.#run;
    const make = ({ file: { path, bytes }, facts, outputs }: PicturePlan) => {
      signal.throwIfAborted();
      const targets = outputs.map(({ format, size }) => ({ format, size }));
      return tasks.submit('measure', { path, bytes, facts, options, targets }, { alone: true });
    };
    this.#tellNeed(await sizeFactors(this.#expected, make));
  }

  /**
   * Estimates the needed space, assuming that the remaining files are like those that were examined.
   * @param factors by which the estimate of each kind of pictures is multiplied
   */
  #tellNeed(factors: ReadonlyMap<string, number>): void {
    if (this.#folder === undefined || this.#bytesSeen === 0) return;
    const bytesOut = this.#expected.reduce((sum, { plan, bytes }) => sum + bytes * (factors.get(kindOf(plan)) ?? 1), 0);
    const bytes = Math.round((bytesOut * this.#total.bytes) / this.#bytesSeen);
    this.#run.report.need(this.#folder, bytes, 'about');
  }

  async #name(picture: Parameters<typeof planPicture>[2]): Promise<void> {
    const plan = await planPicture(this.#run, { names: this.#names, folders: this.#folders }, picture).catch(
      toUserError,
    );
    if ('code' in plan) return this.#skip(picture.file, plan, true);
    this.#bytesSeen += picture.file.bytes;
    this.#expected.push({ plan, bytes: estimatedBytes(plan, this.#run.options) });
    for (const { folder, name } of plan.outputs) {
      this.#folder ??= folder;
      this.#run.report.output(name.path, await this.#fateOf(name), picture.file.path);
    }
    for (const path of plan.taken) this.#run.report.output(path, 'skipped', picture.file.path);
  }

  async #fateOf({ path, wanted, collision }: PlannedName): Promise<NameFate> {
    if (this.#run.options.destination === 'replace') return path === wanted ? 'original' : 'numbered';
    if (path !== wanted) return 'numbered';
    return collision === 'overwrite' && (await pooledCalls.exists(path)) ? 'replaces' : 'new';
  }

  #skip({ path }: FoundFile, error: UserError, failed = false): void {
    this.#run.report.skip({ path, ...error }, failed);
  }
}
