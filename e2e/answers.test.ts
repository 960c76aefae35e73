// The window answers at once, and nothing moves that nobody moved.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Dropmill, expect, test } from './dropmill.ts';
import { prose, WORK, writeLinks, writeTree } from './files.ts';
import { setOptions } from './pictures.ts';

/** Presses a button of a row and reads the row's name in the next frame, before it is painted. */
function nameAfter(app: Dropmill, title: string, button: string): Promise<string | null> {
  return app.row(title).evaluate((row, name) => {
    row.querySelector<HTMLElement>(`button[aria-label="${name}"]`)?.click();
    return new Promise<string | null>((read) => requestAnimationFrame(() => read(row.getAttribute('aria-label'))));
  }, button);
}

test('a click is answered within a frame: a state never lies about what was asked for', async ({ app, folder }) => {
  await app.changeSettings({ sideBySide: 1 });
  await writeTree(folder, { 'Big/a.txt': 'a', 'Later/a.txt': 'a' });
  // While the host is held, what was asked of it goes on.
  await app.holdHost();
  await app.dropInTurn('zip', [join(folder, 'Big'), join(folder, 'Later')]);
  await app.expectState('Big.zip', 'running');
  await app.expectState('Later.zip', 'waiting');
  expect(await nameAfter(app, 'Later.zip', 'Pause')).toBe('Later.zip, Paused');
  expect(await nameAfter(app, 'Later.zip', 'Resume')).toBe('Later.zip, Waiting');
  // It must not take the place of the other one.
  expect(await nameAfter(app, 'Later.zip', 'Pause')).toBe('Later.zip, Paused');
  expect(await nameAfter(app, 'Big.zip', 'Pause')).toBe('Big.zip, Paused');
  await app.row('Big.zip').getByRole('button', { name: 'Resume' }).click();
  await app.expectState('Big.zip', 'running');
  const details = await app.row('Big.zip').evaluate((row) => {
    row.querySelector<HTMLElement>('button[aria-label="Details"]')?.click();
    return new Promise((read) => {
      requestAnimationFrame(() => read(document.querySelector('[aria-label="Details of Big.zip"]') !== null));
    });
  });
  expect(details).toBe(true);

  expect(await nameAfter(app, 'Big.zip', 'Cancel')).toBe('Big.zip, Cancelling…');
  await expect(app.row('Big.zip').getByRole('button', { name: 'Cancel' })).toHaveAttribute('aria-disabled', 'true');
  await app.letHostGo();
  await app.expectState('Big.zip', 'cancelled');
  await app.row('Later.zip').getByRole('button', { name: 'Resume' }).click();
  await app.expectState('Later.zip', 'done');

  await app.row('Later.zip').getByRole('button', { name: 'Remove' }).click();
  await expect(app.row('Later.zip')).toBeHidden();
  await expect.poll(async () => (await app.jobs()).map((job) => job.title)).toEqual(['Big.zip']);

  // Who cancels by a double click does not take the job off the list by its second click: the button is another one by then.
  await app.holdHost();
  await app.dropInTurn('zip', [join(folder, 'Big'), join(folder, 'Later')]);
  await app.row('Later.zip').getByRole('button', { name: 'Cancel' }).click();
  await expect(app.row('Later.zip').getByRole('button', { name: 'Remove' })).toBeVisible();
  await app.page.mouse.down({ clickCount: 2 });
  await app.page.mouse.up({ clickCount: 2 });
  expect((await app.jobs()).map((job) => job.title)).toContain('Later.zip');
});

test('a press counts while the list still scrolls', async ({ app, folder }) => {
  const names = Array.from({ length: 30 }, (_, index) => `Job${String(index).padStart(2, '0')}`);
  await writeTree(folder, Object.fromEntries(names.map((name) => [`${name}/a.txt`, 'a'])));
  await setOptions(app, { zip: { perInput: true } });
  await app.drop(
    'zip',
    names.map((name) => join(folder, name)),
  );
  await expect(app.row('Zip: 30 jobs')).toContainText('30 finished');
  // What would be pressed at a row's place, as soon as the window knows that the list was scrolled.
  const pressed = await app.page.getByRole('grid', { name: 'Jobs' }).evaluate((list) => {
    const { left, top, width, height } = list.getBoundingClientRect();
    return new Promise<string | undefined>((say) => {
      document.addEventListener(
        'scroll',
        () => {
          const element = document.elementFromPoint(left + width / 2, top + height / 2);
          say(element?.closest('[role="row"]')?.getAttribute('aria-label') ?? undefined);
        },
        { once: true, capture: true },
      );
      list.scrollTop += 100;
    });
  });
  expect(pressed).toMatch(/^Job\d\d\.zip, Done$/);
});

test('nothing moves while a job waits, runs, is paused and ends', async ({ app, folder }) => {
  const { page } = app;
  await writeLinks(folder, ['Work'], prose(WORK.bytes), WORK.links);
  await app.changeSettings({ workers: 1 });
  await app.holdHostAtWork();
  await app.drop('zip', [join(folder, 'Work')]);
  await watchPlaces(page);
  await app.expectState('Work.zip', 'running');
  await expect(app.row('Work.zip')).toContainText(/\d+:\d\d left/);
  await app.row('Work.zip').getByRole('button', { name: 'Pause' }).click();
  await app.expectState('Work.zip', 'paused');
  await app.row('Work.zip').getByRole('button', { name: 'Resume' }).click();
  await app.letHostGo();
  await app.expectState('Work.zip', 'done');
  const places = await page.evaluate(() =>
    (globalThis as unknown as { places: () => Record<string, string[]> }).places(),
  );
  expect(Object.keys(places).length).toBeGreaterThan(8);
  for (const [what, seen] of Object.entries(places)) expect(seen, what).toHaveLength(1);
});

/** In each frame: where the row's texts begin, where its buttons end, and where the buttons of the toolbar are. */
function watchPlaces(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen = new Map<string, Set<string>>();
    const note = (what: string, ...place: (number | undefined)[]) => {
      const places = seen.get(what) ?? new Set();
      seen.set(what, places.add(place.map((value) => Math.round(value ?? 0)).join(' ')));
    };
    let going = true;
    const look = () => {
      const row = document.querySelector('[role=row]');
      const cell = row?.querySelector('[role=gridcell] > *');
      if (row && cell) {
        const box = row.getBoundingClientRect();
        note('the row', box.left, box.top, box.right, box.bottom);
        const [icon, ...texts] = [...cell.children].filter((part) => part.tagName !== 'BUTTON');
        note('the icon', icon?.getBoundingClientRect().left, icon?.getBoundingClientRect().top);
        for (const [index, part] of texts.entries()) {
          const { left, top, right, width } = part.getBoundingClientRect();
          // What begins at the right end grows to the left.
          if (width > 0) note(`text ${index}`, left > box.right - 400 ? right : left, top);
        }
      }
      for (const button of document.querySelectorAll('[aria-label="Queue"] button')) {
        const { left, top, width } = button.getBoundingClientRect();
        if (width === 0) continue;
        const name = button.getAttribute('aria-label') ?? button.textContent ?? '';
        note(name.replace('Resume all', 'Pause all'), left, top);
      }
      if (going) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    const places = () => {
      going = false;
      return Object.fromEntries([...seen].map(([what, set]) => [what, [...set]]));
    };
    Object.assign(globalThis, { places });
  });
}
