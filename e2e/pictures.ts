// Pictures for tests, and what the window shows of them.
import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import sharp from 'sharp';
import type { Dropmill } from './running-app.ts';

/** A photo that hardly compresses. */
export function photo(width = 600, height = 400): Promise<Buffer> {
  return sharp({
    create: { width, height, channels: 3, background: '#3a7', noise: { type: 'gaussian', mean: 90, sigma: 40 } },
  })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** A folder of photos: `01.jpg`, `02.jpg` ... */
export async function writePhotos(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = Array.from({ length: count }, (_, index) => `${String(index + 1).padStart(2, '0')}.jpg`);
  const [first = '', ...others] = names;
  await writeFile(join(folder, first), await photo());
  for (const name of others) await link(join(folder, first), join(folder, name));
}

/** AVIF takes its time, so that a job is still at work when it is looked at. */
export const SLOW = { format: 'avif', width: 500, height: 500 } as const;

/** Options that the next jobs get, by job type. */
export async function setOptions(app: Dropmill, drafts: object): Promise<void> {
  const options = JSON.stringify({ state: { drafts }, version: 1 });
  await app.page.evaluate((text) => localStorage.setItem('dropmill.options', text), options);
  await app.page.reload();
  await app.waitForContent();
}

/** Of a thumbnail, which is a canvas: its width in pixels, and which of red, green and blue there is most of; undefined until it is drawn. */
export async function lookAtThumbnail(thumbnail: Locator): Promise<{ width: number; most: number } | undefined> {
  const seen = await thumbnailPixel(thumbnail);
  return seen && { width: seen.width, most: seen.pixel.indexOf(Math.max(...seen.pixel)) };
}

/** Its size, and red, green and blue of its middle, 0..255; undefined until it is drawn. */
export function thumbnailPixel(
  thumbnail: Locator,
): Promise<{ width: number; height: number; pixel: readonly number[] } | undefined> {
  return thumbnail.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement) || !element.hasAttribute('data-drawn')) return undefined;
    const { width, height } = element;
    const data = element.getContext('2d')?.getImageData(width >> 1, height >> 1, 1, 1).data ?? [];
    return { width, height, pixel: [...data].slice(0, 3) };
  });
}

/** Width in pixels, and which of red, green and blue there is most of in the middle. */
export function look(image: Locator): Promise<{ width: number; most: number } | undefined> {
  return image.evaluate(async (element) => {
    if (!(element instanceof HTMLImageElement)) return undefined;
    await element.decode();
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context?.drawImage(element, element.naturalWidth / 2, element.naturalHeight / 2, 1, 1, 0, 0, 1, 1);
    const colours = [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
    return { width: element.naturalWidth, most: colours.indexOf(Math.max(...colours)) };
  });
}
