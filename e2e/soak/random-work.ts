// Jobs submitted, cancelled, paused and removed at random.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { call, list, submit } from '../faults/app-control.ts';
import { filesIn, type Workload } from '../faults/workloads.ts';
import type { Dropmill } from '../running-app.ts';

const MAX_OPEN_JOBS = 6;

export interface Work {
  readonly app: Dropmill;
  readonly works: readonly Workload[];
  /** Of the works' inputs. */
  readonly ids: readonly string[];
  readonly random: () => number;
}

export interface Done {
  readonly submitted: number;
  readonly cancelled: number;
}

/** Goes on until `isOver` says so. */
export async function workAtRandom(work: Work, isOver: (done: Done) => boolean): Promise<Done> {
  const { app, works, ids, random } = work;
  const done = { submitted: 0, cancelled: 0 };
  while (!isOver(done)) {
    const jobs = await list(app);
    const open = jobs.filter(({ endedAt }) => endedAt === null);
    const one = open[Math.floor(random() * open.length)]?.id;
    const dice = random();
    if (open.length < MAX_OPEN_JOBS && dice < 0.5) {
      const which = Math.floor(random() * works.length);
      const request = works[which]?.request(ids[which] ?? '');
      if (request) await submit(app, request);
      done.submitted++;
    } else if (one && dice < 0.7) {
      await call(app, 'cancel', [one]);
      done.cancelled++;
    } else if (one && dice < 0.8) {
      await call(app, 'pause', [one]);
      await delay(random() * 100);
      await call(app, 'resume', [one]);
    }
    const over = jobs.filter(({ endedAt }) => endedAt !== null).map(({ id }) => id);
    if (over.length > 10) await call(app, 'remove', over);
    if (dice > 0.9) await removeResults(works);
    await delay(random() * 250);
  }
  return done;
}

/** Results pile up under new names. */
export async function removeResults(works: readonly Workload[]): Promise<void> {
  for (const { folder } of works) {
    const made = (await filesIn(folder)).filter((name) => /Tree.*\.zip$|Resized/.test(name) && !name.includes('.part'));
    for (const name of made) await rm(join(folder, name), { force: true });
  }
}

/** Waits until all jobs have ended, and clears the list. */
export async function settle(app: Dropmill): Promise<void> {
  const open = async () => (await list(app)).filter(({ endedAt }) => endedAt === null).length;
  await expect.poll(open, { timeout: 300_000 }).toBe(0);
  const ended = (await list(app)).map(({ id }) => id);
  await call(app, 'remove', ended);
}
