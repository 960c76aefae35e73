import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { fourFields, save } from '../testing/pictures.ts';
import { temporaryFolder } from '../testing/run-resize.ts';
import { makePreview } from './preview.ts';

it('is bounded in pixels, and says the size of the picture itself', async () => {
  const path = await save(fourFields(3000, 1000).jpeg(), temporaryFolder(), 'wide.jpg');
  const { mime, data, ...facts } = await makePreview({ path, edge: 600 });
  expect(mime).toBe('image/webp');
  expect(await sharp(data).metadata()).toMatchObject({ format: 'webp', width: 600, height: 200 });
  expect(facts).toEqual({ width: 3000, height: 1000, bytes: statSync(path).size });
});

it('shows a picture the way up that it is seen, and never larger than it is', async () => {
  const turned = fourFields(60, 40).jpeg().withMetadata({ orientation: 6 });
  const path = await save(turned, temporaryFolder(), 'turned.jpg');
  const { data, width, height } = await makePreview({ path, edge: 600 });
  expect({ width, height }).toEqual({ width: 40, height: 60 });
  expect(await sharp(data).metadata()).toMatchObject({ width: 40, height: 60 });
});

it('says why there is none', async () => {
  const path = join(temporaryFolder(), 'broken.jpg');
  writeFileSync(path, 'no picture');
  await expect(makePreview({ path, edge: 600 })).rejects.toMatchObject({ code: 'NOT_A_PICTURE' });
  await expect(makePreview({ path: `${path}.gone`, edge: 600 })).rejects.toMatchObject({ code: 'ENOENT' });
});
