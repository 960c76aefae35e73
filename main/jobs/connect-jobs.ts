// Wires the job service, the host, the journal and the windows' events to each other.
import { join } from 'node:path';
import { app, BrowserWindow, shell } from 'electron';
import { Claims } from '../../workers/claims/claims.ts';
import { FileChanger } from '../../workers/files/changes/file-changer.ts';
import { TrashCan } from '../../workers/files/changes/trash-can.ts';
import type { JobRegistry } from '../../workers/jobs/job-type.ts';
import { message, toUserError } from '../../workers/jobs/user-error.ts';
import { JobJournal } from '../../workers/journal/job-journal.ts';
import { finishedIn } from '../../workers/journal/journal-summary.ts';
import type { FromHost, ToHost } from '../../workers/protocol.ts';
import type { SubmitRequest } from '../contract/api.ts';
import type { EndState } from '../contract/ending.ts';
import type { JobUndo } from '../contract/jobs.ts';
import type { UserError } from '../contract/result.ts';
import type { WatchedFolder } from '../contract/watch.ts';
import { guardLeaving, type LeaveGuard } from '../ending/guard-leaving.ts';
import { HostAnswers } from '../host/host-answers.ts';
import { HostConnection } from '../host/host-connection.ts';
import { nodeBinary, unpacked } from '../host/node-binary.ts';
import type { JobEvents } from '../ipc/job-events.ts';
import type { Logs } from '../logs/logs.ts';
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
  readonly answers: HostAnswers;
  readonly results: JobResults;
  readonly guard: LeaveGuard;
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
  const { progress, changer, rowsFolder } = openFolders(userData, start);
  const host: HostConnection = new HostConnection({
    node: nodeBinary(app.isPackaged ? process.resourcesPath : undefined),
    script: join(unpacked(import.meta.dirname), 'host.js'),
    settings: connectionSettings(settings.current),
    progressFolder: progress.folder,
    rowsFolder,
    onMessage: (message) => handle(message),
    onLost: (how) => {
      answers.hostLost();
      // A change that the host has asked for is made to its end before its job starts again.
      void changer.settled().then(() => jobs.hostLost(how));
    },
    log,
    output: logs.host,
  });
  const send = (message: ToHost) => host.send(message);
  const progressOf = (id: string) => {
    const spec = jobs.spec(id);
    return spec && progressId(spec);
  };
  const answers = new HostAnswers({ registry, send, progressOf, jobs: () => ({ jobs, results }) });
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
    sweep: (spec, folders) => progress.sweep(spec, folders),
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
    if (answers.take(message) || message.kind === 'beat') return;
    if (message.kind === 'ready') log(`host: Node ${message.node} process ${message.pid}`);
    else if (message.kind === 'replace') void replace(host, results, message);
    else if (message.kind === 'made') results.made(message.id, message.files);
    else {
      if (message.kind === 'failed') log(`job ${message.id} failed: ${JSON.stringify(message.error)}`);
      jobs.handle(message);
    }
  }
  return { jobs, answers, results, guard, host, journal, changer, watches, recent };
}

/** Opens what is kept of jobs besides the journal, and removes what belongs to none that the journal knows. */
function openFolders(userData: string, { jobs, isKnown }: JournalStart) {
  const progress = new ProgressFolder(join(userData, 'progress'));
  const trashCan = new TrashCan({ trashItem: (path) => shell.trashItem(path), spareFolder: join(userData, 'kept') });
  const changer = new FileChanger({ folder: join(userData, 'changes'), trash: trashCan });
  const goesOn = (record: KeptRecord) => mayGoOn(record) || changer.hasChanges(record.id);
  if (isKnown) progress.keepOnly(jobs.filter(({ record }) => goesOn(record)).map(({ spec }) => progressId(spec)));
  const rowsFolder = join(userData, 'rows');
  const ids = jobs.map(({ spec }) => spec.id);
  keepRowsOf(rowsFolder, ids);
  return { progress, changer, rowsFolder };
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
