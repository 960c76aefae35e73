// Wires the end of the queue to Electron: windows that close, the app that quits, the system that sleeps.
import { app, BrowserWindow } from 'electron';
import type { FileChanger } from '../../workers/files/changes/file-changer.ts';
import { message } from '../../workers/jobs/user-error.ts';
import type { EndState } from '../contract/ending.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { powerDown } from './power.ts';
import { QueueEnd } from './queue-end.ts';

/** A trash that takes longer to answer is not waited for: the next start mends what it leaves. */
export const MAX_SETTLE_MS = 10_000;

export interface LeaveGuard {
  readonly end: QueueEnd;
  /** Asks before the window closes with work under way. */
  watch(window: BrowserWindow): void;
  /** Quits, or asks. For the menu. */
  quit(): void;
}

export function guardLeaving(
  jobs: JobService,
  settings: SettingsFile,
  changer: Pick<FileChanger, 'pending' | 'stop'>,
  tell: (state: EndState) => void,
): LeaveGuard {
  let decided = false;
  const end = new QueueEnd({
    jobs: () => jobs.list().jobs,
    cancel: (ids) => jobs.cancel(ids, message('CANCELLED_BY_QUIT')),
    suspend: () => jobs.suspend(),
    whenDone: () => settings.current.whenDone,
    tell,
    show: () => BrowserWindow.getAllWindows().forEach(bringForward),
    hide: () => {
      for (const window of BrowserWindow.getAllWindows()) window.hide();
    },
    unsettled: () => changer.pending,
    settle: () => changer.stop(MAX_SETTLE_MS),
    quit: () => {
      decided = true;
      app.quit();
    },
    power: (action) => powerDown(action),
    now: () => Date.now(),
    after: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  // A quit that comes from outside (the session ends, a signal) is not held up. On macOS it is also the Dock's.
  app.on('before-quit', (event) => {
    if (process.platform === 'darwin' && !decided && !end.mayLeave()) event.preventDefault();
    else decided = true;
  });
  const watch = (window: BrowserWindow) => {
    window.on('close', (event) => {
      if (!decided && !end.mayLeave()) event.preventDefault();
    });
  };
  const quit = () => {
    if (end.mayLeave()) app.quit();
  };
  return { end, watch, quit };
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
