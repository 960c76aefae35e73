import { join } from 'node:path';
import sharp from 'sharp';
import { type Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

/** What breaks lines or turns the direction of writing, but for the pair that keeps a name to itself. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066\u2067]/u;

/** Each text of the page, and what is said or shown of its parts otherwise. */
function texts(app: Dropmill): Promise<string[]> {
  return app.page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ['aria-label', 'title', 'data-tip', 'aria-valuetext'])
          found.push(node.getAttribute(name) ?? '');
      } else found.push(node.textContent ?? '');
    }
    return found.map((text) => text.trim());
  });
}

async function expectAllSeen(app: Dropmill, name: string): Promise<void> {
  await expect.poll(async () => (await texts(app)).filter((text) => text.includes(name))).not.toEqual([]);
  expect((await texts(app)).filter((text) => UNSEEN.test(text))).toEqual([]);
}

test('names that break lines or turn the direction of writing are shown as what they are, wherever they stand', async ({
  app,
  folder,
}) => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a7' } })
    .png()
    .toBuffer();
  await writeTree(folder, {
    'T\u202egpj/\u202egpj.png': picture,
    'T\u202egpj/two\nlines.png': picture.subarray(0, 60),
    'T\u202egpj/\u2066none.txt': 'no picture',
    'T\u202egpj/שלום.png': picture,
  });
  await app.changeSettings({ startAtOnce: false });
  await app.drop('resize', [join(folder, 'T\u202egpj')]);
  const plan = app.page.getByRole('region', { name: 'Review: Resize' });
  await expectAllSeen(app, '⟨202E⟩gpj');
  await plan.getByRole('tab', { name: 'Skipped' }).click();
  await expectAllSeen(app, '⟨2066⟩none.txt');
  await plan.getByRole('button', { name: 'Start' }).click();
  await app.expectState('T⟨202E⟩gpj', 'done');
  await expectAllSeen(app, 'T⟨202E⟩gpj');

  await app.row('T⟨202E⟩gpj').getByRole('button', { name: 'Details' }).click();
  const view = app.page.getByRole('region', { name: 'Details of T⟨202E⟩gpj' });
  await expectAllSeen(app, 'two⟨000A⟩lines.png');
  await expectAllSeen(app, '\u2068שלום.png\u2069');
  await view.getByRole('button', { name: 'Copy paths' }).click();
  await expect(view.getByRole('status').filter({ hasText: 'Paths copied' })).toBeAttached();
  const lines = (await app.electron.evaluate(({ clipboard }) => clipboard.readText())).split('\n');
  expect(lines.filter((line) => UNSEEN.test(line))).toEqual([]);
  expect(lines[0]).toContain(String.raw`T\u202egpj`);
  await view.getByRole('tab', { name: 'Skipped' }).click();
  await expectAllSeen(app, '⟨2066⟩none.txt');
});
