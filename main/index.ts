// Opens the window. All else of main is loaded behind it, while the page's process starts.
import { join, resolve } from 'node:path';
import { app, Menu, session } from 'electron';
import type { RunningApp } from './app.ts';
import { APP_ID } from './app-id.ts';
import { OpenedFiles } from './opened/opened-files.ts';
import type { SecondInstance } from './opened/second-instance.ts';
import { applySavedTheme } from './settings/theme.ts';
import { lockContents, lockSession, registerScheme, serveRenderer } from './window/security.ts';
import { openWindow } from './window/window.ts';

function start(): void {
  app.setAppUserModelId(APP_ID);
  registerScheme();
  // Chromium has no sandbox for root, which is who containers run tests as; each window stays sandboxed all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  lockContents();
  // Without a word Electron would make a menu of its own first.
  Menu.setApplicationMenu(null);
  const running = app.whenReady().then(open);
  // Electron shows what nobody catches, unless it is a promise's.
  running.catch((error: unknown) =>
    setImmediate(() => {
      throw error;
    }),
  );
  const opened = new OpenedFiles({ ready: running, show: (starts) => void running.then(({ show }) => show(starts)) });
  opened.add({ words: process.argv.slice(1), folder: process.cwd(), first: true });
  app.on('second-instance', (_event, _argv, folder, data) => {
    opened.add({ words: (data as SecondInstance).words, folder });
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    opened.add({ words: ['--', path], folder: '/' });
  });
}

/** The page asks its first questions in a later turn than this one, in which all that answers them is put in place. */
async function open(): Promise<RunningApp> {
  lockSession(session.defaultSession);
  serveRenderer(session.defaultSession, resolve(import.meta.dirname, 'renderer'));
  applySavedTheme(join(app.getPath('userData'), 'settings.json'));
  const window = openWindow();
  const { run } = await import('./app.ts');
  return run(window);
}

const profile = app.commandLine.getSwitchValue('user-data-dir');
if (profile) app.setPath('userData', resolve(profile));

if (app.requestSingleInstanceLock({ words: process.argv.slice(1) } satisfies SecondInstance)) start();
else app.quit();
