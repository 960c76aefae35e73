// Answers the window's requests.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { app, type WebContents } from 'electron';
import type { JobRegistry } from '../workers/jobs/job-type.ts';
import { JobError } from '../workers/jobs/user-error.ts';
import { inEachLanguage, languageOf } from '../workers/messages/languages.ts';
import { faultOf } from '../workers/options/option-fault.ts';
import { optionsSchema } from '../workers/options/options-schema.ts';
import type { AppInfo, HelpAction, JobTypeInfo, PathRef, SubmitRequest } from './contract/api.ts';
import { chooseToOpen } from './dialogs.ts';
import type { QueueEnd } from './ending/queue-end.ts';
import type { ItemFetcher } from './host/item-fetcher.ts';
import type { PlanRelay } from './host/plan-relay.ts';
import type { Previews } from './host/previews.ts';
import type { RequestHandlers } from './ipc/handle-requests.ts';
import type { PathRegistry } from './ipc/path-registry.ts';
import type { KeptRecord } from './jobs/job-record.ts';
import type { JobService } from './jobs/job-service.ts';
import { followUp } from './jobs/requests/follow-up.ts';
import { givenTo } from './jobs/requests/job-given.ts';
import { parseRequest } from './jobs/requests/parse-request.ts';
import { runtimeText } from './logs/diagnostics.ts';
import { copyMarkup, copyPaths, dragOut, preview, reveal } from './outputs.ts';
import type { Thumbnails } from './pictures/thumbnails.ts';
import type { TryOuts } from './pictures/try-outs.ts';
import { exportPreset, importPreset } from './presets.ts';
import type { RecentFolders } from './recent/recent-folders.ts';
import { openRecent, recentList, removeRecent } from './recent/recent-requests.ts';
import { putSample } from './sample.ts';
import { locale, shownSettings } from './settings/effective.ts';
import { jobDefaults, optionInfos } from './settings/job-defaults.ts';
import type { SettingsFile } from './settings/settings-file.ts';
import type { KeptSettings } from './settings/settings-schema.ts';
import { messagesIn } from './texts/messages.ts';
import type { JobResults } from './undo/job-results.ts';
import { retry, startOver } from './undo/start-over.ts';
import { checkForUpdates } from './updates/check-updates.ts';
import { updateFeed } from './updates/feed.ts';
import type { WatchFolders } from './watch/watch-folders.ts';

type Definition = JobRegistry[string]['definition'];

export interface RequestParts {
  readonly registry: JobRegistry;
  readonly jobs: JobService;
  readonly paths: PathRegistry;
  readonly items: ItemFetcher;
  readonly plans: PlanRelay;
  readonly results: JobResults;
  readonly previews: Previews;
  readonly thumbnails: Thumbnails;
  readonly tryOuts: TryOuts;
  readonly settings: SettingsFile;
  readonly end: QueueEnd;
  readonly watches: WatchFolders;
  readonly recent: RecentFolders;
  readonly help: Readonly<Record<HelpAction, () => void>>;
}

