// Wires the job service, the host, the journal and the windows' events to each other.
import { join } from 'node:path';
import { app, BrowserWindow, shell, webContents } from 'electron';
import { Claims } from '../../workers/claims/claims.ts';
import { FileChanger } from '../../workers/files/changes/file-changer.ts';
import { TrashCan } from '../../workers/files/changes/trash-can.ts';
import { sweepParts } from '../../workers/files/output/part-files.ts';
import type { JobRegistry } from '../../workers/jobs/job-type.ts';
import { message, toUserError } from '../../workers/jobs/user-error.ts';
import { JobJournal } from '../../workers/journal/job-journal.ts';
import { finishedIn } from '../../workers/journal/journal-summary.ts';
import type { FromHost, ToHost } from '../../workers/protocol.ts';
import type { Events, SubmitRequest } from '../contract/api.ts';
import type { EndState } from '../contract/ending.ts';
import type { JobUndo } from '../contract/jobs.ts';
import type { UserError } from '../contract/result.ts';
import type { WatchedFolder } from '../contract/watch.ts';
import { guardLeaving, type LeaveGuard } from '../ending/guard-leaving.ts';
import { HostConnection } from '../host/host-connection.ts';
import { ItemFetcher } from '../host/item-fetcher.ts';
import { nodeBinary, unpacked } from '../host/node-binary.ts';
import { PlanRelay } from '../host/plan-relay.ts';
import { Previews } from '../host/previews.ts';
import type { JobEvents } from '../ipc/job-events.ts';
import type { Logs } from '../logs/logs.ts';
import { pictureNames, pictureSources } from '../pictures/picture-sources.ts';
import { Thumbnails } from '../pictures/thumbnails.ts';
import { TryOuts } from '../pictures/try-outs.ts';
import { QueueWatch } from '../queue-watch.ts';
import { RecentFolders } from '../recent/recent-folders.ts';
import { connectionSettings } from '../settings/effective.ts';
import { jobDefaults } from '../settings/job-defaults.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { Texts } from '../texts/texts.ts';
import { JobResults } from '../undo/job-results.ts';
import { WatchFolders } from '../watch/watch-folders.ts';
import { WatchStore } from '../watch/watch-store.ts';
import { mayGoOn, progressId } from './going-on.ts';
import { forWindow, type KeptRecord } from './job-record.ts';
import { JobService } from './job-service.ts';
import { Journal, type JournalStart } from './journal.ts';
import { keepRowsOf, ProgressFolder } from './progress-folder.ts';
import { parseRequest, type RequestRules } from './requests/parse-request.ts';

export interface JobParts {
  readonly registry: JobRegistry;
  readonly events: JobEvents;
  readonly logs: Pick<Logs, 'main' | 'host'>;
  /** Folder of the journal. */
  readonly userData: string;
  readonly settings: SettingsFile;
  readonly texts: Texts;
  readonly onEnd: (state: EndState) => void;
  readonly onWatches: (folders: readonly WatchedFolder[]) => void;
  readonly onRecent: () => void;
}

export interface ConnectedJobs {
  readonly jobs: JobService;
  readonly items: ItemFetcher;
  readonly plans: PlanRelay;
  readonly results: JobResults;
  readonly guard: LeaveGuard;
  readonly previews: Previews;
  readonly thumbnails: Thumbnails;
  readonly tryOuts: TryOuts;
  readonly host: HostConnection;
  readonly journal: Journal;
  readonly changer: FileChanger;
  readonly watches: WatchFolders;
  readonly recent: RecentFolders;
}

