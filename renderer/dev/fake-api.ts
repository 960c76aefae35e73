// A main process made up for the development page: jobs that progress by the clock, 20 events a second.
import type { DropmillApi, ItemsRequest, JobsChanged, PathRef, PlanChanged } from '../../main/contract/api.ts';
import type { JobItem, JobRecord, JobState } from '../../main/contract/jobs.ts';
import type { Result } from '../../main/contract/result.ts';
import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import { messages } from '../../workers/messages/en.ts';
import { isMovable } from '../stores/jobs/queue-order.ts';
import { sampleRecord } from '../stores/jobs/sample-record.ts';
import { fakePlan } from './fake-plan.ts';
import { fakeTypes } from './fake-types.ts';
import { scene } from './scenes.ts';

const ok = async <T>(value: T): Promise<Result<T>> => ({ ok: true, value });

/** Milliseconds between two events. */
const TICK = 50;

class FakeMain {
  readonly jobs = new Map<string, JobRecord>();
  readonly listeners = new Set<(changed: JobsChanged) => void>();
  readonly planListeners = new Set<(changed: PlanChanged) => void>();
  revision = 0;

  change(id: string, over: Partial<JobRecord>): void {
    const before = this.jobs.get(id) ?? sampleRecord({ id, submittedAt: Date.now() });
    this.revision += 1;
    this.jobs.set(id, { ...before, ...over, revision: this.revision });
  }

  tell(ids: readonly string[], removed: readonly string[] = []): void {
    const jobs = ids.flatMap((id) => this.jobs.get(id) ?? []);
    // A structured clone, as it comes out of IPC.
    for (const listener of this.listeners) listener(structuredClone({ revision: this.revision, jobs, removed }));
  }

  tellPlan(changed: PlanChanged): void {
    for (const listener of this.planListeners) listener(changed);
  }

  set(ids: readonly string[], state: JobState): Promise<Result<null>> {
    for (const id of ids) this.change(id, { state, ...(state === 'cancelled' && { endedAt: Date.now() }) });
    setTimeout(() => this.tell(ids), TICK);
    return ok(null);
  }

  move(ids: readonly string[], before: string | null): JobRecord[] {
    const waiting = [...this.jobs.values()].filter(isMovable).toSorted((a, b) => a.position - b.position);
    const staying = waiting.filter((job) => !ids.includes(job.id));
    const found = staying.findIndex((job) => job.id === before);
    const place = found < 0 ? staying.length : found;
    const after = staying.toSpliced(place, 0, ...waiting.filter((job) => ids.includes(job.id)));
    after.forEach((job, index) => {
      this.change(job.id, { position: index });
    });
    return after.flatMap((job) => this.jobs.get(job.id) ?? []);
  }

  tick(): void {
    const running = [...this.jobs.values()].filter((job) => job.state === 'running');
    for (const job of running) {
      const { progress } = job;
      const bytesDone = Math.min(
        progress.bytesTotal,
        progress.bytesDone + (progress.bytesPerSecond ?? 0) / (1000 / TICK),
      );
      const secondsLeft = (progress.bytesTotal - bytesDone) / (progress.bytesPerSecond || 1);
      this.change(job.id, { progress: { ...progress, bytesDone, secondsLeft } });
      if (bytesDone >= progress.bytesTotal && progress.totalFinal) this.finish(job);
    }
    if (running.length > 0) this.tell(running.map((job) => job.id));
  }

  finish({ id, progress }: JobRecord): void {
    const outcome = {
      outputs: 1,
      entries: 3,
      failed: 0,
      bytesIn: progress.bytesTotal,
      bytesOut: progress.bytesTotal / 4,
    };
    this.change(id, { state: 'done', endedAt: Date.now(), outcome });
  }
}

