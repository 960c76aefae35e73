// Composition root: builds the parts, wires them, shuts them down. `index.ts` has opened the window by then.
import { once } from 'node:events';
import { join } from 'node:path';
import { app, BrowserWindow, clipboard, shell, type WebContents } from 'electron';
import * as registry from '../workers/jobs/registry.ts';
import { languageOf } from '../workers/messages/languages.ts';
import type { Events, WindowCommand } from './contract/api.ts';
import type { Settings } from './contract/settings.ts';
import { type LeaveGuard, MAX_SETTLE_MS } from './ending/guard-leaving.ts';
import type { HostConnection } from './host/host-connection.ts';
import { handleRequests } from './ipc/handle-requests.ts';
import { JobEvents } from './ipc/job-events.ts';
import { PathRegistry } from './ipc/path-registry.ts';
import { requestSchemas } from './ipc/request-schemas.ts';
import { connectJobs } from './jobs/connect-jobs.ts';
import { diagnosticsText } from './logs/diagnostics.ts';
import { logPage } from './logs/log-page.ts';
import { type Logs, openLogs } from './logs/logs.ts';
import { type MenuActions, setMenu } from './menu.ts';
import type { Start } from './opened/opened-files.ts';
import { type Asked, askedOnCommandLine, byType } from './opened/path-arguments.ts';
import { userTasks } from './opened/user-tasks.ts';
import type { Thumbnails } from './pictures/thumbnails.ts';
import { requestHandlers } from './requests.ts';
import { locale, shownSettings } from './settings/effective.ts';
import { SettingsFile } from './settings/settings-file.ts';
import { applyTheme } from './settings/theme.ts';
import { createTexts } from './texts/texts.ts';
import { reloadCrashedPage } from './window/page-crashes.ts';
import { isOwnPage } from './window/security.ts';
import { openWindow } from './window/window.ts';

/** The host is started ahead of the first job, but not at once: it would take a core from the first frame. Milliseconds. */
const WARM_UP_AFTER_MS = 1_000;
/** Lines of each log that diagnostics hold. */
const TAIL_LINES = 60;

/** What the rest of main can ask of the app that runs. */
export interface RunningApp {
  /** Brings the window forward, with the files that the command lines of one choice of the user name. */
  show(starts: readonly Start[]): void;
}

/** @param first the window, which is on its way */
export async function run(first: BrowserWindow): Promise<RunningApp> {
  const texts = await createTexts('en');
  const logs = openLogs(join(app.getPath('userData'), 'logs'));
  const log = logs.main;
  process.on('uncaughtExceptionMonitor', (error) => log(error.stack ?? String(error)));
  const paths = new PathRegistry();
  const send = <K extends keyof Events>(name: K, event: Events[K]) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(name, event);
  };
  const events = new JobEvents((changed) => send('jobs:changed', changed));
  const userData = app.getPath('userData');
  const settings = openSettings(userData, log);
  const { guard, host, journal, changer, answers, ...connected } = connectJobs({
    registry,
    events,
    logs,
    userData,
    settings,
    texts,
    onEnd: (state) => send('end:changed', state),
    onWatches: (folders) => send('watch:changed', folders),
    onRecent: () => send('recent:changed', null),
  });
  const { thumbnails } = answers;
  const command = (event: WindowCommand) => send('window:command', event);
  const help = helpActions(settings, logs, command);
  handleRequests(
    requestSchemas,
    requestHandlers({ registry, paths, ...connected, ...answers, settings, end: guard.end, help }),
    isOwnPage,
  );

  const asked = ({ words, folder }: Start) =>
    askedOnCommandLine(words, { folder, types: Object.keys(registry), own: app.getAppPath() });
  const show = (starts: readonly Start[]) => {
    const again = !starts.some(({ first }) => first);
    const window =
      BrowserWindow.getAllWindows()[0] ??
      (again ? adopt(openWindow(), { paths, guard, logs, host, thumbnails }) : undefined);
    if (!window) return;
    if (again) guard.end.back();
    for (const one of byType(starts.map(asked))) void openAsked(window.webContents, paths, one);
  };
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => show([]));
  closeOnQuit(() => {
    // Also where nobody was asked, as at the end of a session: what has begun goes on at the next start.
    connected.jobs.suspend();
    // The host's jobs end first: what they have asked for is then between two names, or done.
    return Promise.all([
      host
        .close()
        .then(() => changer.stop(MAX_SETTLE_MS))
        .then(() => journal.close()),
      settings.close(),
      connected.recent.settled(),
    ]);
  });

  followSettings(settings, send, () => {
    texts.use(locale(settings.current));
    setMenu(texts.t, command, { quit: guard.quit, help });
    void offerTasks(settings.current);
  });
  adopt(first, { paths, guard, logs, host, thumbnails });
  setTimeout(() => host.warmUp(), WARM_UP_AFTER_MS);
  return { show };
}

