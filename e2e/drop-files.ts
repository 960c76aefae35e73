// A drop as the system would send it: real files from outside the window.
import type { Page } from '@playwright/test';

/** Drags files and folders from outside and drops them on a half of the window. */
export async function dropFiles(page: Page, kind: string, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', x: width / 2, y: height / 2, data });
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', x: width / 2, y: height / 2, data });
  const target = page.locator(`[data-drop="${kind}"]`).last();
  await target.waitFor({ state: 'visible' });
  const box = await target.boundingBox();
  if (!box) throw new Error(`The drop target "${kind}" has no place on the screen.`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', x, y, data });
  await session.send('Input.dispatchDragEvent', { type: 'drop', x, y, data });
  await session.detach();
}

/** Holds files over the middle of the window, whatever is there. Returns what drops them. */
export async function holdOver(page: Page, files: readonly string[]): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const at = { x: width / 2, y: height / 2, data: { items: [], files: [...files], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver'] as const) await session.send('Input.dispatchDragEvent', { type, ...at });
  return async () => {
    await session.send('Input.dispatchDragEvent', { type: 'drop', ...at });
    await session.detach();
    await page.mouse.move(10, 10);
  };
}
