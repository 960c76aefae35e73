// The application menu. Its commands go to the window, which knows what is selected.
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { WindowCommand } from './contract/api.ts';

export function setMenu(command: (command: WindowCommand) => void): void {
  const item = (
    label: string,
    accelerator: string,
    kind: 'choose-files' | 'choose-folders' | 'cancel-all' | 'clear-finished',
  ) => ({
    label,
    accelerator,
    click: () => command({ kind }),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('Choose files…', 'CmdOrCtrl+O', 'choose-files'),
        item('Choose folders…', 'CmdOrCtrl+Shift+O', 'choose-folders'),
        { type: 'separator' },
        { role: process.platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Jobs',
      submenu: [
        item('Cancel all', 'CmdOrCtrl+Shift+Backspace', 'cancel-all'),
        item('Clear finished', 'CmdOrCtrl+Shift+K', 'clear-finished'),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged
          ? []
          : [{ type: 'separator' } as const, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
