// Collects what a driver reports, and returns what has changed since the last message.
import { type ItemUpdate, type JobReport, MAX_NAMED, type ProgressStep, type Skip } from '../jobs/job-report.ts';
import { isProblem } from '../jobs/problem-skips.ts';
import type { UserError } from '../jobs/user-error.ts';
import type { KnownMessage } from '../messages/codes.ts';
import type { Message } from '../messages/message.ts';
import { printable, printableJson } from '../messages/printable.ts';
import type { FromHost, JobProgress } from '../protocol.ts';
import { ItemTable } from './item-table.ts';
import { SpeedMeter } from './speed.ts';

type ProgressMessage = Extract<FromHost, { kind: 'progress' }>;

/** How many lines a job may write into the log. */
const MAX_LOGGED = 100;

export class JobReporter implements JobReport {
  readonly items = new ItemTable();
  readonly #id: string;
  readonly #now: () => number;
  readonly #onFolder: (folder: string) => void;
  readonly #log: (line: string) => void;
  #logged = 0;
  readonly #folders = new Set<string>();
  readonly #speed = new SpeedMeter();
  #title: string | null = null;
  #total = { files: 0, bytes: 0, final: false };
  #done = { files: 0, bytes: 0, kept: 0, earlier: 0 };
  #current: string | null = null;
  #skipped: Skip[] = [];
  #skippedCount = 0;
  #problemCount = 0;
  #notes: Message[] = [];
  #changed = true;

  /**
   * @param now a clock in milliseconds
   * @param onFolder called at once for each folder that is written to
   * @param log takes the first lines about what failed or was skipped, with the original error
   */
  constructor(
    id: string,
    now: () => number,
    onFolder: (folder: string) => void,
    log: (line: string) => void = () => {},
  ) {
    this.#id = id;
    this.#now = now;
    this.#onFolder = onFolder;
    this.#log = log;
    this.#speed.sample(now(), 0);
  }

  title(title: string): void {
    this.#title = title;
    this.#changed = true;
  }

  total(total: { readonly files: number; readonly bytes: number; readonly final: boolean }): void {
    this.#total = { ...total };
    this.#changed = true;
  }

  advance(step: ProgressStep): void {
    this.#done.bytes += step.bytes ?? 0;
    this.#done.files += step.files ?? 0;
    this.#done.kept += step.kept ?? 0;
    if (step.isEarlier) this.#done.earlier += step.bytes ?? 0;
    this.#changed = true;
  }

  current(name: string): void {
    this.#current = name;
    this.#changed = true;
  }

  skip(skip: Skip): void {
    this.#skippedCount++;
    if (isProblem(skip.code)) this.#problemCount++;
    if (this.#skippedCount <= MAX_NAMED) this.#skipped.push(skip);
    if (skip.cause) this.#logTrouble('skipped', skip.path, skip);
    this.#changed = true;
  }

  note(note: KnownMessage): void {
    this.#notes.push(note);
    this.#changed = true;
  }

  item(update: ItemUpdate): void {
    this.items.update(update);
    if (update.state === 'failed' && update.error) {
      this.#logTrouble('failed', update.input ?? this.items.nameOf(update.index), update.error);
    }
  }

  writesTo(folder: string): void {
    if (this.#folders.has(folder)) return;
    this.#folders.add(folder);
    this.#onFolder(folder);
  }

  #logTrouble(what: 'failed' | 'skipped', name: string, { code, params, cause }: UserError): void {
    if (this.#logged++ >= MAX_LOGGED) return;
    this.#log(`job ${this.#id}: ${what} ${printable(name)}: ${printableJson({ code, params, cause })}`);
  }

  /** Call this when the job continues after a pause. */
  resumed(): void {
    this.#speed.restart(this.#now(), this.#done.bytes - this.#done.earlier);
  }

  /** Returns what is new since the last call, or undefined if nothing is. */
  takeMessage(): ProgressMessage | undefined {
    if (!this.#changed) return undefined;
    this.#changed = false;
    const message: ProgressMessage = {
      kind: 'progress',
      id: this.#id,
      title: this.#title,
      progress: this.#progress(),
      skipped: this.#skipped,
      skippedCount: this.#skippedCount,
      problemCount: this.#problemCount,
      notes: this.#notes,
    };
    this.#skipped = [];
    this.#notes = [];
    return message;
  }

  #progress(): JobProgress {
    const bytesDone = Math.min(this.#done.bytes, this.#total.bytes);
    this.#speed.sample(this.#now(), this.#done.bytes - this.#done.earlier);
    return {
      filesDone: Math.min(this.#done.files, this.#total.files),
      filesTotal: this.#total.files,
      filesKept: Math.min(this.#done.kept, this.#total.files),
      bytesDone,
      bytesTotal: this.#total.bytes,
      totalFinal: this.#total.final,
      bytesPerSecond: this.#speed.perSecond(),
      secondsLeft: this.#total.final ? this.#speed.secondsLeft(this.#total.bytes - bytesDone) : null,
      current: this.#current,
    };
  }
}
