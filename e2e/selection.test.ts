// Rows are chosen by the mouse and by keys as in the system's own lists.
import { join } from 'node:path';
import { type Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

const NAMES = ['Apples', 'Bread', 'Cheese', 'Dates', 'Eggs'];

/** Titles of what is selected, without their ends. */
function selected({ page }: Dropmill): Promise<string[]> {
  return page
    .getByRole('row', { selected: true })
    .evaluateAll((rows) =>
      rows
        .toSorted((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
        .map((row) => (row.ariaLabel ?? '').replace(/\.zip.*/, '')),
    );
}

test.beforeEach(async ({ app, folder }) => {
  await writeTree(folder, Object.fromEntries(NAMES.map((name) => [`${name}/a.txt`, name])));
  // The job that came last is at the top.
  for (const name of NAMES.toReversed()) {
    await app.drop('zip', [join(folder, name)]);
    await app.expectState(`${name}.zip`, 'done');
  }
});

test('a press selects one row, with Shift all up to it, with Ctrl one more or one less; a double press opens it', async ({
  app,
}) => {
  await app.row('Bread.zip').click();
  await expect.poll(() => selected(app)).toEqual(['Bread']);
  await expect(app.row('Bread.zip')).toBeFocused();
  await app.row('Dates.zip').click({ modifiers: ['Shift'] });
  await expect.poll(() => selected(app)).toEqual(['Bread', 'Cheese', 'Dates']);
  await app.row('Cheese.zip').click({ modifiers: ['Control'] });
  await expect.poll(() => selected(app)).toEqual(['Bread', 'Dates']);
  await app.row('Apples.zip').click({ modifiers: ['Control'] });
  await expect.poll(() => selected(app)).toEqual(['Apples', 'Bread', 'Dates']);
  await app.row('Eggs.zip').click({ button: 'right' });
  await app.page.locator('[role=menu]:focus-within').waitFor();
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('menu')).toHaveCount(0);
  await expect.poll(() => selected(app)).toEqual(['Eggs']);
  await app.row('Cheese.zip').dblclick();
  await expect(app.page.getByRole('region', { name: 'Details of Cheese.zip' })).toBeVisible();
  await expect.poll(() => selected(app)).toEqual(['Cheese']);
});

test('a row is one stop for Tab: its buttons are reached by arrows', async ({ app }) => {
  const { page } = app;
  const row = page.getByRole('row').nth(1);
  await row.click();
  const focused = () => page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-label'));
  await expect.poll(focused).toBe(await row.getAttribute('aria-label'));
  await page.keyboard.press('ArrowRight');
  await expect(row.getByRole('button').and(page.locator(':focus'))).toHaveCount(1);
  await page.keyboard.press('ArrowLeft');
  await expect(row).toBeFocused();
  await page.keyboard.press('Tab');
  await expect.poll(focused).toBeUndefined();
  await page.keyboard.press('Shift+Tab');
  await expect.poll(focused).toBe(await row.getAttribute('aria-label'));
});

test('keys move the focus and select: arrows, Home, End, letters, with Shift up to there, Ctrl+A all', async ({
  app,
}) => {
  const { keyboard } = app.page;
  await app.row('Apples.zip').click();
  await keyboard.press('ArrowDown');
  await expect(app.row('Bread.zip')).toBeFocused();
  await expect.poll(() => selected(app)).toEqual(['Bread']);
  await keyboard.press('Shift+ArrowDown');
  await expect(app.row('Cheese.zip')).toBeFocused();
  await expect.poll(() => selected(app)).toEqual(['Bread', 'Cheese']);
  await keyboard.press('End');
  await expect(app.row('Eggs.zip')).toBeFocused();
  await expect.poll(() => selected(app)).toEqual(['Eggs']);
  await keyboard.press('Control+Space');
  await expect.poll(() => selected(app)).toEqual([]);
  // Sent in one go: letters that are a second apart are two searches.
  await Promise.all([keyboard.press('d'), keyboard.press('a')]);
  await expect(app.row('Dates.zip')).toBeFocused();
  await keyboard.press('Control+a');
  await expect.poll(() => selected(app)).toEqual(NAMES);
  await keyboard.press('Home');
  await keyboard.press('ArrowRight');
  await expect(app.row('Apples.zip').getByRole('button').first()).toBeFocused();
  await keyboard.press('ArrowLeft');
  await expect(app.row('Apples.zip')).toBeFocused();
  await keyboard.press('ArrowLeft');
  await expect(app.row('Apples.zip').getByRole('button').last()).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(app.row('Bread.zip')).toBeFocused();
});
