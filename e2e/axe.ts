// What axe finds of the window, in light and dark, and in each language.
import { createRequire } from 'node:module';
import type AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { inEachLanguage } from './each-language.ts';

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

interface Axe {
  run(context: Document, options: object): Promise<{ violations: Violations }>;
}

/** The builder gives the page its half a megabyte of script twice for each look; here a page gets it once. */
const builder = createRequire(import.meta.url).resolve('@axe-core/playwright');
const { source }: { source: string } = createRequire(builder)('axe-core');

const only = (...values: readonly string[]) => ({ runOnly: { type: 'rule', values } });

/** Dark differs in its colours only. */
const DARK = only('color-contrast', 'link-in-text-block');

/** Another language has other texts, which take more room, on the same elements in the same colours. */
const TEXTS = only(
  ...['aria-command-name', 'aria-dialog-name', 'aria-input-field-name', 'aria-meter-name', 'aria-progressbar-name'],
  ...['aria-tab-name', 'aria-toggle-field-name', 'aria-tooltip-name', 'aria-treeitem-name', 'button-name'],
  ...['document-title', 'empty-heading', 'html-has-lang', 'html-lang-valid', 'image-alt', 'input-button-name'],
  ...['label', 'label-title-only', 'landmark-unique', 'link-name', 'page-has-heading-one', 'role-img-alt'],
  ...['scrollable-region-focusable', 'select-name', 'svg-img-alt', 'valid-lang'],
);

/** Violations as a short list, so that a failure reads well. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const first = await page.evaluate(() => document.documentElement.lang);
  for (const colorScheme of ['dark', 'light'] as const) {
    // Colours that are still on their way from one scheme to the other would be judged as they stand.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violations(page, colorScheme === 'dark' ? DARK : {}), `${state}, ${colorScheme}`).toEqual([]);
  }
  await inEachLanguage(page, async (language) => {
    if (language !== first) expect(await violations(page, TEXTS), `${state}, ${language}`).toEqual([]);
  });
}

async function violations(page: Page, options: object): Promise<readonly string[]> {
  const found = await page.evaluate(
    async (wanted) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      return (await axe.run(document, wanted)).violations;
    },
    { resultTypes: ['violations'], ...options },
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}: ${node.failureSummary}`),
  );
}
