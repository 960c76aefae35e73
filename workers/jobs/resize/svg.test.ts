// Drawings: sharp at any size, and unable to reach anything but themselves.
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { put } from './testing/odd-files.ts';
import { fieldsOf, fourFields, save } from './testing/pictures.ts';
import { errorOf, resizeOne, temporaryFolder } from './testing/run-resize.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

function drawing(folder: string, content: string): string {
  const path = join(folder, 'drawing.svg');
  writeFileSync(path, content);
  return path;
}

describe('SVG', () => {
  it('is drawn at the wanted size and not enlarged from its own', async () => {
    const path = drawing(
      temporaryFolder(),
      `${SVG} width="16" height="16"><rect width="8" height="16" fill="#c00"/></svg>`,
    );

    const output = await resizeOne(path, { width: 800, height: 800 });

    const { data, info } = await sharp(output).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([800, 800]);
    const alphas = [398, 399, 400, 401].map((x) => data[(400 * 800 + x) * 4 + 3]);
    expect(alphas).toEqual([255, 255, 0, 0]);
  });

  it('is drawn when its elements have a prefix', async () => {
    const svg =
      '<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><s:rect width="40" height="30" fill="#c83c28"/></s:svg>';
    const output = await resizeOne(put(Buffer.from(svg), 'prefixed.svg'), { width: 20 });
    const { data, info } = await sharp(output).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, ...data.subarray(0, 4)]).toEqual([20, 15, 200, 60, 40, 255]);
  });

  it.each(['href', 'xlink:href'])('shows no picture of another file by %s', async (attribute) => {
    const folder = temporaryFolder();
    await save(fourFields().png(), folder, 'secret.png');
    const target = [`secret.png`, `file://${join(folder, 'secret.png')}`, join(folder, 'secret.png')];
    const images = target.map((href) => `<image ${attribute}="${href}" width="96" height="64"/>`).join('');

    const output = await resizeOne(drawing(folder, `${SVG} width="96" height="64">${images}</svg>`), {
      format: 'jpeg',
    });

    expect(await fieldsOf(output)).toEqual(Array.from({ length: 4 }, () => [255, 255, 255]));
  });

  it('reads no file by an external entity', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'secret.txt'), 'M0 0H96V64H0Z');
    const entity = `<!DOCTYPE svg [<!ENTITY path SYSTEM "file://${join(folder, 'secret.txt')}">]>`;
    const path = drawing(
      folder,
      `${entity}${SVG} width="96" height="64"><text y="30" font-size="40">&path;</text></svg>`,
    );

    const error = await errorOf(path);
    if (error) expect(error.code).toBe('DAMAGED_PICTURE');
    else {
      const output = await resizeOne(path, { format: 'jpeg' });
      expect((await sharp(output).stats()).channels.every(({ min }) => min === 255)).toBe(true);
    }
  });

  it('full of entities within entities ends in an error', async () => {
    const levels = Array.from({ length: 12 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');
    const bomb = `<!DOCTYPE svg [<!ENTITY e0 "ha">${levels}]>${SVG} width="9" height="9"><text>&e12;</text></svg>`;

    expect(await errorOf(drawing(temporaryFolder(), bomb))).toMatchObject({ code: 'DAMAGED_PICTURE' });
  });

  it('full of drawings within drawings is not drawn ten thousand million times', async () => {
    const level = (n: number) => `<g id="g${n + 1}">${`<use xlink:href="#g${n}"/>`.repeat(10)}</g>`;
    const levels = Array.from({ length: 10 }, (_, n) => level(n)).join('');
    const bomb = `${SVG} width="9" height="9"><defs><g id="g0"/>${levels}</defs><use xlink:href="#g10"/></svg>`;

    expect(await errorOf(drawing(temporaryFolder(), bomb))).toMatchObject({ code: 'DAMAGED_PICTURE' });
  });

  it('that is too large a file is refused before it is read', async () => {
    const path = drawing(temporaryFolder(), `${SVG} width="9" height="9"/>`);
    truncateSync(path, 64 * 2 ** 20 + 1);

    expect(await errorOf(path)).toMatchObject({ code: 'SVG_TOO_LARGE', params: { size: 64 * 2 ** 20 + 1 } });
  });

  it('that would be larger than memory holds is refused', async () => {
    const path = drawing(temporaryFolder(), `${SVG} width="200000" height="200000"/>`);

    expect(await errorOf(path)).toMatchObject({ code: 'PICTURE_TOO_LARGE' });
  });
});
