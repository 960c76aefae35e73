// Drags as the system would send them: real files from outside the window.
import type { Page } from '@playwright/test';

/** Drags files and folders from outside to the middle of the window, whatever is there. */
export async function startDrag(page: Page, files: readonly string[]) {
  const session = await page.context().newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const at = { x: width / 2, y: height / 2, data: { items: [], files: [...files], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver'] as const) await session.send('Input.dispatchDragEvent', { type, ...at });
  return { session, at };
}

/** Drags files and folders from outside and drops them on a half of the window. */
export async function dropFiles(page: Page, kind: string, files: readonly string[]): Promise<void> {
  const { session, at } = await startDrag(page, files);
  const target = page.locator(`[data-drop="${kind}"]`).last();
  await target.waitFor({ state: 'visible' });
  const box = await target.boundingBox();
  if (!box) throw new Error(`The drop target "${kind}" has no place on the screen.`);
  const there = { ...at, x: box.x + box.width / 2, y: box.y + box.height / 2 };
  for (const type of ['dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...there });
  await session.detach();
}

/** Holds files over the middle of the window. Returns what drops them there. */
export async function holdOver(page: Page, files: readonly string[]): Promise<() => Promise<void>> {
  const { session, at } = await startDrag(page, files);
  return async () => {
    await session.send('Input.dispatchDragEvent', { type: 'drop', ...at });
    await session.detach();
    await page.mouse.move(10, 10);
  };
}
