// Composition root: builds the parts, wires them, shuts them down.
import { join, resolve } from 'node:path';
import { app, BrowserWindow, session, shell, type WebContents } from 'electron';
import { sweepParts } from '../workers/files/part-files.ts';
import * as registry from '../workers/jobs/registry.ts';
import { toUserError } from '../workers/jobs/user-error.ts';
import type { FromHost } from '../workers/protocol.ts';
import type { Events, WindowCommand } from './contract/api.ts';
import { handleRequests } from './ipc/handle-requests.ts';
import { JobEvents } from './ipc/job-events.ts';
import { PathRegistry } from './ipc/path-registry.ts';
import { requestSchemas } from './ipc/request-schemas.ts';
import { HostConnection } from './jobs/host-connection.ts';
import { ItemFetcher } from './jobs/item-fetcher.ts';
import { JobService } from './jobs/job-service.ts';
import { nodeBinary, unpacked } from './jobs/node-binary.ts';
import { openLog } from './log.ts';
import { setMenu } from './menu.ts';
import { pathArguments } from './path-arguments.ts';
import { QueueWatch } from './queue-watch.ts';
import { requestHandlers, workerCount } from './requests.ts';
import { isOwnPage, lockContents, lockSession, registerScheme, serveRenderer } from './security.ts';
import { openWindow } from './window.ts';

/** Jobs that run side by side. Two keep the workers busy while one of them walks folders or waits for its disk. */
const SIDE_BY_SIDE = 2;

function run(): void {
  registerScheme();
  app.enableSandbox();
  lockContents();
  const log = openLog(join(app.getPath('userData'), 'logs'));
  const { jobs, items, host } = connectJobs(log);
  const paths = new PathRegistry();

  const send = <K extends keyof Events>(name: K, event: Events[K]) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(name, event);
  };
  const command = (event: WindowCommand) => send('window:command', event);
  handleRequests(requestSchemas, requestHandlers({ registry, jobs, paths, items }), isOwnPage);

  const show = (argv: readonly string[], folder: string) => {
    const window = BrowserWindow.getAllWindows()[0] ?? newWindow(paths);
    if (window.isMinimized()) window.restore();
    window.focus();
    void openPaths(window.webContents, paths, pathArguments(argv, folder, app.getAppPath()));
  };
  app.on('second-instance', (_event, argv, folder) => show(argv.slice(1), folder));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void app.whenReady().then(() => show([path], '/'));
  });
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => show([], '/'));
  closeHostOnQuit(host);

  void app.whenReady().then(() => {
    lockSession(session.defaultSession);
    serveRenderer(session.defaultSession, resolve(import.meta.dirname, 'renderer'));
    setMenu(command);
    host.warmUp();
    const window = newWindow(paths);
    window.webContents.once('did-finish-load', () => {
      void openPaths(window.webContents, paths, pathArguments(process.argv.slice(1), process.cwd(), app.getAppPath()));
    });
  });

  /** Wires the job service, the host and the windows' events to each other. */
  function connectJobs(log: (line: string) => void) {
    const events = new JobEvents((changed) => send('jobs:changed', changed));
    const host: HostConnection = new HostConnection({
      node: nodeBinary(app.isPackaged ? process.resourcesPath : undefined),
      script: join(unpacked(import.meta.dirname), 'host.js'),
      settings: { executor: 'threads', workers: workerCount() },
      onMessage: (message) => handleHost(message),
      onLost: (how) => {
        items.hostLost();
        void jobs.hostLost(how);
      },
      log,
    });
    const items = new ItemFetcher((message) => host.send(message));
    const watch = new QueueWatch(
      () => jobs.list().jobs,
      () => BrowserWindow.getAllWindows()[0],
    );
    const jobs: JobService = new JobService({
      registry,
      send: (message) => host.send(message),
      onChanged: (record) => {
        events.changed(record);
        watch.changed(record);
      },
      onRemoved: (id, revision) => events.removed(id, revision),
      sweep: sweepParts,
      now: () => Date.now(),
      sideBySide: SIDE_BY_SIDE,
    });
    const handleHost = (message: FromHost) => {
      if (message.kind === 'ready') log(`host: Node ${message.node} process ${message.pid}`);
      else if (message.kind === 'items') items.settle(message);
      else if (message.kind === 'trash') void trash(host, message.request, message.path);
      else jobs.handle(message);
    };
    return { jobs, items, host };
  }
}

function newWindow(paths: PathRegistry): BrowserWindow {
  const window = openWindow();
  const { id } = window.webContents;
  window.on('closed', () => paths.forget(id));
  return window;
}

async function openPaths(contents: WebContents, paths: PathRegistry, list: readonly string[]): Promise<void> {
  if (list.length === 0) return;
  const event: Events['window:command'] = { kind: 'open-paths', paths: await paths.register(contents.id, list) };
  contents.send('window:command', event);
}

async function trash(host: HostConnection, request: number, path: string): Promise<void> {
  const error = await shell.trashItem(path).then(() => null, toUserError);
  host.send({ kind: 'trashed', request, error });
}

/** Quitting waits until the host has cancelled its jobs and removed what was unfinished. */
function closeHostOnQuit(host: HostConnection): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void host.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

const profile = app.commandLine.getSwitchValue('user-data-dir');
if (profile) app.setPath('userData', resolve(profile));

if (app.requestSingleInstanceLock()) run();
else app.quit();
