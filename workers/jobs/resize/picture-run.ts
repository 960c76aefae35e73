// Takes the pictures of one job through their steps: waits for memory, lets workers make the results, and gives these their names.
import { workerDied } from '../job-tasks.ts';
import { trashExistingOf } from '../trash-existing.ts';
import { toUserError } from '../user-error.ts';
import type { PictureTally } from './picture-tally.ts';
import type { DiskSpaceMonitor } from './plan/disk-space-monitor.ts';
import type { FoundFile } from './plan/find-pictures.ts';
import type { NamePlan } from './plan/name-plan.ts';
import { OutputFolders } from './plan/output-folders.ts';
import { isLarge, type PicturePlan, planPicture, workingBytes } from './plan/picture-plan.ts';
import type { ResultFolders } from './plan/result-folders.ts';
import type { Inspection, PictureFacts } from './read/facts.ts';
import { CRASHED, inspectAlone } from './read/inspect-all.ts';
import { isDecoderMissing } from './read/load-sharp.ts';
import { machineMemory } from './read/memory-gate.ts';
import { refusal } from './read/too-large.ts';
import { type DonePicture, type MakeHow, makePicture } from './render/make-picture.ts';
import { resultPages } from './render/pipeline.ts';
import type { ResizeRun } from './resize-run.ts';
import { picturesAhead } from './side-by-side.ts';

/**
 * How many pictures may be in progress. If originals are replaced, each waits for the disk; many at once wait hardly longer than one, but
 * each keeps files open.
 */
const MAX_UNDERWAY = 64;

export interface PictureRunParts {
  readonly job: ResizeRun;
  readonly room: DiskSpaceMonitor;
  readonly names: NamePlan;
  readonly folders: ResultFolders;
  readonly tally: PictureTally;
}

interface Making extends Omit<MakeHow, 'reserveCopy'> {
  /** Called instead of failing the row if the worker crashed. */
  readonly onCrash: () => void;
}

export class PictureRun {
  readonly #parts: PictureRunParts;
  readonly #folders: OutputFolders;
  /** Pictures that are not published yet. */
  readonly #underway = new Set<Promise<void>>();
  /** Those of them that a worker still has to make. */
  readonly #rendering = new Set<Promise<void>>();
  /** How many of these are large. */
  #large = 0;
  readonly #crashed: PicturePlan[] = [];
  /** The error because of which no picture at all can be made. */
  #hopeless: unknown;
  readonly #trashExisting: MakeHow['trashExisting'];

  constructor(parts: PictureRunParts) {
    const { report, signal } = parts.job;
    this.#parts = parts;
    this.#trashExisting = trashExistingOf(parts.job);
    this.#folders = new OutputFolders((folder) => report.writesTo(folder), signal);
  }

