// Composition root: builds the parts, wires them, shuts them down.
import { join, resolve } from 'node:path';
import { app, BrowserWindow, session, type WebContents } from 'electron';
import * as registry from '../workers/jobs/registry.ts';
import type { Events, WindowCommand } from './contract/api.ts';
import type { Settings } from './contract/settings.ts';
import type { LeaveGuard } from './ending/guard-leaving.ts';
import { handleRequests } from './ipc/handle-requests.ts';
import { JobEvents } from './ipc/job-events.ts';
import { PathRegistry } from './ipc/path-registry.ts';
import { requestSchemas } from './ipc/request-schemas.ts';
import { connectJobs } from './jobs/connect-jobs.ts';
import { openLog } from './log.ts';
import { setMenu } from './menu.ts';
import { reloadCrashedPage } from './page-crashes.ts';
import { pathArguments } from './path-arguments.ts';
import { requestHandlers } from './requests.ts';
import { isOwnPage, lockContents, lockSession, registerScheme, serveRenderer } from './security.ts';
import { applyTheme, locale, shownSettings } from './settings/effective.ts';
import { SettingsFile } from './settings/settings-file.ts';
import { createTexts } from './texts/texts.ts';
import { openWindow } from './window.ts';

function run(): void {
  registerScheme();
  // Chromium has no sandbox for root, which is who containers run tests as; each window stays sandboxed all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  lockContents();
  const log = openLog(join(app.getPath('userData'), 'logs'));
  const paths = new PathRegistry();
  const send = <K extends keyof Events>(name: K, event: Events[K]) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(name, event);
  };
  const events = new JobEvents((changed) => send('jobs:changed', changed));
  const userData = app.getPath('userData');
  const settings = openSettings(userData, log);
  const texts = createTexts('en');
  const { jobs, items, plans, results, previews, guard, host, journal } = connectJobs({
    registry,
    events,
    log,
    userData,
    settings,
    texts,
    onEnd: (state) => send('end:changed', state),
  });
  const command = (event: WindowCommand) => send('window:command', event);
  handleRequests(
    requestSchemas,
    requestHandlers({ registry, jobs, paths, items, plans, results, previews, settings, end: guard.end }),
    isOwnPage,
  );

  const show = (argv: readonly string[], folder: string) => {
    const window = BrowserWindow.getAllWindows()[0] ?? newWindow(paths, guard, log);
    guard.end.back();
    void openPaths(window.webContents, paths, pathArguments(argv, folder, app.getAppPath()));
  };
  app.on('second-instance', (_event, argv, folder) => show(argv.slice(1), folder));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void app.whenReady().then(() => show([path], '/'));
  });
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => show([], '/'));
  closeOnQuit(() => Promise.all([host.close().then(() => journal.close()), settings.close()]));

  void app.whenReady().then(() => {
    lockSession(session.defaultSession);
    serveRenderer(session.defaultSession, resolve(import.meta.dirname, 'renderer'));
    followSettings(settings, send, () => {
      texts.use(locale(settings.current));
      setMenu(texts.t, command, guard.quit);
    });
    host.warmUp();
    const window = newWindow(paths, guard, log);
    window.once('show', () => log('window: shown'));
    window.webContents.once('did-finish-load', () => {
      void openPaths(window.webContents, paths, pathArguments(process.argv.slice(1), process.cwd(), app.getAppPath()));
    });
  });
}

function openSettings(userData: string, log: (line: string) => void): SettingsFile {
  const file = join(userData, 'settings.json');
  const settings = new SettingsFile(file, Date.now(), (error) => log(`settings: ${String(error)}`));
  if (settings.problem) log(`settings: ${settings.problem.message}`);
  return settings;
}

/**
 * Theme and language of native parts, now and at each change; windows are told. Needs Electron to be ready.
 * @param speak puts the menu into the language of the settings
 */
function followSettings(
  settings: SettingsFile,
  send: (name: 'settings:changed', event: Settings) => void,
  speak: () => void,
): void {
  const follow = () => {
    applyTheme(settings.current, BrowserWindow.getAllWindows());
    speak();
  };
  follow();
  settings.onChanged(() => {
    follow();
    send('settings:changed', shownSettings(settings.current));
  });
}

function newWindow(paths: PathRegistry, guard: LeaveGuard, log: (line: string) => void): BrowserWindow {
  const window = openWindow();
  reloadCrashedPage(window, log);
  const { id } = window.webContents;
  window.on('closed', () => paths.forget(id));
  guard.watch(window);
  return window;
}

async function openPaths(contents: WebContents, paths: PathRegistry, list: readonly string[]): Promise<void> {
  if (list.length === 0) return;
  const event: Events['window:command'] = { kind: 'open-paths', paths: await paths.register(contents.id, list) };
  contents.send('window:command', event);
}

/** Quitting waits until the host has cancelled its jobs and removed what was unfinished, and the journal says so. */
function closeOnQuit(close: () => Promise<unknown>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

const profile = app.commandLine.getSwitchValue('user-data-dir');
if (profile) app.setPath('userData', resolve(profile));

if (app.requestSingleInstanceLock()) run();
else app.quit();
