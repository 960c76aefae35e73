// window.api: the only thing the renderer can call. Preload implements it; main answers.
import type { JobDefinition } from '../../workers/jobs/job-type.ts';
import type { Language } from '../../workers/messages/languages.ts';
import type { Option, OptionValue, When } from '../../workers/options/option-table.ts';
import type { OptionTexts, SummaryTable, TypeTexts } from '../../workers/options/type-texts.ts';
import type { EndState, LeaveChoice } from './ending.ts';
import type { ItemState, JobItem, JobRecord } from './jobs.ts';
import type {
  Preview,
  PreviewRequest,
  ThumbnailMade,
  ThumbnailRequest,
  TryOutAnswer,
  TryOutRequest,
} from './pictures.ts';
import type { ContentsAnswer, ContentsQuery, JobPlan } from './plan.ts';
import type { RecentFolder } from './recent.ts';
import type { Catalogue, Message, Result, UserError } from './result.ts';
import type { Settings, SettingsAnswer, SettingsChange } from './settings.ts';
import type { WatchedFolder, WatchRequest } from './watch.ts';

export type RequestName = keyof Requests;

/** Stands for a path that main knows. The renderer never sees or makes paths. */
export interface PathRef {
  /** Opaque and unguessable; good for this window until it closes. */
  readonly id: string;
  /** File or folder name without its folder. */
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Of a folder: the extensions of the first files in it, and how many have each. */
  readonly inside?: Readonly<Record<string, number>>;
}

/** An option as the window draws it: the entry of the type's table, with the default that the settings make. */
export type OptionInfo = { readonly [K in Option['kind']]: InfoOf<Extract<Option, { kind: K }>> }[Option['kind']];

type InfoOf<O> = Omit<O, 'check' | 'flag' | 'fromSettings'> & { readonly key: string };

/** All that the window knows of a job type. */
export interface JobTypeInfo
  extends Pick<JobDefinition<object>, 'type' | 'icon' | 'accepts' | 'chains' | 'presets' | 'summary'> {
  readonly texts: Readonly<Record<Language, TypeTexts>>;
  /** In the order of the form. */
  readonly options: readonly OptionInfo[];
  /** Its jobs are of pictures, and show the first of them. */
  readonly pictures: boolean;
  /** There is HTML for their results. */
  readonly markup: boolean;
}

export type { Language, OptionTexts, OptionValue, SummaryTable, TypeTexts, When };

export interface AppInfo {
  readonly version: string;
  /** What it runs on: `Electron 45.4.1, Chromium 150, Node 24`. */
  readonly runtime: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** BCP 47, for Intl. Of the language that the settings name, in the system's region. */
  readonly locale: string;
  /** How many workers "automatic" makes. */
  readonly cores: number;
  /** The folder that the settings name for results, also the default of the options that are folders. */
  readonly outputFolder: PathRef | null;
  readonly jobTypes: readonly JobTypeInfo[];
  /** The sentences of what goes wrong, in the window's language: those that all jobs share, and each type's own. */
  readonly messages: Catalogue;
}

export interface JobList {
  /** The highest revision in it. */
  readonly revision: number;
  readonly jobs: readonly JobRecord[];
}

/** Records that changed, and ids of those that are gone. Idempotent: whole records, newest revision wins. */
export interface JobsChanged extends JobList {
  readonly removed: readonly string[];
}

export interface SubmitRequest {
  readonly type: string;
  /** Ids of PathRefs. */
  readonly inputs: readonly string[];
  /** Parsed by main with the type's schema; what is absent takes its default. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What to do with the results: a second job, which starts when this one is done. */
  readonly next?: { readonly type: string; readonly options: Readonly<Record<string, unknown>> };
  /** An earlier job with the same inputs: their names are kept as it kept them. */
  readonly like?: LikeJob;
}

/** Another job for the results of one that is done. */
export interface FollowRequest extends Pick<SubmitRequest, 'type' | 'options'> {
  /** Of the job that made them. */
  readonly id: string;
}

export interface LikeJob {
  readonly id: string;
  /** It has not started or has no results: the new job takes its place in the list. */
  readonly replace: boolean;
}

/** A named set of options, as a file holds it. */
export interface PresetFile extends Pick<SubmitRequest, 'type' | 'options'> {
  readonly name: string;
}