export function createFakeApi(name: string, locale: string): DropmillApi {
  const main = new FakeMain();
  for (const job of scene(name)) main.change(job.id, job);
  setInterval(() => main.tick(), TICK);
  let settings = defaultSettings;
  let paths = 0;
  const refs = (names: readonly string[]): PathRef[] =>
    names.map((path) => ({ id: `path-${paths++}`, name: path, kind: 'file' }));
  return {
    info: () =>
      ok({
        version: '0.0.0',
        runtime: '',
        platform: 'linux',
        locale,
        cores: 2,
        outputFolder: null,
        jobTypes: fakeTypes,
        messages,
      }),
    pick: () => ok(refs(['picked.txt'])),
    sample: async () => ({ ok: true, value: refs(['sample.jpg'])[0] as PathRef }),
    exportPreset: () => ok(false),
    importPreset: () => ok(null),
    helpDo: () => ok(null),
    watchedFolders: () => ok([]),
    watchFolder: () => ok(null),
    turnWatch: () => ok(null),
    removeWatch: () => ok(null),
    onWatchesChanged: () => () => undefined,
    registerFiles: (files) => ok(refs(files.map((file) => file.name))),
    submit: ({ type, inputs }) => {
      const id = `submitted-${main.revision}`;
      const progress = { ...sampleRecord({ id }).progress, bytesTotal: 80e6, bytesPerSecond: 18e6, totalFinal: true };
      main.change(id, {
        type,
        state: 'running',
        inputCount: inputs.length,
        submittedAt: Date.now(),
        startedAt: Date.now(),
        progress,
      });
      return ok(main.jobs.get(id) as JobRecord);
    },
    examples: () => ok({}),
    startPlan: ({ id }) => {
      setTimeout(() => main.tellPlan({ id, plan: fakePlan, error: null }), TICK);
      return ok(null);
    },
    cancelPlan: () => ok(null),
    given: () => ok({ type: 'zip', inputs: [], options: {}, folders: [] }),
    planContents: () =>
      ok({
        counts: { entries: 0, files: 0, bytes: 0, fates: fakePlan.fates, of: 0 },
        total: 0,
        rows: [],
        selection: [],
      }),
    onPlanChanged: (listener) => {
      main.planListeners.add(listener);
      return () => main.planListeners.delete(listener);
    },
    listJobs: () => ok({ revision: main.revision, jobs: [...main.jobs.values()] }),
    cancel: async (ids) => {
      await main.set(ids, 'cancelling');
      setTimeout(() => main.set(ids, 'cancelled'), 700);
      return ok(null);
    },
    pause: (ids) => main.set(ids, 'paused'),
    resume: (ids) => main.set(ids, 'running'),
    move: ({ ids, before }) => ok(main.move(ids, before)),
    retry: (ids) => main.set(ids, 'waiting'),
    follow: () => ok(null),
    startOver: (ids) => main.set(ids, 'waiting'),
    remove: (ids) => {
      for (const id of ids) main.jobs.delete(id);
      main.revision += 1;
      setTimeout(() => main.tell([], ids), TICK);
      return ok(null);
    },
    undo: () => ok(null),
    startTryOut: () => ok(null),
    cancelTryOut: () => ok(null),
    onTriedOut: () => () => {},
    wantThumbnails: () => ok(null),
    onThumbnail: () => () => {},
    preview: async () => ({ ok: false, error: { code: 'NO_PREVIEW' } }),
    copyMarkup: () => ok(null),
    copyPaths: () => ok(null),
    dragOut: () => ok(null),
    reveal: async () => ({
      ok: false,
      error: { code: 'GONE' },
    }),
    items: (request) => ok(itemsPage(request)),
    checkForUpdates: async () => ({ ok: false, error: { code: 'NO_RELEASES' } }),
    end: () => ok({ asking: false, leaving: null, finishing: 0, countdown: null, problem: null, unsaved: null }),
    leave: () => ok(null),
    settleCountdown: () => ok(null),
    onEndChanged: () => () => {},
    recentFolders: () => ok([]),
    removeRecent: () => ok([]),
    openRecent: () => ok(null),
    onRecentChanged: () => () => {},
    settings: () => ok({ settings, problem: null }),
    changeSettings: (change) => {
      settings = { ...settings, ...change } as Settings;
      return ok(settings);
    },
    onSettingsChanged: () => () => {},
    onJobsChanged: (listener) => {
      main.listeners.add(listener);
      return () => main.listeners.delete(listener);
    },
    onCommand: () => () => {},
  };
}

const STATES = ['done', 'done', 'done', 'skipped', 'failed', 'running', 'pending', 'pending'] as const;

function item(index: number): JobItem {
  const state = STATES[index % STATES.length] ?? 'done';
  const error = { code: 'EACCES' } as const;
  return {
    index,
    name: `2026/Holiday in the mountains/IMG_${String(index).padStart(5, '0')}.jpg`,
    state,
    progress: state === 'running' ? (Date.now() % 3000) / 3000 : 0,
    bytesIn: 3_100_000 + index * 1000,
    bytesOut: state === 'done' ? 800_000 + index * 100 : null,
    hasOutput: state === 'done',
    comparable: false,
    picture: true,
    error: state === 'failed' ? error : null,
  };
}

function itemsPage({ offset, limit, state, search }: ItemsRequest): { total: number; items: JobItem[] } {
  const total = 12_000;
  if (!state && !search) {
    const indexes = Array.from({ length: Math.min(limit, total - offset) }, (_, row) => offset + row);
    return { total, items: indexes.map(item) };
  }
  const all = Array.from({ length: total }, (_, index) => index).filter((index) => {
    const one = item(index);
    return (!state || one.state === state) && (!search || one.name.toLowerCase().includes(search.toLowerCase()));
  });
  return { total: all.length, items: all.slice(offset, offset + limit).map(item) };
}
