// Drives the real app with real files and takes a picture of each state. Arguments: names of chapters; all without.
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Dropmill } from '../../e2e/dropmill.ts';
import { thumbnailsInSight } from '../../e2e/thumbnails-in-sight.ts';
import { makeArchive, makeFiles, makeMany, removeOutputs } from './files.ts';

const OUT = resolve(import.meta.dirname, '../../docs/screenshots');
const WIDE = { width: 1120, height: 700 };
const NARROW = { width: 720, height: 480 };

const wanted = process.argv.slice(2);

/** Its name is seen in the pictures. It must not be there before. */
const home = join(tmpdir(), 'ann');
const folder = join(home, 'Documents');
await mkdir(home);
try {
  await mkdir(folder);
  await mkdir(OUT, { recursive: true });
  await makeFiles(folder);
  await inApp('first', firstSteps);
  await inApp('archive', archive);
  await inApp('work', atWork);
  await inApp('ended', ended);
  await inApp('leaving', leaving);
  await inApp('many', manyRows);
  await inApp('german', german);
} finally {
  await rm(home, { recursive: true, force: true });
}

/** A fresh app for each chapter, so that one does not see the jobs of the other. */
async function inApp(name: string, chapter: (app: Dropmill) => Promise<void>): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  const app = await Dropmill.start(join(home, `profile-${name}`));
  try {
    await resize(app, WIDE);
    await chapter(app);
  } finally {
    await app.electron.close();
    await removeOutputs(folder);
  }
}

async function firstSteps(app: Dropmill): Promise<void> {
  const { page } = app;
  await take(app, 'empty');
  await take(app, 'empty-dark', 'dark');
  const letGo = await app.dragOver([join(folder, 'Holiday in the mountains', 'IMG_1001.jpg')]);
  await take(app, 'dragging');
  await letGo();
  await page.keyboard.press('Control+Comma');
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await take(app, 'settings');
  await take(app, 'settings-dark', 'dark');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await take(app, 'help');
  await page.keyboard.press('Escape');
  await app.pressMenu('Check for updates…');
  await page.getByRole('dialog', { name: 'About Dropmill' }).getByRole('status').getByText(/\w/).waitFor();
  await take(app, 'about');
  await page.keyboard.press('Escape');
  await app.changeSettings({ startAtOnce: false });
  await app.drop('resize', [join(folder, 'Holiday in the mountains')]);
  await page
    .getByRole('region', { name: 'Review: Resize' })
    .getByText(/^40 files · /)
    .first()
    .waitFor();
  await page
    .getByRole('region', { name: 'Review: Resize' })
    .getByText('Making the picture')
    .waitFor({ state: 'hidden' });
  await page.locator('[data-plan] [data-drawn]').nth(7).waitFor();
  await take(app, 'plan');
  await take(app, 'plan-dark', 'dark');
  await resize(app, NARROW);
  await take(app, 'plan-narrow');
  await resize(app, WIDE);
  await page.getByRole('switch', { name: 'Then zip the results' }).click({ force: true });
  await page.getByText('Then zip the results:').waitFor();
  await take(app, 'plan-chain');
}

/** The review of archives: what they hold, what is suspicious, and the question for a password. */
async function archive(app: Dropmill): Promise<void> {
  const { page } = app;
  await app.changeSettings({ startAtOnce: false });
  await app.drop('extract', [await makeArchive(folder)]);
  const review = page.getByRole('region', { name: 'Review: Extract' });
  await review.getByText('The archive is encrypted.').waitFor();
  await take(app, 'archive-password');
  await review.getByRole('textbox', { name: 'Password' }).fill('secret');
  await page.keyboard.press('Enter');
  await review.getByRole('alert').waitFor({ state: 'hidden' });
  const tree = review.getByRole('tree');
  await tree.focus();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'Space']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
  }
  await take(app, 'archive');
  await take(app, 'archive-dark', 'dark');
  await resize(app, NARROW);
  await take(app, 'archive-narrow');
}

async function atWork(app: Dropmill): Promise<void> {
  await app.drop('zip', [join(folder, 'Letters')]);
  await app.expectState('Letters.zip', 'done');
  await app.drop('resize', [join(folder, 'Holiday in the mountains')]);
  await app.drop('zip', [join(folder, 'Archive 2025')]);
  await app.drop('zip', [join(folder, 'Thesis')]);
  await app.drop('zip', [join(folder, 'Backup')]);
  await app.expectState('Archive 2025.zip', 'running');
  await app.row('Holiday in the mountains').locator('[data-drawn]').waitFor();
  await app.page.waitForTimeout(600);
  await take(app, 'running');
  await take(app, 'running-dark', 'dark');
  await app.row('Holiday in the mountains').getByRole('button', { name: 'Details' }).click();
  await app.page.waitForTimeout(600);
  await take(app, 'details');
  const letGo = await app.dragOver([join(folder, 'Letters')]);
  await take(app, 'dragging-over-jobs');
  await letGo();
  await resize(app, NARROW);
  await take(app, 'narrow-details');
  await app.page.keyboard.press('Escape');
  await take(app, 'narrow');
}