export function requestHandlers({
  registry,
  jobs,
  paths,
  items,
  plans,
  results,
  previews,
  thumbnails,
  tryOuts,
  settings,
  end,
  watches,
  recent,
  help,
}: RequestParts): RequestHandlers {
  const toPath = (sender: WebContents) => (id: string) => paths.resolve(sender.id, [id])[0] ?? '';
  const defaults = (definition: Definition) => jobDefaults(definition, settings.current, settings.current.outputFolder);
  return {
    'app:info': (_params, sender) => appInfo(registry, sender, paths, settings.current),
    'paths:pick': ({ kind }, sender) => pick(kind, sender, paths),
    'paths:sample': async (_params, sender) => {
      const path = await putSample(join(import.meta.dirname, 'sample.jpg'), app.getPath('pictures'));
      const [ref] = await paths.register(sender.id, [path]);
      if (!ref) throw new JobError('ENOENT', { path });
      return ref;
    },
    'paths:register': (list, sender) => paths.register(sender.id, list),
    'jobs:list': () => jobs.list(),
    'jobs:submit': ({ inputs, ...request }, sender) =>
      jobs.submit({ ...request, inputs: paths.resolve(sender.id, inputs) }, toPath(sender)),
    'options:examples': ({ type, options }) => examples(registry, type, options),
    'presets:export': (preset, sender) => exportPreset(registry, preset, sender),
    'presets:import': (_params, sender) => importPreset(registry, sender),
    'plan:start': ({ id, type, inputs, options, next }, sender) => {
      const parse = (what: Pick<SubmitRequest, 'type' | 'options'>) =>
        parseRequest({ registry, defaults }, what.type, what.options, toPath(sender)).options;
      const follower = next && { next: { type: next.type, options: parse(next) } };
      const own = parse({ type, options });
      const resolved = paths.resolve(sender.id, inputs);
      const earlier = results.earlier({ type, inputs: resolved });
      const job = { type, inputs: resolved, options: own, earlier, ...follower };
      return nothing(() => plans.start(sender.id, id, job));
    },
    'plan:cancel': (_params, sender) => nothing(() => plans.cancel(sender.id)),
    'plan:contents': ({ id, query }, sender) => plans.ask(sender.id, id, query),
    'jobs:cancel': ({ ids }) => nothing(() => jobs.cancel(ids)),
    'jobs:pause': ({ ids }) => nothing(() => jobs.pause(ids)),
    'jobs:resume': ({ ids }) => nothing(() => jobs.resume(ids)),
    'jobs:move': ({ ids, before }) => jobs.move(ids, before),
    'jobs:retry': ({ ids }) => nothing(() => retry(jobs, results, ids)),
    'jobs:start-over': ({ ids }) => nothing(() => startOver(jobs, results, ids)),
    'jobs:follow': (asked, sender) =>
      nothing(() =>
        followUp(jobs, parseRequest({ registry, defaults }, asked.type, asked.options, toPath(sender)), asked),
      ),
    'jobs:given': ({ id }, sender) =>
      givenTo(jobs.spec(id) ?? unknownJob(), registry, (some) => paths.register(sender.id, some)),
    'jobs:remove': ({ ids }) => nothing(() => jobs.remove(ids.filter((id) => !results.isUndoing(id)))),
    'jobs:undo': ({ ids }) =>
      nothing(() =>
        undoAll(
          ids.map((id) => jobs.record(id)),
          results,
        ),
      ),
    'jobs:reveal': (which) => reveal({ jobs, items }, which),
    'jobs:copy-markup': ({ id }) => copyMarkup({ jobs, items }, id),
    'jobs:copy-paths': (which) => copyPaths({ jobs, items }, which),
    'jobs:preview': (request) => preview({ jobs, items, results, previews }, request),
    'try-out:start': (asked, sender) => {
      const { options } = parseRequest({ registry, defaults }, asked.type, asked.options, toPath(sender));
      return nothing(() => tryOuts.start(sender.id, asked, options));
    },
    'try-out:cancel': (_params, sender) => nothing(() => tryOuts.cancel(sender.id)),
    'thumbnails:want': ({ requests }, sender) => nothing(() => thumbnails.want(sender.id, requests)),
    'jobs:drag-out': (which, sender) => dragOut({ jobs, items }, which, sender),
    'jobs:items': (request) => items.fetch(request, jobs.spec(request.id) && jobs.record(request.id).undo),
    'end:get': () => end.state,
    'end:leave': ({ choice }) => nothing(() => end.answer(choice)),
    'end:countdown': ({ choice }) => nothing(() => (choice === 'now' ? void end.runNow() : end.cancel())),
    'help:do': ({ what }) => nothing(() => help[what]()),
    'updates:check': () => checkForUpdates(updateFeed(app.isPackaged, process.env)),
    'watch:list': () => watches.list(),
    'watch:add': async ({ type, folder, options }, sender) => {
      await watches.add({ type, folder: toPath(sender)(folder), options }, toPath(sender));
      return null;
    },
    'watch:turn': async ({ id, on }) => {
      await watches.turn(id, on);
      return null;
    },
    'watch:remove': async ({ id }) => {
      await watches.remove(id);
      return null;
    },
    'recent:list': (_params, sender) => recentList({ recent, paths }, sender),
    'recent:remove': ({ ids }, sender) => removeRecent({ recent, paths }, ids, sender),
    'recent:open': ({ id }, sender) => openRecent({ recent, paths }, id, sender),
    'settings:get': () => ({ settings: shownSettings(settings.current), problem: settings.problem }),
    'settings:set': (change, sender) => {
      const { outputFolder } = change;
      const folder = outputFolder ? { outputFolder: paths.resolve(sender.id, [outputFolder])[0] } : {};
      void settings.change({ ...change, ...folder });
      return shownSettings(settings.current);
    },
  };
}

/** For requests that only change something: the change comes back as an event. */
function nothing(change: () => void): null {
  change();
  return null;
}

async function appInfo(
  registry: JobRegistry,
  sender: WebContents,
  paths: PathRegistry,
  settings: KeptSettings,
): Promise<AppInfo> {
  const folders = settings.outputFolder === null ? [] : [settings.outputFolder];
  const [outputFolder = null] = await paths.register(sender.id, folders);
  const info = async (jobType: JobRegistry[string]) => {
    return jobTypeInfo(jobType, jobDefaults(jobType.definition, settings, outputFolder?.id ?? null));
  };
  return {
    version: app.getVersion(),
    runtime: runtimeText(),
    platform: process.platform as AppInfo['platform'],
    locale: locale(settings),
    cores: availableParallelism(),
    outputFolder,
    jobTypes: await Promise.all(
      Object.values(registry)
        .toSorted((a, b) => a.definition.place - b.definition.place)
        .map(info),
    ),
    messages: await messagesIn(languageOf(locale(settings)), registry),
  };
}

async function jobTypeInfo(
  { definition, pictures, markup }: JobRegistry[string],
  defaults: Readonly<Record<string, unknown>>,
): Promise<JobTypeInfo> {
  const { type, icon, accepts, chains, presets, summary } = definition;
  const texts = await inEachLanguage(async (language) => (await definition.texts(language)).texts);
  const options = optionInfos(definition, defaults);
  const can = { pictures: pictures !== undefined, markup: markup !== undefined };
  return { type, icon, accepts, chains, presets, summary, texts, options, ...can };
}

/** Nothing for options that cannot be: the form says what is wrong with them. */
function examples(registry: JobRegistry, type: string, options: Readonly<Record<string, unknown>>) {
  const definition = Object.hasOwn(registry, type) ? registry[type]?.definition : undefined;
  const parsed = definition && optionsSchema(definition).safeParse(options);
  if (!definition || !parsed?.success || faultOf(definition, parsed.data)) return {};
  return definition.examples?.(parsed.data) ?? {};
}

async function pick(kind: 'files' | 'folders', sender: WebContents, paths: PathRegistry): Promise<PathRef[]> {
  // Linux' dialogs leave hidden files to their user.
  const properties = [kind === 'files' ? 'openFile' : 'openDirectory', 'multiSelections', 'showHiddenFiles'] as const;
  return paths.register(sender.id, await chooseToOpen(sender, kind, { properties: [...properties] }));
}

function undoAll(records: readonly KeptRecord[], results: JobResults): void {
  for (const record of records) results.undo(record);
}

/** @throws {JobError} */
function unknownJob(): never {
  throw new JobError('UNKNOWN_JOB');
}