export function connectJobs({
  registry,
  events,
  logs,
  userData,
  settings,
  texts,
  onEnd,
  onWatches,
  onRecent,
}: JobParts): ConnectedJobs {
  const { main: log } = logs;
  let unsaved: UserError | null = null;
  let onUnsaved = (): void => {};
  const start = openJournal(userData, log, (problem) => {
    unsaved = problem;
    onUnsaved();
  });
  const { journal } = start;
  const progress = new ProgressFolder(join(userData, 'progress'));
  const trashCan = new TrashCan({ trashItem: (path) => shell.trashItem(path), spareFolder: join(userData, 'kept') });
  const changer = new FileChanger({ folder: join(userData, 'changes'), trash: trashCan });
  const goesOn = (record: KeptRecord) => mayGoOn(record) || changer.hasChanges(record.id);
  if (start.isKnown)
    progress.keepOnly(start.jobs.filter(({ record }) => goesOn(record)).map(({ spec }) => progressId(spec)));

  const rowsFolder = join(userData, 'rows');
  keepRowsOf(
    rowsFolder,
    start.jobs.map(({ spec }) => spec.id),
  );

  const host: HostConnection = new HostConnection({
    node: nodeBinary(app.isPackaged ? process.resourcesPath : undefined),
    script: join(unpacked(import.meta.dirname), 'host.js'),
    settings: connectionSettings(settings.current),
    progressFolder: progress.folder,
    rowsFolder,
    onMessage: (message) => handle(message),
    onLost: (how) => {
      items.hostLost();
      plans.hostLost();
      previews.hostLost();
      thumbnails.hostLost();
      tryOuts.hostLost();
      // A change that the host has asked for is made to its end before its job starts again.
      void changer.settled().then(() => jobs.hostLost(how));
    },
    log,
    output: logs.host,
  });
  const send = (message: ToHost) => host.send(message);
  const items = new ItemFetcher(send, pictureNames(registry), (id) => {
    const spec = jobs.spec(id);
    return spec && progressId(spec);
  });
  const previews = new Previews(send);
  const plans = new PlanRelay({ send, tell: toWindow('plan:changed') });
  const thumbnails = new Thumbnails({
    send,
    tell: toWindow('thumbnails:made'),
    sourcesOf: (owner, picture) => pictureSources({ registry, jobs, items, plans, results }, owner, picture),
  });
  const tryOuts = new TryOuts({ send, tell: toWindow('try-out:made'), plans });
  const watch = new QueueWatch({
    jobs: () => jobs.list().jobs,
    window: () => BrowserWindow.getAllWindows()[0],
    t: texts.t,
    onStarted: () => guard.end.started(),
    onSettled: (ended) => guard.end.settled(ended),
  });
  let watches: WatchFolders | undefined;
  const recent = new RecentFolders({
    file: join(userData, 'recent-folders.json'),
    onChanged: onRecent,
    onError: (error) => log(`recent folders: ${String(error)}`),
  });
  recent.restored(start.jobs.map(({ spec }) => spec.id));
  const defaults: RequestRules['defaults'] = (definition) =>
    jobDefaults(definition, settings.current, settings.current.outputFolder);
  const jobs: JobService = new JobService({
    registry,
    send,
    onChanged: (record) => {
      const shown = forWindow(record);
      events.changed(shown);
      watch.changed(shown);
      results.changed(record);
      recent.jobChanged(record);
      watches?.jobChanged(record);
    },
    onRemoved: (id, revision) => {
      events.removed(id, revision);
      void results.removed(id);
    },
    journal,
    sweep: sweepParts,
    dropProgress: (id) => progress.drop(id),
    handOver: (from, to) => results.handOver(from, to),
    hasChanges: (id) => results.hasChanges(id),
    undoable: (record) => results.undoable(record),
    earlier: (spec) => results.earlier(spec),
    now: () => Date.now(),
    sideBySide: () => settings.current.sideBySide,
    defaults,
  });
  const guard = guardLeaving(jobs, settings, changer, onEnd);
  onUnsaved = () => guard.end.saved(unsaved);
  if (unsaved) onUnsaved();
  settings.onChanged((now) => {
    host.configure(connectionSettings(now));
    jobs.startMore();
  });
  const specs = new Map(start.jobs.map(({ spec }) => [spec.id, spec]));
  const namedBefore = (id: string) => {
    const spec = jobs.spec(id) ?? specs.get(id);
    return spec ? JobJournal.namedIn(JobJournal.fileOf(progress.folder, progressId(spec))) : [];
  };
  const onUndo = (id: string, undo: JobUndo) => jobs.setUndo(id, undo);
  const results = new JobResults({
    journal,
    changer,
    claims: new Claims(),
    namedBefore,
    specs: () => jobs.specs(),
    onUndo,
  });
  jobs.restore(start.jobs);
  results.restore(start.jobs);
  watches = new WatchFolders({
    store: new WatchStore(join(userData, 'watched'), (error) => log(`watched folders: ${String(error)}`)),
    registry,
    parse: (type, options, toPath) =>
      parseRequest({ registry, defaults }, type, options, toPath).options as SubmitRequest['options'],
    submit: (request) => jobs.submit(request, (path) => path).id,
    resultsOf: (id) => results.paths(id),
    onChanged: onWatches,
    log,
  });
  void mend(changer, jobs, start, log).then(() => tellFinished(jobs, progress));

  /** Gives each message of the host to the part that it is for. */
  function handle(message: FromHost): void {
    if (message.kind === 'ready') log(`host: Node ${message.node} process ${message.pid}`);
    else if (message.kind === 'beat') return;
    else if (message.kind === 'items') items.settle(message);
    else if (message.kind === 'markup') items.settleMarkup(message);
    else if (message.kind === 'plan' || message.kind === 'plan-failed' || message.kind === 'contents')
      plans.handle(message);
    else if (message.kind === 'preview') previews.settle(message);
    else if (message.kind === 'thumbnail') thumbnails.settle(message);
    else if (message.kind === 'tried-out') tryOuts.handle(message);
    else if (message.kind === 'replace') void replace(host, results, message);
    else if (message.kind === 'made') results.made(message.id, message.files);
    else {
      if (message.kind === 'failed') log(`job ${message.id} failed: ${JSON.stringify(message.error)}`);
      jobs.handle(message);
    }
  }
  return { jobs, items, plans, results, previews, thumbnails, tryOuts, guard, host, journal, changer, watches, recent };
}

