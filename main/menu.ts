// The application menu. Its commands go to the window, which knows what is selected.

import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { TFunction } from 'i18next';
import type { HelpAction, WindowCommand } from './contract/api.ts';

type Item = MenuItemConstructorOptions;
type Command = (command: WindowCommand) => void;

export interface MenuActions {
  /** Asks before it quits, when work is under way. */
  quit(): void;
  readonly help: Readonly<Record<HelpAction, () => void>>;
}

export function setMenu(t: TFunction, command: Command, actions: MenuActions): void {
  const mac = process.platform === 'darwin';
  const template: Item[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: t('menu.file'), submenu: fileMenu(t, command, mac, actions.quit) },
    { label: t('menu.edit'), submenu: editMenu(t) },
    { label: t('menu.jobs'), submenu: jobsMenu(t, command) },
    { label: t('menu.view'), submenu: viewMenu(t) },
    { label: t('menu.window'), submenu: [{ role: 'minimize', label: t('menu.minimize') }] },
    { role: 'help', label: t('menu.help'), submenu: helpMenu(t, command, actions.help) },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function fileMenu(t: TFunction, command: Command, mac: boolean, quit: () => void): Item[] {
  return [
    item(t('menu.chooseFiles'), 'CmdOrCtrl+O', () => command({ kind: 'choose-files' })),
    item(t('menu.chooseFolders'), 'CmdOrCtrl+Shift+O', () => command({ kind: 'choose-folders' })),
    { type: 'separator' },
    item(t('menu.settings'), 'CmdOrCtrl+,', () => command({ kind: 'settings' })),
    { type: 'separator' },
    mac ? { role: 'close', label: t('menu.close') } : item(t('menu.quit'), 'Ctrl+Q', quit),
  ];
}

function editMenu(t: TFunction): Item[] {
  return [
    { role: 'undo', label: t('menu.undo') },
    { role: 'redo', label: t('menu.redo') },
    { type: 'separator' },
    { role: 'cut', label: t('menu.cut') },
    { role: 'copy', label: t('menu.copy') },
    { role: 'paste', label: t('menu.paste') },
    { role: 'selectAll', label: t('menu.selectAll') },
  ];
}

function jobsMenu(t: TFunction, command: Command): Item[] {
  return [
    item(t('menu.pauseAll'), 'CmdOrCtrl+Shift+P', () => command({ kind: 'pause-all' })),
    item(t('menu.resumeAll'), 'CmdOrCtrl+Shift+G', () => command({ kind: 'resume-all' })),
    item(t('menu.retryFailed'), 'CmdOrCtrl+Shift+R', () => command({ kind: 'retry-failed' })),
    { type: 'separator' },
    { label: t('menu.cancelWaiting'), click: () => command({ kind: 'cancel-waiting' }) },
    item(t('menu.cancelAll'), 'CmdOrCtrl+Shift+Backspace', () => command({ kind: 'cancel-all' })),
    item(t('menu.clearFinished'), 'CmdOrCtrl+Shift+K', () => command({ kind: 'clear-finished' })),
  ];
}

function viewMenu(t: TFunction): Item[] {
  const forDevelopers: Item[] = [
    { type: 'separator' },
    { role: 'reload', label: t('menu.reload') },
    { role: 'toggleDevTools', label: t('menu.tools') },
  ];
  return [
    { role: 'resetZoom', label: t('menu.actualSize') },
    { role: 'zoomIn', label: t('menu.zoomIn') },
    // The key with the plus sign on it, without Shift.
    { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
    { role: 'zoomOut', label: t('menu.zoomOut') },
    { role: 'togglefullscreen', label: t('menu.fullScreen') },
    ...(app.isPackaged ? [] : forDevelopers),
  ];
}

function helpMenu(t: TFunction, command: Command, help: MenuActions['help']): Item[] {
  return [
    { id: 'guide', label: t('menu.guide'), click: () => command({ kind: 'sheet', sheet: 'guide' }) },
    { type: 'separator' },
    { id: 'copy-diagnostics', label: t('menu.copyDiagnostics'), click: help['copy-diagnostics'] },
    { label: t('menu.showLogs'), click: help['show-logs'] },
    { type: 'separator' },
    { label: t('menu.checkUpdates'), click: () => command({ kind: 'check-updates' }) },
    { id: 'about', label: t('menu.about'), click: () => command({ kind: 'sheet', sheet: 'about' }) },
  ];
}

function item(label: string, accelerator: string, click: () => void): Item {
  return { label, accelerator, click };
}