  /** Takes the next file; waits while enough pictures are in progress. */
  async take(file: FoundFile, inspection: Inspection): Promise<void> {
    if (this.#hopeless) throw this.#hopeless;
    const plan = await this.#plan(file, inspection);
    if (!plan) return;
    void this.#parts.room.add(plan);
    await this.#start(plan);
  }

  /** Reads and makes a picture in a process of its own, because the host crashed while it was being made. */
  async takeAlone(file: FoundFile): Promise<void> {
    const { job } = this.#parts;
    job.journal.begin(file.path);
    const plan = await this.#plan(file, await inspectAlone(file, job));
    job.journal.end(file.path);
    if (plan) await this.#makeAlone(plan);
  }

  /**
   * Waits for all pictures, then tries those whose worker crashed again, each in a process of its own.
   * @throws {JobError} if no picture at all can be made
   */
  async finish(): Promise<void> {
    const { job } = this.#parts;
    this.#folders.flush();
    await Promise.all(this.#underway);
    for (const plan of this.#crashed) if (!job.signal.aborted) await this.#makeAlone(plan);
    await (job.signal.aborted ? this.#folders.abandon() : this.#folders.sync());
    if (this.#hopeless) throw this.#hopeless;
  }

  /** Returns undefined if its row has ended already. */
  async #plan(file: FoundFile, inspection: Inspection): Promise<PicturePlan | undefined> {
    const { job, names, folders, tally } = this.#parts;
    if (inspection.kind === 'other') return void tally.skipFile(file);
    const row = tally.add(file);
    if (inspection.kind === 'broken') return void tally.fail(row, inspection.error);
    const tooLarge = refusal(inspection.facts);
    if (tooLarge) return void tally.fail(row, tooLarge);
    const plan = await planPicture(job, { names, folders }, { ...row, facts: inspection.facts }).catch(toUserError);
    if ('code' in plan) return void tally.fail(row, plan);
    if (plan.outputs.length > 0) return plan;
    return void tally.skip(row, { code: 'NAME_TAKEN' });
  }

  async #makeAlone(plan: PicturePlan): Promise<void> {
    await this.#make(plan, { alone: true, onCrash: () => this.#parts.tally.fail(plan, CRASHED) });
  }

  async #start(plan: PicturePlan): Promise<void> {
    const { tasks, signal } = this.#parts.job;
    const large = isLarge(plan);
    const most = picturesAhead(
      tasks.workers,
      plan.outputs.map(({ format }) => format),
    );
    while (this.#rendering.size >= most || (large && this.#large >= tasks.workers)) {
      await Promise.race(this.#rendering);
    }
    while (this.#underway.size >= MAX_UNDERWAY) await Promise.race(this.#underway);
    const leave = await machineMemory.enter(workingBytes(plan));
    await tasks.ready();
    if (signal.aborted) return leave();
    const rendered = Promise.withResolvers<void>();
    this.#rendering.add(rendered.promise);
    if (large) this.#large++;
    const onCrash = () => void this.#crashed.push(plan);
    const done: Promise<void> = this.#make(plan, { onCrash, onRendered: rendered.resolve }).finally(() => {
      rendered.resolve();
      this.#underway.delete(done);
    });
    this.#underway.add(done);
    void rendered.promise.then(() => {
      leave();
      if (large) this.#large--;
      this.#rendering.delete(rendered.promise);
    });
  }

  /** Never rejects: errors are shown on the picture's own row. */
  async #make(plan: PicturePlan, { onCrash, ...how }: Making): Promise<void> {
    const { job, names, tally } = this.#parts;
    const { path } = plan.file;
    try {
      job.journal.begin(path);
      const result = await makePicture(job, plan, this.#folders, {
        ...how,
        trashExisting: this.#trashExisting,
        reserveCopy: () => names.reserve(plan.copy),
      });
      const { outputs, bytes, isIncomplete } = result;
      job.journal.finish(path, { outputs, bytes, ...(isIncomplete && { isIncomplete }) } satisfies DonePicture);
      if (result.keptOriginal) return tally.keep(plan);
      tally.note(...planNotes(plan.facts, result.made), ...result.notes);
      tally.done(plan, result);
      if (result.isOriginalChanged) tally.leaveOriginal(plan, result.outputs[0]);
    } catch (error) {
      job.journal.end(path);
      if (job.signal.aborted) return;
      if (workerDied(error)) onCrash();
      else if (isDecoderMissing(error)) this.#hopeless = error;
      else tally.fail(plan, toUserError(error));
    }
  }
}

/** Notes what the results' formats cannot hold. @param outputs the results that were made, without copies of the original */
function planNotes(facts: PictureFacts, outputs: PicturePlan['outputs']): ('first-frame' | 'other-pages')[] {
  const formats = outputs.map(({ format }) => format);
  return [
    ...(formats.some((format) => resultPages(facts, format) < facts.pages) ? ['first-frame' as const] : []),
    ...(facts.otherPages > 0 && outputs.length > 0 ? ['other-pages' as const] : []),
  ];
}
