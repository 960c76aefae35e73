// Fixtures: the real app with a fresh profile, and a fresh folder for the test's files.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import type { DropmillApi } from '../main/contract/api.ts';
import type { JobRecord, JobState } from '../main/contract/jobs.ts';
import type { Settings } from '../main/contract/settings.ts';
import { dropFiles } from './drop-files.ts';

declare global {
  interface Window {
    readonly api: DropmillApi;
  }
}

const PROJECT = resolve(import.meta.dirname, '..');

/** The app as a person at the screen and a look behind it. */
export class Dropmill {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** What the page threw and nobody caught. */
  readonly pageErrors: Error[] = [];

  constructor(electron: ElectronApplication, page: Page, profile: string) {
    this.electron = electron;
    this.page = page;
    this.profile = profile;
    page.on('pageerror', (error) => this.pageErrors.push(error));
  }

  /** Starts the app and waits for its window. `words` are added to the command line; `project` is the folder of a built app. */
  static async start(profile: string, words: readonly string[] = [], project = PROJECT): Promise<Dropmill> {
    if (!process.env.DROPMILL_ELECTRON) throw new Error('Run the tests by `npm run e2e`, which finds an Electron.');
    for (let attempt = 1; ; attempt++) {
      const app = await Dropmill.#launch(profile, words, project);
      if (await app.#appears()) return app;
      app.electron.process().kill('SIGKILL');
      if (attempt === 3) throw new Error('Nothing was seen of the window in three launches.');
    }
  }

  static async #launch(profile: string, words: readonly string[], project: string): Promise<Dropmill> {
    // No executablePath: only an Electron that Playwright finds itself is held back until Playwright is attached.
    const electron = await _electron.launch({
      // Chromium refuses its sandbox to root, which is who tests run as in containers; the product never passes this.
      args: ['--no-sandbox', project, `--user-data-dir=${profile}`, ...words],
      cwd: project,
      // A trash of the test's own, where the system keeps it among the user's data.
      env: { ...process.env, XDG_DATA_HOME: join(profile, 'data') },
    });
    return new Dropmill(electron, await electron.firstWindow(), profile);
  }

  /**
   * Waits for what is on the page. On a busy machine Playwright sometimes attaches to a page that has been there before
   * it and then sees nothing of it (seen in 2 of 30 launches at a load of 12); a reload mends that, unless the reload
   * is not heard of either.
   */
  async #appears(): Promise<boolean> {
    const content = this.page.locator('[data-drop], [role=grid]').first();
    const isSeen = () =>
      content.waitFor({ timeout: 8_000 }).then(
        () => true,
        () => false,
      );
    if (await isSeen()) return true;
    await this.page.reload({ timeout: 8_000 }).catch(() => undefined);
    return isSeen();
  }

  /** Drags files and folders from outside and drops them on a half of the window, as the system would. */
  async drop(kind: string, files: readonly string[]): Promise<void> {
    await dropFiles(this.page, kind, files);
  }

  /** Holds files over the middle of the window. Returns what takes them away again. */
  async dragOver(files: readonly string[]): Promise<() => Promise<void>> {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    const { width, height } = await this.page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    const at = { x: width / 2, y: height / 2, data };
    await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
    await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
    await this.page.locator('[data-dragging]').waitFor();
    return async () => {
      await session.send('Input.dispatchDragEvent', { type: 'dragCancel', ...at });
      await this.page.mouse.move(width / 2, height / 2);
      await this.page.locator('[data-dragging]').waitFor({ state: 'detached' });
      await session.detach();
    };
  }

  /** As the window manager does. */
  async closeWindow(): Promise<void> {
    await this.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  }

  /** Resolves when the app has ended. Ask before what makes it end. */
  exited(): Promise<void> {
    return new Promise((done) => this.electron.process().once('exit', () => done()));
  }

  /** Presses an item of the application menu, by its label. */
  async pressMenu(label: string): Promise<void> {
    await this.electron.evaluate(({ Menu }, wanted) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
      const found = items.find((item) => item.label === wanted);
      if (!found) throw new Error(`There is no ${wanted} in the menu.`);
      found.click();
    }, label);
  }

  row(title: string): Locator {
    return this.page.getByRole('row', { name: title });
  }

  async expectState(title: string, state: JobState, timeout = 60_000): Promise<void> {
    await expect(this.row(title).locator(`[data-state="${state}"]`)).toBeVisible({ timeout });
  }

  /** The records as main has them. */
  async jobs(): Promise<readonly JobRecord[]> {
    const list = await this.page.evaluate(() => window.api.listJobs());
    if (!list.ok) throw new Error(list.error.message);
    return list.value.jobs;
  }

  async cancel(id: string): Promise<void> {
    const answer = await this.page.evaluate((one) => window.api.cancel([one]), id);
    if (!answer.ok) throw new Error(answer.error.message);
  }

  async changeSettings(change: Partial<Settings>): Promise<void> {
    const answer = await this.page.evaluate((some) => window.api.changeSettings(some), change);
    if (!answer.ok) throw new Error(answer.error.message);
  }

  /** The lines of all logs: main's, the host's, the page's. */
  async log(): Promise<string> {
    const files = ['main', 'host', 'page'].map((name) => join(this.profile, 'logs', `${name}.log`));
    return (await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))).join('');
  }

  /** The host's process id, as the log tells it; the last one when there were several. Waits for the first. */
  async hostPid(): Promise<number> {
    let pid = 0;
    const last = async () => {
      const pids = [...(await this.log()).matchAll(/host: Node \S+ process (\d+)/g)].map((match) => Number(match[1]));
      pid = pids.at(-1) ?? 0;
      return pid;
    };
    await expect.poll(last, { message: 'The host has reported.', intervals: [20] }).toBeGreaterThan(0);
    return pid;
  }
}

interface Fixtures {
  /** A fresh folder, removed afterwards. */
  folder: string;
  profile: string;
  app: Dropmill;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
  folder: async ({}, use) => withFolder('dropmill-e2e-', use),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
  profile: async ({}, use) => withFolder('dropmill-profile-', use),
  app: async ({ profile }, use) => {
    const app = await Dropmill.start(profile);
    await use(app);
    await app.electron.close();
    expect(app.pageErrors).toEqual([]);
  },
});

export { expect };

async function withFolder(prefix: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await use(folder);
  await rm(folder, { recursive: true, force: true });
}
