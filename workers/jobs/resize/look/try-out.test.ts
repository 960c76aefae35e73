import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { type ResizeOptions, resizeDefaults } from '../options.ts';
import { fourFields, grainyPhoto, save } from '../testing/pictures.ts';
import { resizeOne, temporaryFolder } from '../testing/run-resize.ts';
import { tryOut } from './try-out.ts';

const ask = (path: string, options: Partial<ResizeOptions>, how: { draft?: boolean; known?: string } = {}) =>
  tryOut({ path, options: { ...resizeDefaults, ...options }, draft: how.draft ?? false, known: how.known ?? null });

/** By their width. */
const photos = new Map<number, Promise<Buffer>>();

async function photo(width = 900, height = 600): Promise<string> {
  const path = join(temporaryFolder(), 'photo.jpg');
  const made = photos.get(width) ?? grainyPhoto(width, height, 12);
  photos.set(width, made);
  writeFileSync(path, await made);
  return path;
}

it.each([
  { width: 400, height: 400, quality: 60 },
  { width: 300, height: 200, mode: 'fill', format: 'webp' },
  { width: null, height: null, format: 'png' },
  { width: 500, height: 500, maxBytes: 20_000 },
] as const)('shows the very bytes that the job writes: %o', async (options) => {
  const path = await photo();
  const made = await ask(path, options);
  const written = readFileSync(await resizeOne(path, options));
  expect(made.bytes).toBe(written.length);
  expect(Buffer.from(made.after.data).equals(written)).toBe(true);
});

it('comes with the original in the same shape, once for each shape', async () => {
  const path = await photo();
  const first = await ask(path, { mode: 'fill', width: 200, height: 200 });
  expect(await sharp(first.before?.data).metadata()).toMatchObject({ width: 200, height: 200, format: 'jpeg' });
  const known = first.geometry;
  expect((await ask(path, { mode: 'fill', width: 200, height: 200, quality: 30 }, { known })).before).toBeNull();
  expect((await ask(path, { mode: 'fill', width: 210, height: 200 }, { known })).before).not.toBeNull();
});

it.each(['webp', 'avif'] as const)(
  'a draft of %s has fewer pixels, and does not say how large the file will be',
  async (format) => {
    const path = await photo(2400, 1600);
    const options = { width: null, height: null, format } as const;
    const [draft, real] = [await ask(path, options, { draft: true }), await ask(path, options)];
    expect([draft.isDraft, real.isDraft]).toEqual([true, false]);
    expect(draft).toMatchObject({ width: 2400, height: 1600, geometry: real.geometry });
    expect((await sharp(draft.after.data).metadata()).width).toBeLessThan(1_000);
    expect(draft.bytes).toBeNull();
  },
);

it('what a window cannot show itself it gets as something that it can, and nothing of the file of the user', async () => {
  const path = await photo();
  const tiff = await ask(path, { format: 'tiff', width: 100, height: 100 });
  expect(tiff.after.mime).toBe('image/jpeg');
  expect(await sharp(tiff.after.data).metadata()).toMatchObject({ width: 100, format: 'jpeg' });
  const kept = await ask(path, { width: null, height: null, quality: 100, keepSmaller: true });
  expect(kept.bytes).toBe(readFileSync(path).length);
  expect(Buffer.from(kept.after.data).equals(readFileSync(path))).toBe(false);
});

it('keeps what shines through, stands the way up that the picture is seen, and names its quality', async () => {
  const folder = temporaryFolder();
  const clear = sharp({ create: { width: 60, height: 40, channels: 4, background: '#ff000080' } });
  const png = await ask(await save(clear.png(), folder, 'clear.png'), {});
  expect(png).toMatchObject({ alpha: true, quality: null, format: 'PNG' });
  expect((await sharp(png.before?.data).metadata()).hasAlpha).toBe(true);
  const turned = fourFields(60, 40).jpeg().withMetadata({ orientation: 6 });
  const jpeg = await ask(await save(turned, folder, 'turned.jpg'), {});
  expect(jpeg).toMatchObject({ width: 40, height: 60, quality: 82 });
  expect(await sharp(jpeg.before?.data).metadata()).toMatchObject({ width: 40, height: 60 });
});

it('says what the row of the picture would say', async () => {
  const path = join(temporaryFolder(), 'broken.jpg');
  writeFileSync(path, 'no picture');
  await expect(ask(path, {})).rejects.toMatchObject({ code: 'NOT_A_PICTURE' });
  const options = { maxBytes: 1_000, width: null, height: null, format: 'png' } as const;
  await expect(ask(await photo(), options)).rejects.toMatchObject({ code: 'DOES_NOT_FIT' });
});
