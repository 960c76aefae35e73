// The window has no stray scrollbars, in no language and no size that it can have.
import { join } from 'node:path';
import { type Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

/** What scrolls though it is not meant to: the page, and the drop cards. */
async function scrolling(app: Dropmill): Promise<string[]> {
  return app.page.evaluate(() => {
    const page = document.documentElement;
    page.scrollTo(0, 100);
    const stray = page.scrollTop > 0 || page.scrollHeight > page.clientHeight ? ['the page'] : [];
    const cards = [...document.querySelectorAll<HTMLElement>('main section[data-drop]')].filter(
      (card) => card.scrollHeight > card.clientHeight || card.scrollWidth > card.clientWidth,
    );
    return [...stray, ...cards.map((card) => `the card "${card.getAttribute('aria-label')}"`)];
  });
}

const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;

async function speak(app: Dropmill, language: (typeof LANGUAGES)[number]): Promise<void> {
  await app.changeSettings({ language });
  await expect(app.page.locator('html')).toHaveAttribute('lang', language);
  // The texts follow within a frame.
  await app.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

test('in a small window nothing scrolls and the tabs of the options stand in one row, in each language', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await app.resizeWindow(720, 480);
  for (const language of LANGUAGES) {
    await speak(app, language);
    expect(await scrolling(app), language).toEqual([]);
  }
  await writeTree(folder, { 'Notes/a.txt': 'a' });
  await app.drop('zip', [join(folder, 'Notes')]);
  await app.expectState('Notes.zip', 'done');
  const panel = page.getByRole('complementary');
  for (const language of LANGUAGES) {
    await speak(app, language);
    expect(await scrolling(app), language).toEqual([]);
    const tops = await panel.getByRole('tab').evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().top));
    expect(tops.length).toBeGreaterThanOrEqual(3);
    expect(new Set(tops).size, language).toBe(1);
    const room = await panel.getByRole('tablist').evaluate(({ scrollWidth, clientWidth }) => clientWidth - scrollWidth);
    expect(room, language).toBeGreaterThanOrEqual(0);
  }
});

test('the row whose details are open is the selected one', async ({ app, folder }) => {
  await writeTree(folder, { 'One/a.txt': 'a', 'Two/a.txt': 'a' });
  for (const name of ['One', 'Two']) {
    await app.drop('zip', [join(folder, name)]);
    await app.expectState(`${name}.zip`, 'done');
  }
  await app.row('One.zip').click();
  await app.row('Two.zip').getByRole('button', { name: 'Details' }).click();
  await expect(app.page.getByRole('region', { name: 'Details of Two.zip' })).toBeVisible();
  await expect(app.row('Two.zip')).toHaveAttribute('aria-selected', 'true');
  await expect(app.row('One.zip')).toHaveAttribute('aria-selected', 'false');
});
