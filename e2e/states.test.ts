// What rows, toolbar and details say of a job that ended, with real files that fail for real reasons.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from './dropmill.ts';
import { noUnreadable, writeUnreadable } from './faults/machine.ts';
import { noise, writeTree } from './files.ts';

const picture = (width = 900) =>
  sharp({ create: { width, height: 600, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();

test('nothing succeeded: failed, with the cause on the row', async ({ app, folder }) => {
  const why = noUnreadable();
  test.skip(why !== undefined, why);
  await mkdir(join(folder, 'Locked'));
  using _a = await writeUnreadable(join(folder, 'Locked/a.jpg'));
  using _b = await writeUnreadable(join(folder, 'Locked/b.jpg'));
  await app.drop('resize', [join(folder, 'Locked')]);
  await app.expectState('Locked', 'failed');
  await expect(app.row('Locked')).toContainText('No picture could be resized.');
  await expect(app.row('Locked')).not.toContainText('There is no picture');
  await expect(app.page.getByRole('region', { name: 'Queue' })).toContainText('1 failed');
});

test('some failed: the row counts them, a retry takes just them, and only then it is finished', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await writeTree(folder, {
    'Trip/a.jpg': await picture(),
    'Trip/b.jpg': await picture(),
    'Trip/broken.jpg': noise(900),
    'Trip/notes.txt': 'no picture',
    'Trip/plans.txt': 'no picture',
  });
  // A picture whose content is cut off is one by its first bytes.
  const whole = await picture();
  await writeTree(folder, { 'Trip/cut.jpg': whole.subarray(0, 200) });
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');
  const queue = page.getByRole('region', { name: 'Queue' });
  const row = app.row('Trip');
  await expect(row).toContainText('Done, 2 failed, 2 skipped');
  await expect(row.locator('[data-look="care"]')).toBeVisible();
  await expect(queue).toContainText('1 with problems');
  await expect(queue).not.toContainText(/\d finished/);

  await writeTree(folder, { 'Trip/broken.jpg': await picture(), 'Trip/cut.jpg': whole });
  await expect(row.getByText('Retry 2 failed')).toBeVisible();
  await row.getByRole('button', { name: 'Retry 2 failed' }).click();
  await expect(row).toContainText('Done, 2 skipped');
  await expect(row).toContainText(/notes\.txt: Not a picture, and 1 more$/);
  await expect(row.locator('[data-look="good"]'), 'What is no picture asks for nothing.').toBeVisible();
  await expect(queue).toContainText('1 finished');
  await expect(row.getByRole('button', { name: /^Retry/ })).toBeHidden();
});

test('after an undo every number follows: row, toolbar, details', async ({ app, folder }) => {
  const { page } = app;
  await writeTree(folder, { 'Trip/a.jpg': await picture(), 'Trip/b.jpg': await picture() });
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');
  const queue = page.getByRole('region', { name: 'Queue' });
  await expect(queue).toContainText('1 finished');
  await expect(queue).toContainText('2 files');
  await app.row('Trip').getByRole('button', { name: 'Details' }).click();
  const details = page.getByRole('region', { name: 'Details of Trip' });
  await expect(details.getByRole('listitem').filter({ hasText: 'Done' })).toHaveCount(2);
  await details.getByRole('button', { name: /^Undo/ }).click();
  await expect(app.row('Trip')).toContainText('Undone');
  await expect(queue).toContainText('1 undone');
  await expect(queue).not.toContainText(/\d finished/);
  await expect(queue).not.toContainText('2 files');
  await expect(details.getByRole('listitem').filter({ hasText: 'Undone' })).toHaveCount(2);
  expect(await readdir(folder), 'The folder made for the results went with them.').toEqual(['Trip']);
  await rm(join(folder, 'Trip'), { recursive: true });
});
