import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { fourFields, save } from '../testing/pictures.ts';
import { temporaryFolder } from '../testing/run-resize.ts';
import { makeThumbnail } from './thumbnail.ts';

it('is bounded in pixels and small in bytes', async () => {
  const path = await save(fourFields(3000, 1000).jpeg(), temporaryFolder(), 'wide.jpg');
  const { data, alpha, mime } = await makeThumbnail({ path, edge: 96 });
  expect(await sharp(data).metadata()).toMatchObject({ format: 'webp', width: 96, height: 32 });
  expect({ alpha, mime }).toEqual({ alpha: false, mime: 'image/webp' });
  expect(data.length).toBeLessThan(8_000);
});

it('stands the way up that the picture is seen, and is never larger than it', async () => {
  const turned = fourFields(60, 40).jpeg().withMetadata({ orientation: 6 });
  const path = await save(turned, temporaryFolder(), 'turned.jpg');
  expect(await sharp((await makeThumbnail({ path, edge: 96 })).data).metadata()).toMatchObject({
    width: 40,
    height: 60,
  });
});

it('says whether something shines through', async () => {
  const clear = sharp({ create: { width: 50, height: 50, channels: 4, background: '#ff000080' } });
  const path = await save(clear.png(), temporaryFolder(), 'clear.png');
  const { data, alpha } = await makeThumbnail({ path, edge: 20 });
  expect(alpha).toBe(true);
  expect((await sharp(data).raw().toBuffer())[3]).toBeLessThan(200);
});

it('a name is a name, whatever a library would read in it', async () => {
  const folder = temporaryFolder();
  await save(sharp({ create: { width: 10, height: 10, channels: 3, background: '#f00' } }).png(), folder, 'photo');
  const path = join(folder, 'photo[page=1].png');
  writeFileSync(
    path,
    await sharp({ create: { width: 10, height: 10, channels: 3, background: '#00f' } })
      .png()
      .toBuffer(),
  );
  const [red = 0, , blue = 0] = await sharp((await makeThumbnail({ path, edge: 10 })).data)
    .raw()
    .toBuffer();
  expect(blue).toBeGreaterThan(red + 200);
});

it('a picture that would not fit into memory, or is none, is refused before it is decoded', async () => {
  const folder = temporaryFolder();
  const bomb = await sharp({ create: { width: 10, height: 10, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  writeFileSync(join(folder, 'bomb.png'), bomb);
  writeFileSync(join(folder, 'broken.jpg'), 'no picture');
  await expect(makeThumbnail({ path: join(folder, 'bomb.png'), edge: 96 })).rejects.toThrow(
    /PICTURE_TOO_LARGE|DAMAGED/,
  );
  await expect(makeThumbnail({ path: join(folder, 'broken.jpg'), edge: 96 })).rejects.toThrow(/NOT_A_PICTURE/);
});
