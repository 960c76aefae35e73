// The window has no stray scrollbars, in no language and no size that it can have.
import { join } from 'node:path';
import { type Dropmill, expect, test } from './dropmill.ts';
import { inEachLanguage } from './each-language.ts';
import { writeTree } from './files.ts';
import { writePhotos } from './pictures.ts';
import { expectWithin } from './within.ts';

/** What scrolls though it is not meant to: the page, the drop cards and what is in them, and what holds them. */
async function scrolling(app: Dropmill): Promise<string[]> {
  return app.page.evaluate(() => {
    const page = document.documentElement;
    page.scrollTo(0, 100);
    const stray = page.scrollTop > 0 || page.scrollHeight > page.clientHeight ? ['the page'] : [];
    const drop = 'main section[data-drop], main [data-pane=drop]';
    const isCut = ({ scrollHeight, clientHeight, scrollWidth, clientWidth }: HTMLElement) =>
      scrollHeight > clientHeight || scrollWidth > clientWidth;
    const scrolls = (part: HTMLElement) => {
      const { overflowX, overflowY } = getComputedStyle(part);
      return isCut(part) && [overflowX, overflowY].some((value) => value === 'auto' || value === 'scroll');
    };
    const cards = [...document.querySelectorAll<HTMLElement>(drop)].filter(
      (card) => isCut(card) || [...card.querySelectorAll<HTMLElement>('*')].some(scrolls),
    );
    return [...stray, ...cards.map((card) => card.getAttribute('aria-label') ?? 'the cards')];
  });
}

test('in the smallest window nothing scrolls, sticks out or is cut off, and the tabs of the options are in one row, in each language', async ({
  app,
  folder,
}) => {
  const { page } = app;
  const expectFitting = (state: string) =>
    inEachLanguage(page, async (language) => {
      expect(await scrolling(app), `${state}, ${language}`).toEqual([]);
      await expectWithin(page, `${state}, ${language}`);
    });
  // What slides to its place is out of the window for a moment.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.resizeWindow(720, 480);
  await expectFitting('the empty window');
  // Letters as wide as any.
  await page.evaluate(() => document.documentElement.style.setProperty('--font', '"DejaVu Sans Mono", monospace'));
  await inEachLanguage(page, async (language) => {
    expect(await scrolling(app), `the empty window in a wide font, ${language}`).toEqual([]);
  });
  await page.evaluate(() => document.documentElement.style.removeProperty('--font'));
  // The preset with the longest summary.
  const webPage = page.getByRole('radio', { name: 'Web page (WebP, AVIF)' });
  await webPage.click();
  await expectFitting('the empty window with a long summary');
  const card = page.getByRole('region', { name: 'Drop here to resize' });
  await card.getByRole('button', { name: 'Options…' }).click();
  await page.getByRole('tab', { name: 'Resize', selected: true }).waitFor();
  for (const width of [720, 900]) {
    await app.resizeWindow(width, 480);
    await expectFitting(`the empty window with options, ${width} px wide`);
  }
  await app.resizeWindow(720, 480);
  await page.getByRole('button', { name: 'Close options' }).click();
  await webPage.click();
  await writePhotos(join(folder, 'Trip'), 2);
  await writeTree(folder, { 'Trip/notes.txt': 'no picture' });
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');
  await expectFitting('the list and the options');
  const panel = page.getByRole('complementary');
  await inEachLanguage(page, async (language) => {
    const tops = await panel.getByRole('tab').evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().top));
    expect(tops.length).toBeGreaterThanOrEqual(3);
    expect(new Set(tops).size, language).toBe(1);
    const room = await panel.getByRole('tablist').evaluate(({ scrollWidth, clientWidth }) => clientWidth - scrollWidth);
    expect(room, language).toBeGreaterThanOrEqual(0);
  });
  await app.row('Trip').getByRole('button', { name: 'Details' }).click();
  const details = page.getByRole('region', { name: 'Details of Trip' });
  await details.getByRole('listitem').first().waitFor();
  await expectFitting('the details');
  await page.keyboard.press('Escape');
  await details.waitFor({ state: 'hidden' });
  for (const name of ['Watched folders…', 'Short guide', 'Keyboard shortcuts', 'About Dropmill', 'Settings…']) {
    await app.openDialog(name);
    await expectFitting(name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await app.changeSettings({ startAtOnce: false });
  await app.drop('resize', [join(folder, 'Trip')]);
  await page.getByRole('region', { name: 'Review: Resize' }).getByRole('img', { name: 'After' }).waitFor();
  await expectFitting('the review');
});

