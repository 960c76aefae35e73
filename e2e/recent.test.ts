import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { type Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

/** What the shell was asked to show. */
async function watchShell(app: Dropmill): Promise<() => Promise<string[]>> {
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    shell.openPath = async (path) => {
      opened.push(path);
      return '';
    };
    Object.assign(globalThis, { opened });
  });
  return () => app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

test('folders that results went to are at hand: chosen for the next job, shown from the empty window, taken off by keyboard', async ({
  app,
  folder,
}) => {
  const { page } = app;
  const opened = await watchShell(app);
  await writeTree(folder, { 'Letters/Notes/a.txt': 'a', 'Taxes/Bills/b.txt': 'b' });
  for (const [place, name] of [
    ['Letters', 'Notes'],
    ['Taxes', 'Bills'],
  ] as const) {
    await app.drop('zip', [join(folder, place, name)]);
    await app.expectState(`${name}.zip`, 'done');
  }
  const options = page.getByRole('complementary');
  await options.getByRole('tab', { name: 'Zip' }).click();
  const target = options.getByRole('group', { name: 'Save in' });
  await target.getByRole('button', { name: 'Recent folders' }).focus();
  await page.keyboard.press('Enter');
  const popover = page.getByRole('dialog', { name: 'Recent folders' });
  await expect(popover.getByRole('button', { name: 'Taxes' }).first()).toBeFocused();
  await expectAccessible(page, 'recent folders');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(popover.getByRole('button', { name: /^Letters/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(popover).toBeHidden();
  await expect(target.getByRole('button', { name: 'Save in: Letters' })).toBeVisible();
  await app.drop('zip', [join(folder, 'Taxes', 'Bills', 'b.txt')]);
  await app.expectState('b.zip', 'done');
  const [job] = (await app.jobs()).filter(({ title }) => title === 'b.zip');
  expect(job?.place).toBe(join(folder, 'Letters'));

  rmSync(join(folder, 'Taxes'), { recursive: true });
  await app.removeJobs((await app.jobs()).map(({ id }) => id));
  // In the empty window.
  await expect(page.getByRole('button', { name: 'Try it with a sample picture' })).toBeVisible();
  const opener = page.getByRole('main').getByRole('button', { name: 'Recent folders' });
  await opener.press('Enter');
  await expect(popover.getByRole('button', { name: /^Letters/ })).toBeFocused();
  await expect(popover.getByRole('button', { name: /^Taxes/ })).toBeHidden();
  await page.keyboard.press('Enter');
  await expect.poll(opened).toEqual([join(folder, 'Letters')]);

  mkdirSync(join(folder, 'Taxes'));
  await opener.press('Enter');
  await expect(popover.getByRole('listitem')).toHaveCount(2);
  await popover.getByRole('button', { name: 'Remove Letters from the list' }).press('Enter');
  await expect(popover.getByRole('button', { name: /^Taxes/ })).toBeFocused();
  await popover.getByRole('button', { name: 'Remove Taxes from the list' }).press('Enter');
  await expect(opener).toHaveCount(0);
});
