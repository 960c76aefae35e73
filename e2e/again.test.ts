// A job is asked for again with other options: one that waits in its place, one that has ended as a new one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Dropmill, expect, test } from './dropmill.ts';
import { prose, writeTree } from './files.ts';

const review = (app: Dropmill) => app.page.getByRole('region', { name: 'Review: Zip' });
const nameField = (app: Dropmill) => app.page.getByRole('complementary').getByRole('textbox', { name: 'Name' });

test('the options of a waiting job are changed in its place, and those for new jobs stay', async ({ app, folder }) => {
  const { page } = app;
  await writeTree(folder, { 'First/a.txt': 'a', 'Second/b.txt': 'b', 'Third/c.txt': 'c' });
  await app.changeSettings({ sideBySide: 1 });
  await app.holdHost();
  await app.dropInTurn(
    'zip',
    ['First', 'Second', 'Third'].map((name) => join(folder, name)),
  );
  await app.expectState('Third.zip', 'waiting');

  await app.row('Second.zip').getByRole('button', { name: 'Edit options…' }).click();
  await expect(review(app)).toContainText('Second.zip');
  await app.expectState('Second.zip', 'paused');
  await expect(page.getByRole('complementary')).toContainText('For Second.zip');
  await nameField(app).fill('Minutes');
  await review(app).getByRole('button', { name: 'Apply' }).click();
  await expect(app.row('Second.zip')).toBeHidden();
  await app.expectState('Minutes.zip', 'waiting');
  const order = async () => {
    const names = await page.getByRole('row').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
    return names.map((name) => name?.split('.zip')[0]);
  };
  await expect.poll(order).toEqual(['First', 'Minutes', 'Third']);
  await expect(page.getByRole('complementary')).toContainText('For new jobs');
  await expect(nameField(app)).toHaveValue('');

  // What is not applied leaves the job as it was.
  await app.row('Third.zip').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Edit options…' }).click();
  await expect(page.getByRole('complementary')).toContainText('For Third.zip');
  await app.expectState('Third.zip', 'paused');
  await nameField(app).fill('Other');
  await review(app).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('complementary')).toContainText('For new jobs');
  await app.expectState('Third.zip', 'waiting');
  await app.letHostGo();
  for (const name of ['First', 'Minutes', 'Third']) await app.expectState(`${name}.zip`, 'done');
  expect(existsSync(join(folder, 'Second.zip'))).toBe(false);
});

test('an ended job is run again with other options, and its own result stays', async ({ app, folder }) => {
  const { page } = app;
  await writeTree(folder, { 'Notes/a.txt': prose(30_000) });
  await app.drop('zip', [join(folder, 'Notes')]);
  await app.expectState('Notes.zip', 'done');
  await app.row('Notes.zip').getByRole('button', { name: 'Details' }).click();
  await page
    .getByRole('region', { name: 'Details of Notes.zip' })
    .getByRole('button', { name: 'Change options and run again…' })
    .click();
  // Until then the panel has the options for new jobs.
  await expect(page.getByRole('complementary')).toContainText('For Notes.zip');
  await nameField(app).fill('Again');
  await expect(review(app).getByRole('list', { name: 'Names' })).toContainText('Again.zip');
  await review(app).getByRole('button', { name: 'Start' }).click();
  await app.expectState('Again.zip', 'done');
  await app.expectState('Notes.zip', 'done');
  expect([existsSync(join(folder, 'Notes.zip')), existsSync(join(folder, 'Again.zip'))]).toEqual([true, true]);
});
