// What main asks of the window: from its menu, or for files that another program handed over.
import type { WindowCommand } from '../main/contract/api.ts';
import { api } from './bridge.ts';
import {
  cancelAll,
  cancelWaiting,
  chooseAndSubmit,
  clearFinished,
  pauseAll,
  resumeAll,
  retryFailed,
  submitRefs,
} from './stores/actions.ts';
import { checkForUpdates } from './stores/updates-store.ts';
import { useWindow } from './stores/window-store.ts';

/** Call as early as possible: main sends as soon as the page has loaded. Obeyed when `ready` is. */
export function obeyCommands(ready: Promise<void>): void {
  api().onCommand((command) => void ready.then(() => obey(command)));
}

function obey(command: WindowCommand): void {
  switch (command.kind) {
    case 'open-paths':
      void submitRefs(command.paths, command.type);
      return;
    case 'choose-files':
      void chooseAndSubmit('files', command.type);
      return;
    case 'choose-folders':
      void chooseAndSubmit('folders');
      return;
    case 'pause-all':
      void pauseAll();
      return;
    case 'resume-all':
      void resumeAll();
      return;
    case 'cancel-waiting':
      void cancelWaiting();
      return;
    case 'retry-failed':
      void retryFailed();
      return;
    case 'cancel-all':
      void cancelAll();
      return;
    case 'clear-finished':
      void clearFinished();
      return;
    case 'settings':
      useWindow.getState().setSettings(true);
      return;
    case 'check-updates':
      void checkForUpdates();
      return;
    case 'sheet':
      useWindow.getState().openSheet(command.sheet);
      return;
    case 'diagnostics-copied':
      useWindow.getState().confirm({ code: 'DIAGNOSTICS_COPIED' });
      return;
  }
}
