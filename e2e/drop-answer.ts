// How soon after a drop the row of its job is on the screen.
import type { Page } from '@playwright/test';

interface Answer {
  readonly answered: Promise<number>;
}

/** Call before the drop. Measures from the drop event's own time to the frame after the row is in the page. */
export async function watchDrop(page: Page): Promise<void> {
  await page.evaluate(() => {
    const rows = () => document.querySelectorAll('[role=row]').length;
    const before = rows();
    const answered = new Promise<number>((resolve) => {
      const onDrop = (event: Event) => {
        const observer = new MutationObserver(() => {
          if (rows() <= before) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - event.timeStamp)));
        });
        observer.observe(document.body, { subtree: true, childList: true });
      };
      window.addEventListener('drop', onDrop, { capture: true, once: true });
    });
    Object.assign(globalThis, { dropmillAnswer: { answered } });
  });
}

export function dropAnswer(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { dropmillAnswer: Answer }).dropmillAnswer.answered);
}
