// What axe finds of the window, in light and dark.
import { createRequire } from 'node:module';
import type AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

interface Axe {
  run(context: Document, options: object): Promise<{ violations: Violations }>;
}

/** The builder gives the page its half a megabyte of script twice for each look; here a page gets it once. */
const builder = createRequire(import.meta.url).resolve('@axe-core/playwright');
const { source }: { source: string } = createRequire(builder)('axe-core');

/** Dark differs in its colours only. */
const DARK = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/** Violations as a short list, so that a failure reads well. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  for (const colorScheme of ['light', 'dark'] as const) {
    // Colours that are still on their way from one scheme to the other would be judged as they stand.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const options = { resultTypes: ['violations'], ...(colorScheme === 'dark' && DARK) };
    const violations = await page.evaluate(async (wanted) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      return (await axe.run(document, wanted)).violations;
    }, options);
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}: ${node.failureSummary}`),
    );
    expect(found, `${state}, ${colorScheme}`).toEqual([]);
  }
}
