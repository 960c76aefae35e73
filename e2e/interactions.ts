// Click to paint by the browser's own Event Timing, and the renderer's memory.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Dropmill } from './dropmill.ts';

/** Event Timing tells of nothing shorter; such an interaction counts as this long. Milliseconds. */
const LEAST = 16;

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
  }, LEAST);
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
  const told = [...longest.values()].sort((a, b) => a.duration - b.duration);
  const untold = Array.from({ length: Math.max(0, made - told.length) }, () => LEAST);
  return {
    durations: [...untold, ...told.map((entry) => entry.duration)],
    slowest: told.slice(-5).map((entry) => `${entry.name} ${entry.duration}`),
  };
}

/** The renderer's memory in megabytes. */
export interface RendererMemory {
  /** Its own pages, and its share of those that several processes have in common (PSS). Null where it cannot be told. */
  readonly own: number | null;
  /** All pages it can see, those of the program's own code included, which all of Electron's processes share (RSS). */
  readonly resident: number;
}

export async function rendererMemory(app: Dropmill): Promise<RendererMemory> {
  const { pid, kilobytes } = await app.electron.evaluate(({ app }) => {
    const tab = app.getAppMetrics().find((one) => one.type === 'Tab');
    return { pid: tab?.pid ?? 0, kilobytes: tab?.memory.workingSetSize ?? Number.NaN };
  });
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const own = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
  return { own: own === undefined ? null : (Number(own) * 1024) / 1e6, resident: (kilobytes * 1024) / 1e6 };
}
