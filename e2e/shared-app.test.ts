// The app that tests share is as good as a fresh one, whatever the test before did.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appState, resetApp } from './app-state.ts';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

test('the reset undoes whatever a test does to the queue, the settings, the window, the page and main', async ({
  sharedApp: { app, first },
  folder,
}) => {
  await writeTree(folder, { 'Big/big.bin': 'big', 'Other/a.txt': 'a' });
  await app.changeSettings({ language: 'de', theme: 'dark', sideBySide: 1, startAtOnce: true, whenDone: 'quit' });
  await app.holdHost();
  await app.drop('zip', [join(folder, 'Big')]);
  await app.expectState('Big.zip', 'running');
  await app.drop('zip', [join(folder, 'Other')]);
  await app.row('Other.zip').click();
  await app.closeWindow();
  await app.page.getByRole('alertdialog').waitFor();
  await app.page.evaluate(() => localStorage.setItem('left', 'behind'));
  await app.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await app.electron.evaluate(async ({ BrowserWindow, clipboard, dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    Object.assign(globalThis, { left: 'behind' });
    Date.now = () => 0;
    await clipboard.writeText('left behind');
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(800, 600);
    window?.webContents.setZoomFactor(1.5);
    window?.hide();
  });
  // The window has its new size, and the question the focus, a moment after they were asked for.
  const sizeAndFocus = async () => {
    const { size, focus } = (await appState(app)).page;
    return [String(size) === String(first.page.size), focus === first.page.focus];
  };
  await expect.poll(sizeAndFocus).toEqual([false, false]);
  const trash = join(app.profile, 'data', 'Trash');
  mkdirSync(trash, { recursive: true });
  writeFileSync(join(trash, 'left'), 'behind');

  const used = await appState(app);
  const { windows, listeners, ...main } = used.main;
  for (const [name, value] of Object.entries(main)) {
    expect(value, name).not.toEqual(first.main[name as keyof typeof main]);
  }
  for (const [name, value] of Object.entries(used.page)) {
    expect(value, name).not.toEqual(first.page[name as keyof typeof used.page]);
  }
  expect(used.files).not.toEqual(first.files);
  expect(used.main.replaced.sort()).toEqual(['Date.now', 'dialog.showOpenDialog', 'globalThis.left']);

  await app.letHostGo();
  await resetApp(app, first);
  await expect.poll(() => appState(app)).toEqual(first);
});

test('what the reset cannot undo is seen', async ({ sharedApp: { app, first } }) => {
  await app.electron.evaluate(({ app: electronApp }) => {
    const listener = () => {};
    electronApp.on('gpu-info-update', listener);
    Object.assign(process, { takeAway: () => electronApp.off('gpu-info-update', listener) });
  });
  await resetApp(app, first);
  expect((await appState(app)).main.listeners).not.toEqual(first.main.listeners);
  await app.electron.evaluate(() => (process as unknown as { takeAway: () => void }).takeAway());
  await expect.poll(() => appState(app)).toEqual(first);
});