/** Only Windows has a jump list, and only the packed app can be started by its program without the path of the project. */
async function offerTasks(settings: Pick<Settings, 'language'>): Promise<void> {
  if (process.platform !== 'win32' || !app.isPackaged) return;
  const types = Object.values(registry).map(({ definition }) => definition);
  app.setUserTasks(await userTasks(types, languageOf(locale(settings)), process.execPath));
}

function openSettings(userData: string, log: (line: string) => void): SettingsFile {
  const file = join(userData, 'settings.json');
  const settings = new SettingsFile(file, Date.now(), (error) => log(`settings: ${String(error)}`));
  if (settings.problem) log(`settings: ${settings.problem.code}`);
  return settings;
}

/**
 * Gives native parts their theme and language, now and at each change, and sends the change to the windows.
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

/** What the help menu does by itself. */
function helpActions(settings: SettingsFile, logs: Logs, command: (event: WindowCommand) => void): MenuActions['help'] {
  const parts = () => ({
    version: app.getVersion(),
    packaged: app.isPackaged,
    locale: locale(settings.current),
    settings: settings.current,
    tails: logs.tails(TAIL_LINES),
  });
  return {
    'copy-diagnostics': async () => {
      await clipboard.writeText(diagnosticsText(parts()));
      command({ kind: 'diagnostics-copied' });
    },
    'show-logs': () => void shell.openPath(logs.folder),
    // The sources have the app's own licence only; npm has those of the packages beside them.
    'show-licences': () =>
      void shell.openPath(app.isPackaged ? join(process.resourcesPath, 'licences') : join(app.getAppPath(), 'LICENSE')),
  };
}

interface WindowParts {
  readonly paths: PathRegistry;
  readonly guard: LeaveGuard;
  readonly logs: Logs;
  readonly host: HostConnection;
  readonly thumbnails: Thumbnails;
}

/** Ties a window to the parts that live with it. */
function adopt(window: BrowserWindow, { paths, guard, logs, host, thumbnails }: WindowParts): BrowserWindow {
  logPage(window.webContents, logs.page);
  reloadCrashedPage(window, logs.main);
  const { id } = window.webContents;
  window.on('closed', () => {
    paths.forget(id);
    thumbnails.forget(id);
  });
  guard.watch(window);
  window.webContents.on('input-event', () => host.windowUsed());
  return window;
}

/** A type without files comes from the menu of a launcher: the files are chosen in a dialog. */
async function openAsked(contents: WebContents, registry: PathRegistry, { type, paths }: Asked): Promise<void> {
  if (paths.length === 0 && type === undefined) return;
  // A page that is not there yet would not hear of it.
  if (contents.isLoadingMainFrame()) await once(contents, 'did-finish-load');
  const refs = await registry.register(contents.id, paths);
  const event: WindowCommand = refs.length > 0 ? { kind: 'open-paths', paths: refs } : { kind: 'choose-files' };
  contents.send('window:command', type === undefined ? event : { ...event, type });
}

/** Quitting waits until the host has cancelled its jobs and removed what was unfinished, and the journal says so. */
function closeOnQuit(close: () => Promise<unknown>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    // Not before this event has been dealt with: a quit within a quit that is being prevented is lost.
    const quit = () => setImmediate(() => app.quit());
    void close().finally(() => {
      closed = true;
      quit();
    });
  });
}
