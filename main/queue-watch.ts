// What the system shows of the queue: progress on the taskbar and in the window's title, no sleep while it runs, a notification at its end.
import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { TFunction } from 'i18next';
import type { JobRecord } from './contract/jobs.ts';
import { isAtWork, isEnded } from './jobs/job-record.ts';
import { endOfQueue, isBusy, overallProgress, taskbar, windowTitle } from './queue-summary.ts';

/** The taskbar is updated this often at most. */
const INTERVAL_MS = 500;

export interface QueueWatchParts {
  readonly jobs: () => readonly JobRecord[];
  readonly window: () => BrowserWindow | undefined;
  readonly t: TFunction;
  /** Something runs or waits. */
  readonly onStarted: () => void;
  /** Nothing runs or waits any more; what ended since that was last so. */
  readonly onSettled: (ended: readonly JobRecord[]) => void;
}

export class QueueWatch {
  readonly #parts: QueueWatchParts;
  /** Jobs that ended since the queue was last empty. */
  readonly #ended = new Map<string, JobRecord>();
  #blocker: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: QueueWatchParts) {
    this.#parts = parts;
  }

  changed(record: JobRecord): void {
    if (isEnded(record.state)) this.#ended.set(record.id, record);
    this.#timer ??= setTimeout(() => this.#update(), INTERVAL_MS);
  }

  #update(): void {
    this.#timer = undefined;
    const open = this.#parts.jobs().filter((job) => !isEnded(job.state));
    this.#keepAwake(isBusy(open));
    this.#show(open);
    if (open.some(isAtWork)) this.#parts.onStarted();
    else if (this.#ended.size > 0) this.#settled();
  }

  /** Since Electron 44 Linux' taskbars show no progress; every taskbar shows the title. */
  #show(open: readonly JobRecord[]): void {
    const window = this.#parts.window();
    const { progress, mode } = taskbar(open);
    // Only the first of these forms shows that nothing is known yet.
    if (mode === 'normal') window?.setProgressBar(progress);
    else window?.setProgressBar(progress, { mode });
    window?.setTitle(windowTitle(isBusy(open), overallProgress(open), this.#parts.t));
  }

  #keepAwake(busy: boolean): void {
    if (busy && this.#blocker === undefined) this.#blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (busy || this.#blocker === undefined) return;
    powerSaveBlocker.stop(this.#blocker);
    this.#blocker = undefined;
  }

  #settled(): void {
    const ended = [...this.#ended.values()];
    this.#ended.clear();
    this.#notify(ended);
    this.#parts.onSettled(ended);
  }

  /** One notification for the whole queue, and only when nobody is looking. */
  #notify(ended: readonly JobRecord[]): void {
    const summary = endOfQueue(ended, this.#parts.t);
    const window = this.#parts.window();
    if (!summary || window?.isFocused() || !Notification.isSupported()) return;
    const notification = new Notification({ title: 'Dropmill', body: summary });
    notification.on('click', () => window?.show());
    notification.show();
  }
}
