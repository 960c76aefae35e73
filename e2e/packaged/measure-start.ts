// One start of an Electron program, from its command to the first frame that a person can act on.
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { launch } from './packaged-app.ts';

/** Milliseconds after the program was started. */
export interface Start {
  /** The page begins to load. */
  readonly page: number;
  /** The first frame with content. */
  readonly paint: number;
  /** That frame is there and no script holds up a click. Both windows are shown from the beginning. */
  readonly interactive: number;
}

/** Nobody looks at the program until it has surely started, so that looking costs nothing; in milliseconds. */
const LEAVE_ALONE_MS = 2_500;

export async function measureStart(executable: string, profile: string): Promise<Start> {
  const from = performance.timeOrigin + performance.now();
  const { child, address } = launch(executable, profile, []);
  const endpoint = await address;
  await delay(LEAVE_ALONE_MS);
  const browser = await chromium.connectOverCDP(endpoint);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('The program has no page.');
  const times = await page.evaluate(lookBack);
  const exited = once(child, 'exit');
  await page.evaluate(() => window.close());
  await exited;
  await browser.close();
  return {
    page: times.origin - from,
    paint: times.paint - from,
    interactive: Math.max(times.paint, times.idle) - from,
  };
}

/** Runs in the page: reads what the browser has kept of the start. Times in milliseconds since 1970. */
async function lookBack(): Promise<{ origin: number; paint: number; idle: number }> {
  const origin = performance.timeOrigin;
  const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  if (paint === undefined) throw new Error('The page has painted nothing.');
  const tasks = await new Promise<PerformanceEntry[]>((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type: 'longtask', buffered: true });
    setTimeout(() => resolve([]), 200);
  });
  // A script that runs on when the first frame is there holds up the first click: until it ends, nothing is interactive.
  const busy = tasks.filter((task) => task.startTime < paint + 100).map((task) => task.startTime + task.duration);
  return { origin, paint: origin + paint, idle: origin + Math.max(0, ...busy) };
}
