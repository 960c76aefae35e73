// The bridge: named functions on window.api, each bound to one channel. Runs sandboxed, as CommonJS.
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { KnownMessage } from '../workers/messages/codes.ts';
import { shownValue } from '../workers/messages/shown-text.ts';
import { slices } from '../workers/slices.ts';
import type { DropmillApi, Events, PathRef, Requests } from './contract/api.ts';
import { MAX_PATHS_PER_REQUEST } from './contract/limits.ts';
import type { Result } from './contract/result.ts';

/** Their names come back in requests, so that the page itself shows them as what they are; and a preset's options are not names. */
const RAW: ReadonlySet<keyof Requests> = new Set(['plan:contents', 'presets:import', 'jobs:preview']);

/** Names of files may hold what breaks lines or turns the direction of writing: nothing of that reaches the page. */
async function request<K extends keyof Requests>(
  name: K,
  params: Requests[K]['params'],
): Promise<Result<Requests[K]['value']>> {
  const answer = await ipcRenderer.invoke(name, params);
  return RAW.has(name) ? answer : shownValue(answer);
}

function subscribe<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): () => void {
  const forward = (_event: IpcRendererEvent, value: Events[K]) => listener(shownValue(value));
  ipcRenderer.on(name, forward);
  return () => ipcRenderer.removeListener(name, forward);
}

/**
 * Asks for what the window needs first while its script is still being loaded. The first caller gets that answer, unless
 * something has changed since; later ones ask again.
 */
function askedAhead<K extends 'app:info' | 'end:get' | 'jobs:list' | 'settings:get'>(
  name: K,
  changed?: keyof Events,
): () => Promise<Result<Requests[K]['value']>> {
  const ask = () => request(name, undefined as Requests[K]['params']);
  let ahead: ReturnType<typeof ask> | undefined = ask();
  if (changed) ipcRenderer.once(changed, () => (ahead = undefined));
  return () => {
    const answer = ahead ?? ask();
    ahead = undefined;
    return answer;
  };
}

/** Only a real dropped or chosen File has a path; one made by script has none and is refused. */
async function registerFiles(files: readonly File[]): Promise<Result<readonly PathRef[]>> {
  const paths = files.map((file) => webUtils.getPathForFile(file));
  if (paths.some((path) => path === '')) {
    return { ok: false, error: { code: 'NO_PATH' } satisfies KnownMessage };
  }
  const refs: PathRef[] = [];
  for (const some of slices(paths, MAX_PATHS_PER_REQUEST)) {
    const part = await request('paths:register', some);
    if (!part.ok) return part;
    refs.push(...part.value);
  }
  return { ok: true, value: refs };
}

const api: DropmillApi = {
  info: askedAhead('app:info', 'settings:changed'),
  pick: (kind) => request('paths:pick', { kind }),
  sample: () => request('paths:sample', undefined),
  registerFiles,
  submit: (submit) => request('jobs:submit', submit),
  startPlan: (plan) => request('plan:start', plan),
  cancelPlan: () => request('plan:cancel', undefined),
  planContents: (asked) => request('plan:contents', asked),
  onPlanChanged: (listener) => subscribe('plan:changed', listener),
  listJobs: askedAhead('jobs:list', 'jobs:changed'),
  cancel: (ids) => request('jobs:cancel', { ids }),
  pause: (ids) => request('jobs:pause', { ids }),
  resume: (ids) => request('jobs:resume', { ids }),
  move: (move) => request('jobs:move', move),
  retry: (ids) => request('jobs:retry', { ids }),
  startOver: (ids) => request('jobs:start-over', { ids }),
  follow: (asked) => request('jobs:follow', asked),
  given: (id) => request('jobs:given', { id }),
  remove: (ids) => request('jobs:remove', { ids }),
  undo: (ids) => request('jobs:undo', { ids }),
  reveal: (which) => request('jobs:reveal', which),
  copyMarkup: (id) => request('jobs:copy-markup', { id }),
  copyPaths: (which) => request('jobs:copy-paths', which),
  startTryOut: (asked) => request('try-out:start', asked),
  cancelTryOut: () => request('try-out:cancel', undefined),
  onTriedOut: (listener) => subscribe('try-out:made', listener),
  wantThumbnails: (requests) => request('thumbnails:want', { requests }),
  onThumbnail: (listener) => subscribe('thumbnails:made', listener),
  preview: (preview) => request('jobs:preview', preview),
  dragOut: (which) => request('jobs:drag-out', which),
  examples: (asked) => request('options:examples', asked),
  exportPreset: (preset) => request('presets:export', preset),
  importPreset: () => request('presets:import', undefined),
  items: (items) => request('jobs:items', items),
  end: askedAhead('end:get', 'end:changed'),
  leave: (choice) => request('end:leave', { choice }),
  settleCountdown: (choice) => request('end:countdown', { choice }),
  onEndChanged: (listener) => subscribe('end:changed', listener),
  helpDo: (what) => request('help:do', { what }),
  checkForUpdates: () => request('updates:check', undefined),
  watchedFolders: () => request('watch:list', undefined),
  watchFolder: (watch) => request('watch:add', watch),
  turnWatch: (id, on) => request('watch:turn', { id, on }),
  removeWatch: (id) => request('watch:remove', { id }),
  onWatchesChanged: (listener) => subscribe('watch:changed', listener),
  recentFolders: () => request('recent:list', undefined),
  removeRecent: (ids) => request('recent:remove', { ids }),
  openRecent: (id) => request('recent:open', { id }),
  onRecentChanged: (listener) => subscribe('recent:changed', listener),
  settings: askedAhead('settings:get', 'settings:changed'),
  changeSettings: (change) => request('settings:set', change),
  onSettingsChanged: (listener) => subscribe('settings:changed', listener),
  onJobsChanged: (listener) => subscribe('jobs:changed', listener),
  onCommand: (listener) => subscribe('window:command', listener),
};

contextBridge.exposeInMainWorld('api', api);