/** @param onWriting called with what is wrong when writing begins to fail, and with null when it works again */
function openJournal(
  userData: string,
  log: (line: string) => void,
  onWriting: (problem: UserError | null) => void,
): JournalStart {
  const start = Journal.open(join(userData, 'journal.jsonl'), Date.now(), (problem) => {
    log(`journal: ${problem ? String(problem) : 'written again'}`);
    onWriting(problem ? message('HISTORY_NOT_SAVED', { folder: userData, why: toUserError(problem) }) : null);
  });
  if (start.setAside) log(`journal: it was damaged and is set aside as ${start.setAside}`);
  return start;
}

/** Sends an event to one window, if it is still open. */
function toWindow<K extends keyof Events>(name: K): (owner: number, event: Events[K]) => void {
  return (owner, event) => webContents.fromId(owner)?.send(name, event);
}

/** Says on the rows of interrupted jobs how far they were. */
async function tellFinished(jobs: JobService, progress: ProgressFolder): Promise<void> {
  for (const { id, state } of jobs.list().jobs) {
    const spec = state === 'interrupted' ? jobs.spec(id) : undefined;
    if (spec) jobs.noteFinished(id, await finishedIn(JobJournal.fileOf(progress.folder, progressId(spec))));
  }
}

type Replace = Extract<FromHost, { kind: 'replace' }>;

async function replace(host: HostConnection, results: JobResults, { request, job, change }: Replace): Promise<void> {
  try {
    host.send({ kind: 'replaced', request, replaced: await results.replace(job, change), error: null });
  } catch (error) {
    host.send({ kind: 'replaced', request, replaced: null, error: toUserError(error) });
  }
}

/** Puts in order what was being replaced when the app ended, and says so on the rows of the jobs. */
async function mend(
  changer: FileChanger,
  jobs: JobService,
  { isKnown }: JournalStart,
  log: (line: string) => void,
): Promise<void> {
  const recovered = changer.recover();
  for (const { job, counts } of await recovered) {
    log(`changes of ${job}: ${JSON.stringify(counts)}`);
    jobs.noteMended(job, counts.finished + counts['rolled-back'], counts.left + counts.failed);
  }
  if (isKnown) await changer.keepOnly((id) => jobs.spec(id) !== undefined);
}