/** What a job was submitted with, to submit it again. */
export interface JobGiven {
  readonly type: string;
  readonly inputs: readonly PathRef[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly next?: { readonly type: string; readonly options: Readonly<Record<string, unknown>> } | undefined;
  /** The folders that the options name by id. */
  readonly folders: readonly PathRef[];
}

/** Asks for examples of what the options would make, such as a file's name, by the keys of the options. */
export type ExamplesRequest = Pick<SubmitRequest, 'type' | 'options'>;

/** What a job would do, asked before it is submitted. */
export interface PlanRequest extends SubmitRequest {
  /** The window's own name for this question; answers carry it. */
  readonly id: string;
}

/** The plan so far, whole each time, or why the job could not run. */
export interface PlanChanged {
  readonly id: string;
  readonly plan: JobPlan | null;
  readonly error: UserError | null;
}

/** Asks about the contents of the inputs of the plan with this id. */
export interface ContentsRequest {
  readonly id: string;
  readonly query: ContentsQuery;
}

export interface MoveRequest {
  /** Those among them that have not been started are moved; they keep their order. */
  readonly ids: readonly string[];
  /** The job that they go in front of; null: to the end of the queue. One that has been started stands for the front. */
  readonly before: string | null;
}

/** The results of a job or, with an item's index, those of that row. */
export interface OutputsRequest {
  readonly id: string;
  readonly item?: number;
}

export interface ItemsRequest {
  readonly id: string;
  readonly offset: number;
  /** At most `MAX_ITEMS_PER_PAGE`. */
  readonly limit: number;
  /** Only items in this state. */
  readonly state?: ItemState;
  /** Only items whose name contains this, whatever the case. */
  readonly search?: string;
}

export interface ItemsPage {
  /** How many items match, not only those of this page. */
  readonly total: number;
  readonly items: readonly JobItem[];
}

export type HelpAction = 'copy-diagnostics' | 'show-logs' | 'show-licences';

/** Requests: parameter and value of each. The one map that preload, main and renderer share. */
export interface Requests {
  'app:info': { params: undefined; value: AppInfo };
  'paths:pick': { params: { readonly kind: 'files' | 'folders' }; value: readonly PathRef[] };
  /** Puts a sample picture into the user's pictures. */
  'paths:sample': { params: undefined; value: PathRef };
  'paths:register': { params: readonly string[]; value: readonly PathRef[] };
  'jobs:list': { params: undefined; value: JobList };
  'jobs:submit': { params: SubmitRequest; value: JobRecord };
  'options:examples': { params: ExamplesRequest; value: Readonly<Record<string, string>> };
  'presets:export': { params: PresetFile; value: boolean };
  'presets:import': { params: undefined; value: PresetFile | null };
  'plan:start': { params: PlanRequest; value: null };
  'plan:cancel': { params: undefined; value: null };
  'plan:contents': { params: ContentsRequest; value: ContentsAnswer };
  'jobs:cancel': { params: { readonly ids: readonly string[] }; value: null };
  'jobs:pause': { params: { readonly ids: readonly string[] }; value: null };
  'jobs:resume': { params: { readonly ids: readonly string[] }; value: null };
  'jobs:move': { params: MoveRequest; value: readonly JobRecord[] };
  'jobs:retry': { params: { readonly ids: readonly string[] }; value: null };
  'jobs:follow': { params: FollowRequest; value: null };
  'jobs:start-over': { params: { readonly ids: readonly string[] }; value: null };
  'jobs:given': { params: { readonly id: string }; value: JobGiven };
  'jobs:remove': { params: { readonly ids: readonly string[] }; value: null };
  'jobs:undo': { params: { readonly ids: readonly string[] }; value: null };
  'jobs:reveal': { params: OutputsRequest; value: null };
  'jobs:copy-markup': { params: { readonly id: string }; value: null };
  'jobs:copy-paths': { params: OutputsRequest; value: null };
  'jobs:preview': { params: PreviewRequest; value: Preview };
  'try-out:start': { params: TryOutRequest; value: null };
  'try-out:cancel': { params: undefined; value: null };
  'thumbnails:want': { params: { readonly requests: readonly ThumbnailRequest[] }; value: null };
  'jobs:drag-out': { params: OutputsRequest; value: null };
  'jobs:items': { params: ItemsRequest; value: ItemsPage };
  'end:get': { params: undefined; value: EndState };
  'end:leave': { params: { readonly choice: LeaveChoice }; value: null };
  'end:countdown': { params: { readonly choice: 'now' | 'cancel' }; value: null };
  /** Diagnostics go to the clipboard; logs and licences are shown in the file manager. */
  'help:do': { params: { readonly what: HelpAction }; value: null };
  /** The only request that uses the network. The user starts it. */
  'updates:check': { params: undefined; value: Message };
  'watch:list': { params: undefined; value: readonly WatchedFolder[] };
  'watch:add': { params: WatchRequest; value: null };
  'watch:turn': { params: { readonly id: string; readonly on: boolean }; value: null };
  'watch:remove': { params: { readonly id: string }; value: null };
  'recent:list': { params: undefined; value: readonly RecentFolder[] };
  'recent:remove': { params: { readonly ids: readonly string[] }; value: readonly RecentFolder[] };
  'recent:open': { params: { readonly id: string }; value: null };
  'settings:get': { params: undefined; value: SettingsAnswer };
  'settings:set': { params: SettingsChange; value: Settings };
}

/** Main asks the window for something, from a menu or another program. */
export type WindowCommand =
  /** `type` is the key of a job type; without one the kind of the files decides. */
  | { readonly kind: 'open-paths'; readonly paths: readonly PathRef[]; readonly type?: string }
  | { readonly kind: 'choose-files'; readonly type?: string }
  | { readonly kind: 'choose-folders' }
  | { readonly kind: 'pause-all' }
  | { readonly kind: 'resume-all' }
  | { readonly kind: 'cancel-waiting' }
  | { readonly kind: 'cancel-all' }
  | { readonly kind: 'retry-failed' }
  | { readonly kind: 'clear-finished' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'check-updates' }
  | { readonly kind: 'sheet'; readonly sheet: 'guide' | 'about' }
  /** The window says so, as the menu is closed by then. */
  | { readonly kind: 'diagnostics-copied' };

export interface Events {
  'jobs:changed': JobsChanged;
  'plan:changed': PlanChanged;
  'thumbnails:made': ThumbnailMade;
  'try-out:made': TryOutAnswer;
  'window:command': WindowCommand;
  'settings:changed': Settings;
  'end:changed': EndState;
  'watch:changed': readonly WatchedFolder[];
  /** The list of recent folders has changed. */
  'recent:changed': null;
}

type Unsubscribe = () => void;

/** Named functions only; nothing generic crosses the border. */
export interface DropmillApi {
  info(): Promise<Result<AppInfo>>;
  /** Opens the system's dialog. An empty list when it was closed without a choice. */
  pick(kind: 'files' | 'folders'): Promise<Result<readonly PathRef[]>>;
  /** A sample picture in the user's pictures, to try the app with. */
  sample(): Promise<Result<PathRef>>;
  /** For Files of a drop, a paste or an `<input type=file>`. Files made by script have no path and are refused. */
  registerFiles(files: readonly File[]): Promise<Result<readonly PathRef[]>>;
  examples(request: ExamplesRequest): Promise<Result<Readonly<Record<string, string>>>>;
  /** Writes a preset to a file that the user chooses. Answers whether one was chosen. */
  exportPreset(preset: PresetFile): Promise<Result<boolean>>;
  /** Reads a preset from a file that the user chooses; null when none was chosen. */
  importPreset(): Promise<Result<PresetFile | null>>;
  submit(request: SubmitRequest): Promise<Result<JobRecord>>;
  /** Answers come by `onPlanChanged`. A window has one plan: a new one ends the one before. */
  startPlan(request: PlanRequest): Promise<Result<null>>;
  cancelPlan(): Promise<Result<null>>;
  planContents(request: ContentsRequest): Promise<Result<ContentsAnswer>>;
  onPlanChanged(listener: (changed: PlanChanged) => void): Unsubscribe;
  listJobs(): Promise<Result<JobList>>;
  cancel(ids: readonly string[]): Promise<Result<null>>;
  pause(ids: readonly string[]): Promise<Result<null>>;
  resume(ids: readonly string[]): Promise<Result<null>>;
  /** Changes the order in which waiting jobs are started. Answers with the records that changed. */
  move(request: MoveRequest): Promise<Result<readonly JobRecord[]>>;
  /** Submits ended jobs again with the same inputs and options. A job that was cancelled or interrupted continues where it was. */
  retry(ids: readonly string[]): Promise<Result<null>>;
  /** Runs them again from the beginning. What they have made is undone first. */
  startOver(ids: readonly string[]): Promise<Result<null>>;
  /** Starts another job with the results of one that is done. */
  follow(request: FollowRequest): Promise<Result<null>>;
  /** What a job was given, for a new one with other options. */
  given(id: string): Promise<Result<JobGiven>>;
  /** Removes ended jobs from the list. Files are not touched. */
  remove(ids: readonly string[]): Promise<Result<null>>;
  /** Moves the results of ended jobs to the trash and restores the originals that they replaced. What was changed since stays. */
  undo(ids: readonly string[]): Promise<Result<null>>;
  /** Shows the first result in the system's file manager. */
  reveal(which: OutputsRequest): Promise<Result<null>>;
  /** Copies HTML that shows the results, with addresses relative to the folder that they share. */
  copyMarkup(id: string): Promise<Result<null>>;
  /** Copies the paths of the results, one a line. */
  copyPaths(which: OutputsRequest): Promise<Result<null>>;
  /** A picture before or after, small enough to look at. */
  preview(request: PreviewRequest): Promise<Result<Preview>>;
  /**
   * All small pictures that are in sight and not there yet, at most `MAX_THUMBNAILS_PER_REQUEST`. What an earlier call has
   * asked for and this one has not is no longer made. Answers come by `onThumbnail`, one for each request.
   */
  wantThumbnails(requests: readonly ThumbnailRequest[]): Promise<Result<null>>;
  onThumbnail(listener: (made: ThumbnailMade) => void): Unsubscribe;
  /** Answers come by `onTriedOut`. A new question ends the one before. */
  startTryOut(request: TryOutRequest): Promise<Result<null>>;
  cancelTryOut(): Promise<Result<null>>;
  onTriedOut(listener: (answer: TryOutAnswer) => void): Unsubscribe;
  /** Gives the results to a drag that has just begun, for another program. */
  dragOut(which: OutputsRequest): Promise<Result<null>>;
  items(request: ItemsRequest): Promise<Result<ItemsPage>>;
  end(): Promise<Result<EndState>>;
  /** Answers the question that is asked when the user quits while jobs are running. */
  leave(choice: LeaveChoice): Promise<Result<null>>;
  settleCountdown(choice: 'now' | 'cancel'): Promise<Result<null>>;
  onEndChanged(listener: (state: EndState) => void): Unsubscribe;
  helpDo(what: HelpAction): Promise<Result<null>>;
  /** Whether there is a newer release. Nothing else asks for it. */
  checkForUpdates(): Promise<Result<Message>>;
  /** Folders whose new files become jobs. */
  watchedFolders(): Promise<Result<readonly WatchedFolder[]>>;
  /** Only files that arrive from now on become jobs. */
  watchFolder(request: WatchRequest): Promise<Result<null>>;
  turnWatch(id: string, on: boolean): Promise<Result<null>>;
  removeWatch(id: string): Promise<Result<null>>;
  onWatchesChanged(listener: (folders: readonly WatchedFolder[]) => void): Unsubscribe;
  /** Folders that results went to last and that are there, the newest first. */
  recentFolders(): Promise<Result<readonly RecentFolder[]>>;
  /** Removes some from the list, and answers with the rest. Nothing on the disk changes. */
  removeRecent(ids: readonly string[]): Promise<Result<readonly RecentFolder[]>>;
  /** Shows one in the file manager. */
  openRecent(id: string): Promise<Result<null>>;
  onRecentChanged(listener: () => void): Unsubscribe;
  settings(): Promise<Result<SettingsAnswer>>;
  /** A setting of jobs applies to the next job, one of the window at once. */
  changeSettings(change: SettingsChange): Promise<Result<Settings>>;
  onSettingsChanged(listener: (settings: Settings) => void): Unsubscribe;
  onJobsChanged(listener: (changed: JobsChanged) => void): Unsubscribe;
  onCommand(listener: (command: WindowCommand) => void): Unsubscribe;
}
