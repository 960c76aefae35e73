// What answers the window's requests.
import { app, BrowserWindow, dialog, type OpenDialogOptions, shell, type WebContents } from 'electron';
import { z } from 'zod';
import type { JobRegistry } from '../workers/jobs/job-type.ts';
import { JobError } from '../workers/jobs/user-error.ts';
import type { AppInfo, JobTypeInfo, PathRef } from './contract/api.ts';
import type { RequestHandlers } from './ipc/handle-requests.ts';
import type { PathRegistry } from './ipc/path-registry.ts';
import type { ItemFetcher } from './jobs/item-fetcher.ts';
import type { JobService } from './jobs/job-service.ts';
import { parseRequest } from './jobs/parse-request.ts';
import type { PlanRelay } from './jobs/plan-relay.ts';

export interface RequestParts {
  readonly registry: JobRegistry;
  readonly jobs: JobService;
  readonly paths: PathRegistry;
  readonly items: ItemFetcher;
  readonly plans: PlanRelay;
}

export function requestHandlers({ registry, jobs, paths, items, plans }: RequestParts): RequestHandlers {
  const toPath = (sender: WebContents) => (id: string) => paths.resolve(sender.id, [id])[0] ?? '';
  return {
    'app:info': () => appInfo(registry),
    'paths:pick': ({ kind }, sender) => pick(kind, sender, paths),
    'paths:register': (list, sender) => paths.register(sender.id, list),
    'jobs:list': () => jobs.list(),
    'jobs:submit': ({ type, inputs, options }, sender) =>
      jobs.submit(type, paths.resolve(sender.id, inputs), options, toPath(sender)),
    'plan:start': ({ id, type, inputs, options }, sender) => {
      const parsed = parseRequest(registry, type, options, toPath(sender));
      const job = { type, inputs: paths.resolve(sender.id, inputs), options: parsed.options };
      return nothing(() => plans.start(sender.id, id, job));
    },
    'plan:cancel': (_params, sender) => nothing(() => plans.cancel(sender.id)),
    'jobs:cancel': ({ ids }) => nothing(() => jobs.cancel(ids)),
    'jobs:pause': ({ ids }) => nothing(() => jobs.pause(ids)),
    'jobs:resume': ({ ids }) => nothing(() => jobs.resume(ids)),
    'jobs:retry': ({ ids }) => nothing(() => jobs.retry(ids)),
    'jobs:remove': ({ ids }) => nothing(() => jobs.remove(ids)),
    'jobs:reveal': ({ id }) => reveal(jobs, id),
    'jobs:items': (request) => items.fetch(request),
  };
}

/** For requests that only change something: the change comes back as an event. */
function nothing(change: () => void): null {
  change();
  return null;
}

function appInfo(registry: JobRegistry): AppInfo {
  return {
    version: app.getVersion(),
    platform: process.platform as AppInfo['platform'],
    locale: app.getLocale() || 'en',
    jobTypes: Object.values(registry).map(({ definition }) => jobTypeInfo(definition)),
  };
}

function jobTypeInfo(definition: JobRegistry[string]['definition']): JobTypeInfo {
  const { type, label, accepts, schema } = definition;
  return { type, label, accepts, optionsSchema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) };
}

async function pick(kind: 'files' | 'folders', sender: WebContents, paths: PathRegistry): Promise<PathRef[]> {
  const options: OpenDialogOptions = {
    properties: [kind === 'files' ? 'openFile' : 'openDirectory', 'multiSelections', 'showHiddenFiles'],
  };
  const window = BrowserWindow.fromWebContents(sender);
  const { filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return paths.register(sender.id, filePaths);
}

function reveal(jobs: JobService, id: string): null {
  const [output] = jobs.record(id).outcome?.outputs ?? [];
  if (!output) throw new JobError({ code: 'NO_OUTPUT', message: 'This job wrote nothing that could be shown.' });
  shell.showItemInFolder(output);
  return null;
}
