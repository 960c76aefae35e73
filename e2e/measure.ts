// How smooth the window and main are while something goes on. Used by the tests and by `npm run bench -- ui`.
import type { Page } from '@playwright/test';
import type { Dropmill } from './running-app.ts';

export interface Smoothness {
  /** Gaps between animation frames, ascending, in milliseconds. */
  readonly gaps: readonly number[];
  /** Tasks of 50 ms and more in the renderer, in milliseconds. */
  readonly longTasks: readonly number[];
  /** Delay of main's event loop, in milliseconds. */
  readonly mainDelay: { readonly p50: number; readonly p99: number; readonly max: number };
}

interface Recording {
  readonly gaps: number[];
  readonly longTasks: number[];
  stop(): void;
}

/** Measures from start to end of `during`. */
export async function measureSmoothness(app: Dropmill, during: () => Promise<unknown>): Promise<Smoothness> {
  await startMain(app);
  await startFrames(app.page);
  await during();
  const { gaps, longTasks } = await stopFrames(app.page);
  const mainDelay = await stopMain(app);
  return { gaps: gaps.sort((a, b) => a - b), longTasks, mainDelay };
}

/** From asking for it in the window until that hears that the job has ended, in milliseconds. */
export function measureCancel(page: Page, id: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const ended = Promise.withResolvers<void>();
    const unsubscribe = window.api.onJobsChanged(({ jobs }) => {
      if (jobs.some((job) => job.id === wanted && job.endedAt !== null)) ended.resolve();
    });
    const start = performance.now();
    await window.api.cancel([wanted]);
    await ended.promise;
    unsubscribe();
    return performance.now() - start;
  }, id);
}

/** The value below which the fraction `p` (0..1) of the ascending values lies. */
export function percentile(ascending: readonly number[], p: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * p))] ?? Number.NaN;
}

async function startFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longTasks.push(entry.duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    let last: number | undefined;
    let running = true;
    const frame = (now: number) => {
      if (last !== undefined) gaps.push(now - last);
      last = now;
      if (running) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const stop = () => {
      running = false;
      observer.disconnect();
    };
    Object.assign(globalThis, { dropmillFrames: { gaps, longTasks, stop } });
  });
}

function stopFrames(page: Page): Promise<{ gaps: number[]; longTasks: number[] }> {
  return page.evaluate(() => {
    const recording = (globalThis as unknown as { dropmillFrames: Recording }).dropmillFrames;
    recording.stop();
    return { gaps: recording.gaps, longTasks: recording.longTasks };
  });
}

async function startMain(app: Dropmill): Promise<void> {
  await app.electron.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    Object.assign(globalThis, { dropmillDelay: delay });
  });
}

function stopMain(app: Dropmill): Promise<Smoothness['mainDelay']> {
  return app.electron.evaluate(() => {
    const { dropmillDelay: delay } = globalThis as unknown as {
      dropmillDelay: ReturnType<typeof import('node:perf_hooks').monitorEventLoopDelay>;
    };
    delay.disable();
    return { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
  });
}
