// The window in each language, switched in place: what is open stays open.
import { expect, type Page } from '@playwright/test';
import type { Language } from '../main/contract/api.ts';
import { LANGUAGES } from '../workers/messages/languages.ts';

/** Does something in each language, and ends with the one in which it began. */
export async function inEachLanguage(page: Page, act: (language: Language) => Promise<void>): Promise<void> {
  const first = await page.evaluate(() => document.documentElement.lang as Language);
  for (const language of [...LANGUAGES.filter((one) => one !== first), first]) {
    await speak(page, language);
    await act(language);
  }
}

async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate((wanted) => window.api.changeSettings({ language: wanted }), language);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  // The texts follow within a frame.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}
