import { errors, type Page } from '@playwright/test';

/** Thumbnails may come late on a busy machine, and some do not come while jobs run: then the picture is taken without them. */
const MAX_WAIT_MS = 15_000;

/** Waits for the thumbnails in sight that are not known not to come. */
export async function thumbnailsInSight(page: Page): Promise<void> {
  try {
    await page.waitForFunction(noneIsAwaited, undefined, { timeout: MAX_WAIT_MS, polling: 250 });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
  }
}

/** Runs in the page. */
function noneIsAwaited(): boolean {
  return ![...document.querySelectorAll('[data-size]:not([data-empty]):not(:has([data-drawn]))')].some((box) => {
    const { x, y, width, height } = box.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) === box;
  });
}