/** What failed, what was skipped, what was cancelled. */
async function ended(app: Dropmill): Promise<void> {
  for (const name of ['Letters', 'Thesis']) await app.drop('zip', [join(folder, name)]);
  await app.row('Thesis.zip').getByRole('button', { name: 'Cancel' }).click();
  await app.drop('resize', [join(folder, 'Mixed')]);
  await app.drop('resize', [join(folder, 'Letters')]);
  await app.expectState('Letters', 'failed');
  await app.expectState('Mixed', 'done');
  await app.row('Mixed').getByRole('button', { name: 'Details' }).click();
  await app.page.waitForTimeout(600);
  await take(app, 'skipped');
  await app.page.getByRole('button', { name: 'Show as pictures' }).click();
  await app.page.getByRole('listitem').locator('[data-drawn]').nth(5).waitFor();
  await take(app, 'tiles');
  await app.page.getByRole('button', { name: 'Show as list' }).click();
  await app.page.getByRole('button', { name: 'Compare before and after' }).first().click();
  const compared = app.page.getByRole('dialog', { name: /^Before and after/ });
  for (const side of ['Before', 'After']) await compared.getByRole('img', { name: side }).waitFor();
  await app.page.waitForTimeout(800);
  await take(app, 'compare');
  await take(app, 'compare-dark', 'dark');
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('row', { name: 'Letters, Failed' }).click();
  await app.page.waitForTimeout(600);
  await take(app, 'failed');
  await take(app, 'failed-dark', 'dark');
  await app.page.getByRole('button', { name: 'Clear finished' }).click();
  await app.page.getByRole('main').getByRole('button', { name: 'Recent folders' }).click();
  await app.page.getByRole('dialog', { name: 'Recent folders' }).waitFor();
  await take(app, 'recent');
}

/** The questions at the end of a session and of the queue, and the menu of a row. */
async function leaving(app: Dropmill): Promise<void> {
  const { page } = app;
  await app.drop('resize', [join(folder, 'Holiday in the mountains')]);
  await app.drop('zip', [join(folder, 'Archive 2025')]);
  await app.drop('zip', [join(folder, 'Backup')]);
  await app.expectState('Archive 2025.zip', 'running');
  await app.row('Backup.zip').click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await take(app, 'menu');
  await page.keyboard.press('Escape');
  await app.closeWindow();
  await page.getByRole('alertdialog', { name: 'Jobs are still running' }).waitFor();
  await take(app, 'leaving');
  await take(app, 'leaving-dark', 'dark');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cancel all' }).click();
  await app.changeSettings({ whenDone: 'sleep' });
  await app.drop('zip', [join(folder, 'Letters')]);
  await page.getByRole('alertdialog', { name: 'The queue is done' }).waitFor();
  await take(app, 'countdown');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
}

async function manyRows(app: Dropmill): Promise<void> {
  await makeMany(join(folder, 'many'));
  for (let n = 1; n <= 60; n++) await app.drop('zip', [join(folder, 'many', `Customer ${1000 + n}`)]);
  await app.drop('zip', [join(folder, 'many', 'Invoices 2025')]);
  await app.expectState('Invoices 2025.zip', 'done');
  await app.row('Invoices 2025.zip').getByRole('button', { name: 'Details' }).click();
  await app.page.waitForTimeout(600);
  await take(app, 'many-rows');
}

async function german(app: Dropmill): Promise<void> {
  const { page } = app;
  await app.changeSettings({ language: 'de' });
  await page.getByText('Zum Zippen hier ablegen').waitFor();
  await take(app, 'german-empty');
  await app.drop('zip', [join(folder, 'Letters')]);
  await app.drop('resize', [join(folder, 'Mixed')]);
  await app.drop('zip', [join(folder, 'Archive 2025')]);
  await app.drop('resize', [join(folder, 'Holiday in the mountains')]);
  await app.expectState('Archive 2025.zip', 'running');
  await page.waitForTimeout(1_000);
  await take(app, 'german');
  await page.keyboard.press('Control+Comma');
  await page.getByRole('dialog', { name: 'Einstellungen' }).waitFor();
  await take(app, 'german-settings');
  await page.keyboard.press('Escape');
  await app.row('Mixed').getByRole('button', { name: 'Details' }).click();
  await resize(app, NARROW);
  await take(app, 'german-narrow');
}

async function take(app: Dropmill, name: string, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  // Away from what shows a tip; not while files are dragged, for a moving pointer ends that.
  if ((await app.page.locator('[data-dragging]').count()) === 0) await app.page.mouse.move(400, 5);
  await app.page.emulateMedia({ colorScheme });
  await app.page.waitForTimeout(250);
  await thumbnailsInSight(app.page);
  await app.page.screenshot({ path: join(OUT, `${name}.png`) });
  await app.page.emulateMedia({ colorScheme: 'light' });
}

async function resize(app: Dropmill, { width, height }: { width: number; height: number }): Promise<void> {
  await app.resizeWindow(width, height);
  await app.page.waitForTimeout(300);
}
