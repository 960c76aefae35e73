// What main asks of the window: from its menu, or for files that another program handed over.
import { useEffect } from 'react';
import type { WindowCommand } from '../main/contract/api.ts';
import { api } from './bridge.ts';
import { cancelAll, chooseAndSubmit, clearFinished, submitRefs } from './stores/actions.ts';

export function useCommands(): void {
  useEffect(() => api().onCommand(obey), []);
}

function obey(command: WindowCommand): void {
  switch (command.kind) {
    case 'open-paths':
      void submitRefs(command.paths);
      return;
    case 'choose-files':
      void chooseAndSubmit('files');
      return;
    case 'choose-folders':
      void chooseAndSubmit('folders');
      return;
    case 'cancel-all':
      void cancelAll();
      return;
    case 'clear-finished':
      void clearFinished();
      return;
  }
}