test('in the smallest window the number of files on a row is whole, in each language, however long its name', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await app.resizeWindow(720, 480);
  const title = 'Our summer by the sea, all of it, with the neighbours';
  await writePhotos(join(folder, title), 12);
  await app.drop('resize', [join(folder, title)]);
  await app.expectState(title, 'done');
  await inEachLanguage(page, async (language) => {
    const whole = await page
      .getByRole('row')
      .getByText(/^12\s\S+$/)
      .evaluateAll((counts) =>
        counts.map((count) => {
          const room = count.parentElement?.getBoundingClientRect();
          const { left, right } = count.getBoundingClientRect();
          const isWithin = room !== undefined && left >= room.left && right <= room.right;
          return isWithin && count.scrollWidth <= count.clientWidth;
        }),
      );
    expect(whole, language).toEqual([true]);
    // Of the numbers after it, those are in sight that fit.
    const numbers = app.row(title).getByText(/ → /);
    expect(await numbers.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth), language).toBe(true);
  });
});

test('the place of its results is shortened on a row, and where there is no room no part of it is in sight', async ({
  app,
  folder,
}) => {
  // A name of a length that leaves the place much more room than it needs, or much less, whatever the fonts of the machine.
  await writeTree(folder, { 'Letters home, spring/a.txt': 'a', 'Letters home, spring/b.txt': 'b' });
  await app.drop('zip', [join(folder, 'Letters home, spring')]);
  await app.expectState('Letters home, spring.zip', 'done');
  const place = app.row('Letters home, spring.zip').getByRole('button', { name: /^Show in folder: / });
  const shown: string[] = [];
  for (const width of [1300, 1120, 720]) {
    await app.resizeWindow(width, 480);
    shown.push(
      await place.evaluate((button) => {
        const { top, bottom, right } = button.getBoundingClientRect();
        const end = button.lastElementChild?.getBoundingClientRect();
        const room = button.parentElement?.parentElement?.getBoundingClientRect();
        if (!room) return 'nowhere';
        if (top >= room.bottom) return 'not';
        // Text of the button itself would be cut off and not shortened.
        if (!end || end.right > right + 1) return 'cut off';
        return top >= room.top && bottom <= room.bottom ? 'whole' : 'in part';
      }),
    );
  }
  expect(shown).toEqual(['whole', 'whole', 'not']);
  // The name has the room: what it was made of is not said twice.
  const row = app.row('Letters home, spring.zip');
  await expect(row.getByText('Letters home, spring,', { exact: true })).toBeHidden();
  await expect(row.getByText('2 files')).toBeVisible();
});

test('a folder is named on a row with at least three letters of the one that it is in, or alone', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await writeTree(folder, { 'Photographs/a.txt': 'a', 'Photographs/b.txt': 'b' });
  const parent = join(folder, 'Photographs');
  await app.drop('zip', [join(parent, 'a.txt'), join(parent, 'b.txt')]);
  await expect.poll(async () => (await app.jobs())[0]?.state).toBe('done');
  const place = page.getByRole('row').getByRole('button', { name: /^Show in folder: / });
  const seen = new Set<string>();
  for (let width = 1000; width >= 630; width -= 10) {
    await app.resizeWindow(width, 480);
    seen.add(
      await place.evaluate((button) => {
        const [parent, last] = [...button.children];
        if (!parent || !last) return 'no place';
        const outer = button.getBoundingClientRect();
        const room = button.parentElement?.parentElement?.getBoundingClientRect();
        if (room && outer.top >= room.bottom) return 'not';
        if (parent.getBoundingClientRect().top >= outer.bottom) return 'alone';
        const name = parent.firstElementChild ?? parent;
        if (name.scrollWidth <= name.clientWidth) return 'whole';
        // An ellipsis takes as much as a letter.
        const letter = name.scrollWidth / (name.textContent?.length ?? 1);
        return name.clientWidth >= 4 * letter ? 'shortened' : `cut to ${name.clientWidth} px`;
      }),
    );
  }
  expect([...seen].filter((one) => !['whole', 'shortened', 'alone', 'not'].includes(one))).toEqual([]);
  expect([...seen]).toEqual(expect.arrayContaining(['shortened', 'alone']));
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
