// What the system shows of the queue: progress on the taskbar, no sleep while it runs, one word at its end.
import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { TFunction } from 'i18next';
import type { JobRecord } from './contract/jobs.ts';
import { isEnded } from './jobs/job-record.ts';
import { endOfQueue, overallProgress } from './queue-summary.ts';

/** The taskbar is told this often at most, in milliseconds. */
const INTERVAL = 500;

export class QueueWatch {
  readonly #jobs: () => readonly JobRecord[];
  readonly #window: () => BrowserWindow | undefined;
  readonly #t: TFunction;
  /** Jobs that ended since the queue was last empty. */
  readonly #ended = new Map<string, JobRecord>();
  #blocker: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(jobs: () => readonly JobRecord[], window: () => BrowserWindow | undefined, t: TFunction) {
    this.#t = t;
    this.#jobs = jobs;
    this.#window = window;
  }

  changed(record: JobRecord): void {
    if (isEnded(record.state)) this.#ended.set(record.id, record);
    this.#timer ??= setTimeout(() => this.#update(), INTERVAL);
  }

  #update(): void {
    this.#timer = undefined;
    const open = this.#jobs().filter((job) => !isEnded(job.state));
    const busy = open.some((job) => job.state === 'running' || job.state === 'cancelling');
    this.#keepAwake(busy);
    this.#window()?.setProgressBar(busy ? overallProgress(open) : -1);
    if (open.length === 0 && this.#ended.size > 0) this.#queueEnded();
  }

  #keepAwake(busy: boolean): void {
    if (busy && this.#blocker === undefined) this.#blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (busy || this.#blocker === undefined) return;
    powerSaveBlocker.stop(this.#blocker);
    this.#blocker = undefined;
  }

  /** One notification for the whole queue, and only when nobody is looking. */
  #queueEnded(): void {
    const summary = endOfQueue([...this.#ended.values()], this.#t);
    this.#ended.clear();
    const window = this.#window();
    if (!summary || window?.isFocused() || !Notification.isSupported()) return;
    const notification = new Notification({ title: 'Dropmill', body: summary });
    notification.on('click', () => window?.show());
    notification.show();
  }
}
