// Click to paint by the browser's own Event Timing, and the renderer's memory.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Dropmill } from './running-app.ts';

/** Event Timing tells of nothing shorter; such an interaction counts as this long. Milliseconds. */
const MIN_MS = 16;

interface Entry {
  readonly interaction: number;
  readonly name: string;
  readonly duration: number;
}

export interface Interactions {
  /** One per click or key, ascending, from the event to the paint after it; milliseconds. */
  readonly durations: readonly number[];
  /** The five slowest, as "keydown 120". */
  readonly slowest: readonly string[];
}

export async function startInteractions(page: Page): Promise<void> {
  await page.evaluate((durationThreshold) => {
    const entries: Entry[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number; target: Node | null })[]) {
        if (!entry.interactionId) continue;
        const { interactionId: interaction, name, duration, target } = entry;
        const on = target instanceof Element ? (target.getAttribute('aria-label') ?? target.tagName) : '';
        entries.push({ interaction, name: `${name} ${on}`, duration });
      }
    });
    observer.observe({ type: 'event', durationThreshold } as PerformanceObserverInit);
    Object.assign(globalThis, { dropmillEvents: { entries, observer } });
  }, MIN_MS);
}

/** @param made how many clicks and keys there were; those without an entry were shorter than it tells of */
export async function stopInteractions(page: Page, made: number): Promise<Interactions> {
  const entries = await page.evaluate(() => {
    const { dropmillEvents } = globalThis as unknown as {
      dropmillEvents: { entries: Entry[]; observer: PerformanceObserver };
    };
    dropmillEvents.observer.disconnect();
    return dropmillEvents.entries;
  });
  const longest = new Map<number, Entry>();
  for (const entry of entries) {
    if (entry.duration >= (longest.get(entry.interaction)?.duration ?? 0)) longest.set(entry.interaction, entry);
  }
  const measured = [...longest.values()].sort((a, b) => a.duration - b.duration);
  const short = Array.from({ length: Math.max(0, made - measured.length) }, () => MIN_MS);
  return {
    durations: [...short, ...measured.map((entry) => entry.duration)],
    slowest: measured.slice(-5).map((entry) => `${entry.name} ${entry.duration}`),
  };
}

/** The renderer's memory in megabytes. Null where the system does not tell. */
export interface RendererMemory {
  /** What would be free if it ended: its anonymous pages, also those swapped out. Chromium's own "memory footprint". */
  readonly own: number | null;
  /** With its share of the pages that several processes have in common (PSS). */
  readonly proportional: number | null;
  /** With all pages that it can see; the program's code, which all of Electron's processes share, counts in each (RSS). */
  readonly resident: number;
}

export async function rendererMemory(app: Dropmill): Promise<RendererMemory> {
  const { pid, kilobytes } = await app.electron.evaluate(({ app }) => {
    const tab = app.getAppMetrics().find((one) => one.type === 'Tab');
    return { pid: tab?.pid ?? 0, kilobytes: tab?.memory.workingSetSize ?? Number.NaN };
  });
  const [status, rollup] = await Promise.all(
    ['status', 'smaps_rollup'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')),
  );
  const anonymous = megabytes(status, 'RssAnon');
  return {
    own: anonymous === null ? null : anonymous + (megabytes(status, 'VmSwap') ?? 0),
    proportional: megabytes(rollup, 'Pss'),
    resident: (kilobytes * 1024) / 1e6,
  };
}

function megabytes(text: string | undefined, name: string): number | null {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text ?? '')?.[1];
  return kilobytes === undefined ? null : (Number(kilobytes) * 1024) / 1e6;
}
