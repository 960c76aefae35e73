// The pictures of one job on their way: admitted by memory, made by the workers, published, counted.
import type { JobOutcome } from '../job-type.ts';
import { JobError, toUserError, type UserError } from '../user-error.ts';
import type { ResizeRun } from './driver.ts';
import { decodedBytes, type Inspection, type PictureFacts } from './facts.ts';
import type { FoundFile } from './find-pictures.ts';
import { CRASHED, workerDied } from './inspect-all.ts';
import { makePicture, type PictureResult } from './make-picture.ts';
import { largestPicture, MOST_PIXELS, machineMemory } from './memory-gate.ts';
import type { NamePlan } from './name-plan.ts';
import { OutputFolders } from './output-folders.ts';
import { type PicturePlan, planPicture } from './picture-plan.ts';

export class PictureRun {
  readonly #job: ResizeRun;
  readonly #names: NamePlan;
  readonly #folders: OutputFolders;
  readonly #underway = new Set<Promise<void>>();
  readonly #crashed: PicturePlan[] = [];
  /** By index of the picture. */
  readonly #outputs: (readonly string[] | undefined)[] = [];
  /** Files and bytes that count as work: what turns out to be no picture is taken off. */
  #files: number;
  #bytes: number;
  #items = 0;
  #failed = 0;
  #entries = 0;
  #bytesIn = 0;
  #bytesOut = 0;

  constructor(job: ResizeRun, names: NamePlan, files: readonly FoundFile[]) {
    this.#job = job;
    this.#names = names;
    this.#folders = new OutputFolders((folder) => job.report.writesTo(folder));
    this.#files = files.length;
    this.#bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  }

  /** Takes in the next file; waits while enough pictures are underway. */
  async take(file: FoundFile, inspection: Inspection): Promise<void> {
    if (inspection.kind === 'other') return this.#leaveOut(file, inspection.reason);
    const index = this.#items++;
    this.#job.report.item({ index, name: file.name, state: 'pending', bytesIn: file.bytes });
    if (inspection.kind === 'broken') return this.#fail(index, file, inspection.error);
    const tooLarge = refusal(inspection.facts);
    if (tooLarge) return this.#fail(index, file, tooLarge);
    const plan = await planPicture(this.#job, this.#names, { index, file, facts: inspection.facts });
    if (plan.outputs.length === 0) return this.#skip(index, file, 'A file of that name is there already.');
    await this.#start(plan);
  }

  /** Waits for all that is underway, then gives those that lost their worker another try, alone. */
  async finish(): Promise<void> {
    await Promise.all(this.#underway);
    for (const plan of this.#crashed) {
      if (this.#job.signal.aborted) break;
      await this.#make(plan, () => this.#fail(plan.index, plan.file, CRASHED));
    }
    if (this.#job.signal.aborted) await this.#folders.removeEmpty();
  }

  outcome(): JobOutcome {
    if (this.#items === 0) {
      throw new JobError({
        code: 'NO_PICTURES',
        message: 'There is no picture among these files.',
        hint: 'JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF and SVG can be read.',
      });
    }
    return {
      outputs: this.#outputs.flatMap((paths) => paths ?? []),
      entries: this.#entries,
      failed: this.#failed,
      bytesIn: this.#bytesIn,
      bytesOut: this.#bytesOut,
    };
  }

  async #start(plan: PicturePlan): Promise<void> {
    while (this.#underway.size >= this.#job.tasks.workers * 3) await Promise.race(this.#underway);
    const leave = await machineMemory.enter(decodedBytes(plan.facts));
    await this.#job.tasks.ready();
    if (this.#job.signal.aborted) return leave();
    const done: Promise<void> = this.#make(plan, () => void this.#crashed.push(plan)).finally(() => {
      leave();
      this.#underway.delete(done);
    });
    this.#underway.add(done);
  }

  /** Never rejects: what goes wrong is told on the picture's own row. */
  async #make(plan: PicturePlan, onCrash: () => void): Promise<void> {
    try {
      this.#succeed(plan, await makePicture(this.#job, plan, this.#folders));
    } catch (error) {
      if (this.#job.signal.aborted) return;
      if (workerDied(error)) onCrash();
      else this.#fail(plan.index, plan.file, toUserError(error));
    }
  }

  #succeed({ index, file }: PicturePlan, result: PictureResult): void {
    const { report } = this.#job;
    this.#entries += result.outputs.length;
    this.#bytesIn += file.bytes;
    this.#bytesOut += result.bytes;
    this.#outputs[index] = result.outputs;
    const output = result.outputs[0];
    report.item({ index, state: 'done', progress: 1, bytesOut: result.bytes, ...(output && { output }) });
    report.advance({ files: 1, bytes: file.bytes });
  }

  #fail(index: number, file: FoundFile, error: UserError): void {
    this.#failed++;
    this.#job.report.item({ index, state: 'failed', error });
    this.#job.report.advance({ files: 1, bytes: file.bytes });
  }

  #skip(index: number, file: FoundFile, reason: string): void {
    this.#job.report.item({ index, state: 'skipped', error: { code: 'SKIPPED', message: reason } });
    this.#job.report.skip({ path: file.path, reason });
    this.#job.report.advance({ files: 1, bytes: file.bytes });
  }

  #leaveOut(file: FoundFile, reason: string): void {
    this.#files--;
    this.#bytes -= file.bytes;
    this.#job.report.skip({ path: file.path, reason });
    this.#job.report.total({ files: this.#files, bytes: this.#bytes, final: true });
  }
}

/** Why a picture is not even tried. */
function refusal(facts: PictureFacts): UserError | undefined {
  const pixels = facts.width * facts.height * facts.pages;
  if (pixels <= MOST_PIXELS && decodedBytes(facts) <= largestPicture()) return undefined;
  const frames = facts.pages > 1 ? `${facts.pages.toLocaleString('en')} frames of ` : '';
  const size = `${facts.width.toLocaleString('en')} × ${facts.height.toLocaleString('en')} pixels`;
  return {
    code: 'PICTURE_TOO_LARGE',
    message: `It has ${frames}${size}, more than this machine can hold.`,
    hint: 'Make it smaller in the program it comes from.',
  };
}
