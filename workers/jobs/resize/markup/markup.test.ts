import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ItemUpdate } from '../../job-report.ts';
import { bindTasks } from '../../job-tasks.ts';
import { toUserError } from '../../user-error.ts';
import type { ResizeOptions } from '../options.ts';
import type * as tasks from '../tasks.ts';
import { fourFields, save } from '../testing/pictures.ts';
import { runResize, temporaryFolder, testExecutor } from '../testing/run-resize.ts';
import { markup } from './markup.ts';
import { type MarkupResult, pictureElement } from './picture-element.ts';

function write(rows: readonly ItemUpdate[]): Promise<string> {
  const signal = new AbortController().signal;
  const workers = bindTasks<typeof tasks>({ executor: testExecutor('inline'), type: 'resize', workers: 1, signal });
  return markup({ tasks: workers, rows });
}

async function resized(name: string, options: Partial<ResizeOptions>) {
  const folder = temporaryFolder();
  const path = await save(fourFields(600, 400).jpeg(), folder, name);
  const wanted = { folder: join(folder, 'out'), template: '{name}-{width}w', width: 300, height: null, ...options };
  return { folder, ...(await runResize([path], wanted)) };
}

const several: Partial<ResizeOptions> = { format: 'jpeg', extraFormats: ['avif', 'webp'], extraSizes: [150] };

const result = (name: string, format: MarkupResult['format'], width: number): MarkupResult => ({
  path: join('/out', name),
  format,
  width,
  height: width / 2,
});

describe('<picture> markup', () => {
  it('has the formats best first, each with its widths, and what all browsers know at the end', async () => {
    const { items } = await resized(`it's & (b), 50%.jpg`, several);
    const name = 'it%27s%20%26%20%28b%29%2C%2050%25';
    expect(await write(items)).toBe(
      [
        '<picture>',
        `  <source type="image/avif" srcset="${name}-150w.avif 150w, ${name}-300w.avif 300w" sizes="(max-width: 300px) 100vw, 300px">`,
        `  <source type="image/webp" srcset="${name}-150w.webp 150w, ${name}-300w.webp 300w" sizes="(max-width: 300px) 100vw, 300px">`,
        `  <img src="${name}-300w.jpg" srcset="${name}-150w.jpg 150w, ${name}-300w.jpg 300w" sizes="(max-width: 300px) 100vw, 300px" width="300" height="200" alt="">`,
        '</picture>',
        '',
      ].join('\n'),
    );
  });

  it('names what is there by now, and says so when nothing is', async () => {
    const { items, outcome, folder } = await resized('a.jpg', { ...several, extraSizes: [] });
    rmSync(join(folder, 'out/a-300w.avif'));
    const rest =
      '  <source type="image/webp" srcset="a-300w.webp">\n  <img src="a-300w.jpg" width="300" height="200" alt="">';
    expect(await write(items)).toBe(`<picture>\n${rest}\n</picture>\n`);
    for (const path of outcome.outputs) rmSync(path, { force: true });
    expect(await write(items).catch(toUserError)).toMatchObject({ code: 'NO_OUTPUT' });
  });

  it('has an original that was kept as it is, and no format that browsers do not show', async () => {
    const kept = await resized('a.jpg', {
      destination: 'beside',
      width: null,
      keepSmaller: true,
      template: '{name}',
      quality: 100,
    });
    expect(kept.outcome.outputs).toEqual([]);
    expect(await write(kept.items)).toBe(
      '<picture>\n  <img src="a.jpg" width="600" height="400" alt="">\n</picture>\n',
    );
    const { items } = await resized('a.jpg', { format: 'tiff' });
    expect(await write(items).catch(toUserError)).toMatchObject({ code: 'NO_MARKUP' });
  });

  it('names each width once, and files in subfolders and with other bytes than UTF-8 by their address', () => {
    const results = [
      result('sub dir/ä:1.webp', 'webp', 200),
      result('b.png', 'png', 100),
      result('b-2.png', 'png', 100),
      result('\udcff#?.png', 'png', 200),
      result('b.tif', 'tiff', 100),
    ];
    expect(pictureElement(results, '/out')?.split('\n')).toEqual([
      '<picture>',
      '  <source type="image/webp" srcset="sub%20dir/%C3%A4%3A1.webp 200w" sizes="(max-width: 200px) 100vw, 200px">',
      '  <img src="%FF%23%3F.png" srcset="b.png 100w, %FF%23%3F.png 200w" sizes="(max-width: 200px) 100vw, 200px" width="200" height="100" alt="">',
      '</picture>',
    ]);
    expect(pictureElement([result('b.tif', 'tiff', 100)], '/out')).toBeUndefined();
  });
});
