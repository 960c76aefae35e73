import type { Page } from '@playwright/test';

/** How many thumbnails in sight have not come yet, and are not known not to. */
export function awaitedThumbnails(page: Page): Promise<number> {
  return page.locator('[data-size]:not([data-empty]):not(:has(img))').evaluateAll(
    (boxes) =>
      boxes.filter((box) => {
        const { x, y, width, height } = box.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) === box;
      }).length,
  );
}
