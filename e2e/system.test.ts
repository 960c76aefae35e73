// What the system shows of the queue: calls to it are recorded on their way.
import { join } from 'node:path';
import { type Dropmill, expect, test } from './dropmill.ts';
import { prose, WORK, writeLinks, writeTree } from './files.ts';

interface Heard {
  /** Progress on the taskbar. */
  progress: number[];
  titles: string[];
  blockers: number[];
  notifications: string[];
}

declare global {
  var heard: Heard;
}

/** @param seen whether somebody looks at the window */
async function watch(app: Dropmill, seen: boolean): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow, Notification, powerSaveBlocker }, isSeen) => {
    globalThis.heard = { progress: [], titles: [], blockers: [], notifications: [] };
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('There is no window.');
    const setProgressBar = window.setProgressBar.bind(window);
    window.setProgressBar = (progress) => {
      heard.progress.push(progress);
      setProgressBar(progress);
    };
    const setTitle = window.setTitle.bind(window);
    window.setTitle = (title) => {
      heard.titles.push(title);
      setTitle(title);
    };
    window.isFocused = () => isSeen;
    const start = powerSaveBlocker.start.bind(powerSaveBlocker);
    powerSaveBlocker.start = (type) => {
      const id = start(type);
      heard.blockers.push(id);
      return id;
    };
    // A machine without a desktop shows none.
    Notification.isSupported = () => true;
    Notification.prototype.show = function () {
      heard.notifications.push(this.body);
    };
  }, seen);
}

function heardBy(app: Dropmill): Promise<Heard> {
  return app.electron.evaluate(() => globalThis.heard);
}

function blocks(app: Dropmill): Promise<boolean[]> {
  return app.electron.evaluate(({ powerSaveBlocker }) =>
    globalThis.heard.blockers.map((id) => powerSaveBlocker.isStarted(id)),
  );
}

test('while it works the taskbar and the title show how far it is and the computer stays awake; at the end comes one word', async ({
  // Of an app with no earlier jobs: main gathers what ended for half a second, and would count those of the test before.
  freshApp: app,
  folder,
}) => {
  await watch(app, false);
  await writeLinks(folder, ['A'], prose(WORK.bytes), WORK.links);
  await writeTree(folder, { 'B/b.txt': 'b', 'C/c.txt': 'c' });
  await app.changeSettings({ workers: 1 });
  await app.holdHostAtWork();
  await app.dropInTurn(
    'zip',
    ['A', 'B', 'C'].map((name) => join(folder, name)),
  );
  await expect.poll(async () => (await heardBy(app)).progress.some((value) => value > 0 && value < 1)).toBe(true);
  expect(await blocks(app)).toEqual([true]);
  await app.letHostGo();
  for (const name of ['A.zip', 'B.zip', 'C.zip']) await app.expectState(name, 'done');

  await expect.poll(async () => (await heardBy(app)).progress.at(-1)).toBe(-1);
  await expect.poll(() => blocks(app)).toEqual([false]);
  const { notifications, titles } = await heardBy(app);
  expect(notifications).toEqual(['3 jobs done']);
  expect(titles.some((title) => /^\d{1,2}% · Dropmill$/.test(title))).toBe(true);
  expect(titles.at(-1)).toBe('Dropmill');
});

test('who looks at the window gets no notification', async ({ app, folder }) => {
  await watch(app, true);
  await writeTree(folder, { 'A/a.txt': 'a' });
  await app.drop('zip', [join(folder, 'A')]);
  await app.expectState('A.zip', 'done');
  await expect.poll(async () => (await heardBy(app)).progress.at(-1)).toBe(-1);
  expect((await heardBy(app)).notifications).toEqual([]);
});
