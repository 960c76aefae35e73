// Steers the app by what its page may call, past a page that Playwright has lost.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@playwright/test';
import type { SubmitRequest } from '../../main/contract/api.ts';
import { ENDED_STATES, type JobRecord } from '../../main/contract/jobs.ts';
import type { Result } from '../../main/contract/result.ts';
import { dropFiles } from '../drop-files.ts';
import type { Dropmill } from '../running-app.ts';
import { hostOf } from './processes.ts';
import type { Workload } from './workloads.ts';

/** Runs script in the page and gives its value; undefined when there is no page, or when it went away meanwhile. */
export function inPage<T>(app: Dropmill, script: string): Promise<T | undefined> {
  return app.electron.evaluate(async ({ BrowserWindow }, code) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed()) return undefined as never;
    // A page that is gone never answers; another one comes in its place.
    const { promise: gone, resolve: leave } = Promise.withResolvers<undefined>();
    const isGone = () => leave(undefined);
    contents.on('render-process-gone', isGone);
    contents.on('did-start-loading', isGone);
    try {
      return (await Promise.race([contents.executeJavaScript(code).catch(() => undefined), gone])) as never;
    } finally {
      contents.off('render-process-gone', isGone);
      contents.off('did-start-loading', isGone);
    }
  }, script);
}

/** Calls `window.api`, and again while the page is not there. @throws when it refuses */
export async function call<T>(app: Dropmill, name: string, ...args: readonly unknown[]): Promise<T> {
  const script = `window.api.${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
  let result: Result<T> | undefined;
  const answered = async () => {
    result = await inPage<Result<T>>(app, script);
    return result !== undefined;
  };
  await expect.poll(answered, { intervals: [50, 100, 250] }).toBe(true);
  if (!result?.ok) throw new Error(`${name}: ${result?.error.code}`);
  return result.value;
}

/** Hands files and folders to the page by a real drop, which it must not see itself. @returns their ids */
export async function register(app: Dropmill, paths: readonly string[]): Promise<string[]> {
  await app.page.evaluate(() => {
    const refs = new Promise<string[]>((resolve) => {
      const take = async (event: DragEvent) => {
        event.stopImmediatePropagation();
        event.preventDefault();
        const result = await window.api.registerFiles([...(event.dataTransfer?.files ?? [])]);
        resolve(result.ok ? result.value.map(({ id }) => id) : []);
      };
      window.addEventListener('drop', take, { capture: true, once: true });
    });
    Object.assign(globalThis, { dropmillRefs: refs });
  });
  await dropFiles(app.page, 'zip', paths);
  const ids = await app.page.evaluate(
    () => (globalThis as unknown as { dropmillRefs: Promise<string[]> }).dropmillRefs,
  );
  await app.page.reload();
  return ids;
}

export function list(app: Dropmill): Promise<readonly JobRecord[]> {
  return call<{ jobs: readonly JobRecord[] }>(app, 'listJobs').then(({ jobs }) => jobs);
}

export function submit(app: Dropmill, request: SubmitRequest): Promise<JobRecord> {
  return call(app, 'submit', request);
}

/**
 * Hands a workload's input to the page.
 * @returns starts its job, as often as it is called, and leaves it alone for so many milliseconds
 */
export async function starter(app: Dropmill, work: Workload): Promise<(milliseconds?: number) => Promise<JobRecord>> {
  const [input = ''] = await register(app, [work.input]);
  return async (milliseconds = 0) => {
    const job = await submit(app, work.request(input));
    await delay(milliseconds);
    return job;
  };
}

/** The job when it has ended. */
export async function ended(app: Dropmill, id: string): Promise<JobRecord> {
  let job: JobRecord | undefined;
  const isEnded = async () => {
    job = (await list(app)).find((one) => one.id === id);
    return job === undefined || ENDED_STATES.has(job.state);
  };
  await expect.poll(isEnded, { timeout: 300_000, intervals: [50] }).toBe(true);
  if (!job) throw new Error('The job is gone.');
  return job;
}

/** Takes all jobs off the list, and what they made off the disk; nothing else of them may be left. */
export async function clear(app: Dropmill, work: Workload): Promise<void> {
  const ids = (await list(app)).map((job) => job.id);
  await call(app, 'remove', ids);
  await work.removeResults();
  await expect.poll(() => readdirSync(join(app.profile, 'progress'))).toEqual([]);
}

export function mainPid(app: Dropmill): number {
  return app.electron.process().pid ?? 0;
}

export function hostPid(app: Dropmill): number | undefined {
  return hostOf(mainPid(app));
}
