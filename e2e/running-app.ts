// The real app as tests drive it, and a look behind it.
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import type { DropmillApi } from '../main/contract/api.ts';
import type { JobRecord, JobState } from '../main/contract/jobs.ts';
import type { Settings } from '../main/contract/settings.ts';
import { dropFiles, startDrag } from './drop-files.ts';
import { kill } from './faults/processes.ts';
import { takeOwnScreen } from './screens.ts';

declare global {
  interface Window {
    readonly api: DropmillApi;
  }
}

takeOwnScreen();

const PROJECT = resolve(import.meta.dirname, '..');

/** Far beyond what a busy machine takes, for a start and for all that is waited for. In milliseconds. */
const TIMEOUT_MS = 300_000;

/**
 * Tests read English, whatever the machine speaks. Where no language is set, Chromium takes names of files for ASCII, and lets
 * no others be dropped.
 */
const ENGLISH = { LANGUAGE: 'en', LC_ALL: 'C.UTF-8' } as const;

/**
 * Tests do each thing a few times, in a page that is loaded again for each of them: what V8 would spend on making it faster is never
 * made up for. It is switched off for tests only, not for what measures the app.
 */
const FOR_TESTS = process.env.TEST_PARALLEL_INDEX === undefined ? [] : ['--js-flags=--no-turbofan,--no-maglev'];

/** The app as a person at the screen and a look behind it. */
export class Dropmill {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** What the page threw and nobody caught. */
  readonly pageErrors: Error[] = [];
  /** The process id of a host that is held. */
  #held: number | undefined;

  constructor(electron: ElectronApplication, page: Page, profile: string) {
    this.electron = electron;
    this.page = page;
    this.profile = profile;
    page.on('pageerror', (error) => this.pageErrors.push(error));
  }

  /**
   * Starts the app and waits for its page. `words` are added to the command line; `project` is the folder of a built app; `environment` is
   * on top of that of the test.
   * @throws with the app's log, when the window or its page does not come
   */
  static async start(
    profile: string,
    words: readonly string[] = [],
    project = PROJECT,
    environment: NodeJS.ProcessEnv = {},
  ): Promise<Dropmill> {
    if (!process.env.DROPMILL_ELECTRON) throw new Error('Run the tests by `npm run e2e`, which finds an Electron.');
    // No executablePath: only an Electron that Playwright finds itself is held back until Playwright is attached.
    const electron = await _electron.launch({
      // Chromium refuses its sandbox to root, which is who tests run as in containers; the product never passes this.
      args: ['--no-sandbox', ...FOR_TESTS, project, `--user-data-dir=${profile}`, ...words],
      cwd: project,
      timeout: TIMEOUT_MS,
      // A trash of the test's own, where the system keeps it among the user's data; it looks there only for files that are on
      // the same disk as the home folder.
      env: { ...process.env, ...ENGLISH, HOME: profile, XDG_DATA_HOME: join(profile, 'data'), ...environment },
    });
    // Playwright's own of half a minute are not those of the configuration here: it sets them for browsers only.
    electron.context().setDefaultTimeout(TIMEOUT_MS);
    electron.context().setDefaultNavigationTimeout(TIMEOUT_MS);
    const printed: string[] = [];
    for (const stream of [electron.process().stdout, electron.process().stderr]) {
      stream?.on('data', (some: Buffer) => printed.push(String(some)));
    }
    try {
      const app = new Dropmill(electron, await electron.firstWindow({ timeout: TIMEOUT_MS }), profile);
      await app.waitForContent();
      return app;
    } catch (error) {
      electron.process().kill('SIGKILL');
      const log = await readLogs(profile);
      throw new Error(`The app did not start. It printed:\n${printed.join('')}\nIts log:\n${log}`, { cause: error });
    }
  }

  /** Waits until the page shows its drop targets or its jobs. */
  async waitForContent(): Promise<void> {
    await this.page.locator('[data-drop], [role=grid]').first().waitFor({ timeout: TIMEOUT_MS });
  }

  /** Drags files and folders from outside and drops them on a half of the window, as the system would. */
  async drop(kind: string, files: readonly string[]): Promise<void> {
    await dropFiles(this.page, kind, files);
  }

  /** Drops each by itself, and waits for its job: main looks at what was dropped first, so that two drops could change places. */
  async dropInTurn(kind: string, files: readonly string[]): Promise<void> {
    for (const file of files) {
      const before = (await this.jobs()).length;
      await this.drop(kind, [file]);
      await expect.poll(async () => (await this.jobs()).length, { intervals: [20] }).toBe(before + 1);
    }
  }

  /** Holds files over the middle of the window. Returns what takes them away again. */
  async dragOver(files: readonly string[]): Promise<() => Promise<void>> {
    const { session, at } = await startDrag(this.page, files);
    await this.page.locator('[data-dragging]').waitFor();
    return async () => {
      await session.send('Input.dispatchDragEvent', { type: 'dragCancel', ...at });
      await this.page.mouse.move(at.x, at.y);
      await this.page.locator('[data-dragging]').waitFor({ state: 'detached' });
      await session.detach();
    };
  }

  /** Has the next dialog that opens files or folders choose this one: the system's own dialog cannot be driven. */
  async answerDialog(path: string): Promise<void> {
    await this.electron.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, path);
  }

  /** As the window manager does. */
  async closeWindow(): Promise<void> {
    await this.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  }

  /** Sets the size of what the window shows, in pixels of the screen, and waits until the page has it. */
  async resizeWindow(width: number, height: number, { zoom = 1 } = {}): Promise<void> {
    await this.electron.evaluate(
      ({ BrowserWindow }, to) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(to.width, to.height);
        window?.webContents.setZoomFactor(to.zoom);
      },
      { width, height, zoom },
    );
    await expect.poll(() => this.page.evaluate(() => innerWidth)).toBe(width / zoom);
  }

  /** Resolves when the app has ended. Ask before what makes it end. */
  exited(): Promise<void> {
    return new Promise((done) => this.electron.process().once('exit', () => done()));
  }

  /** Opens a dialog by its item in the window's menu, such as "Settings…". */
  async openDialog(item: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).first().click();
    await this.page.getByRole('menuitem', { name: item }).click();
    await this.page.getByRole('dialog', { name: item.replace('…', '') }).waitFor();
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

  async expectState(title: string, state: JobState, timeout = TIMEOUT_MS): Promise<void> {
    await expect(this.row(title).locator(`[data-state="${state}"]`)).toBeVisible({ timeout });
  }

  /** The records as main has them. */
  async jobs(): Promise<readonly JobRecord[]> {
    const list = await this.page.evaluate(() => window.api.listJobs());
    if (!list.ok) throw new Error(list.error.code);
    return list.value.jobs;
  }

  async cancel(id: string): Promise<void> {
    const answer = await this.page.evaluate((one) => window.api.cancel([one]), id);
    if (!answer.ok) throw new Error(answer.error.code);
  }

  /** Takes ended jobs off the list. */
  async removeJobs(ids: readonly string[]): Promise<void> {
    const answer = await this.page.evaluate((some) => window.api.remove(some), ids);
    if (!answer.ok) throw new Error(answer.error.code);
  }

  async changeSettings(change: Partial<Settings>): Promise<void> {
    const answer = await this.page.evaluate((some) => window.api.changeSettings(some), change);
    if (!answer.ok) throw new Error(answer.error.code);
  }

  /** The lines of all logs: main's, the host's, the page's. */
  async log(): Promise<string> {
    return readLogs(this.profile);
  }

  /** Stops the host, so that jobs that are started stay running until `letHostGo`. */
  async holdHost(): Promise<void> {
    this.#held = await this.hostPid();
    await this.#holdWatch();
    process.kill(this.#held, 'SIGSTOP');
  }

  /**
   * Stops the host as soon as main has sent the window how long a job will take. Call it before the start of the job.
   * That is known when half a second of work can be looked back at. A fast machine is done with the job by then, so that the
   * host is stopped for that long once it has begun.
   */
  async holdHostAtWork(): Promise<void> {
    this.#held = await this.hostPid();
    await this.#holdWatch();
    await this.electron.evaluate(({ BrowserWindow }, pid) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) throw new Error('There is no window.');
      const send = contents.send.bind(contents);
      let hasBegun = false;
      contents.send = (name, ...args) => {
        send(name, ...args);
        const jobs: readonly JobRecord[] = args[0]?.jobs ?? [];
        const atWork = jobs.filter(({ state, progress }) => state === 'running' && progress.bytesDone > 0);
        if (atWork.some(({ progress }) => progress.secondsLeft !== null)) {
          process.kill(pid, 'SIGSTOP');
          contents.send = send;
        } else if (atWork.length > 0 && !hasBegun) {
          hasBegun = true;
          process.kill(pid, 'SIGSTOP');
          setTimeout(() => process.kill(pid, 'SIGCONT'), 600);
        }
      };
    }, this.#held);
  }

  /** Lets a host go on that was held; does nothing without. What the window has asked of it until now, it knows then. */
  async letHostGo(): Promise<void> {
    const pid = this.#held;
    if (pid === undefined) return;
    this.#held = undefined;
    const { exitCode, signalCode } = this.electron.process();
    const isOver = exitCode !== null || signalCode !== null;
    // Main answers in turn: a cancel that was pressed just now is on its way to the host before this has its answer.
    if (!isOver) await this.page.evaluate(() => window.api.settings());
    // A test may have killed it.
    kill(pid, 'SIGCONT');
    if (isOver) return;
    await this.electron.evaluate(() => (process as unknown as { watchAgain: () => void }).watchAgain());
  }

  /**
   * Main ends a host that is silent for half a minute, unless main itself stood still meanwhile (`HostWatch`). While the host is
   * held, main's clock says so: it leaps whenever it is looked at.
   */
  async #holdWatch(): Promise<void> {
    await this.electron.evaluate(() => {
      const now = performance.now.bind(performance);
      let ahead = 0;
      performance.now = () => {
        ahead += 10_000;
        return now() + ahead;
      };
      // It must not go back.
      const watchAgain = () => {
        performance.now = () => now() + ahead;
      };
      Object.assign(process, { watchAgain });
    });
  }

  /** Stops the clock of what follows the end of the queue: it is on the screen for half a minute, and then the computer sleeps. */
  async holdCountdown(): Promise<void> {
    await this.electron.evaluate(() => {
      const { setTimeout: start } = globalThis;
      const held = (then: () => void, milliseconds?: number) =>
        start(then, milliseconds === 30_000 ? 2 ** 31 - 1 : milliseconds);
      globalThis.setTimeout = Object.assign(held, start) as typeof setTimeout;
    });
  }

  /** Has main start another host, with the present settings. Call it when no job runs. */
  async renewHost(): Promise<void> {
    const pid = await this.hostPid();
    // Main takes a host that ends in its first second for one that cannot start.
    await expect.poll(() => secondsOld(pid), { intervals: [50] }).toBeGreaterThan(1.5);
    kill(pid, 'SIGKILL');
    await expect.poll(() => this.hostPid(), { message: 'Another host has reported.', intervals: [20] }).not.toBe(pid);
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

/** The lines of all logs of a profile. */
async function readLogs(profile: string): Promise<string> {
  const files = ['main', 'host', 'page'].map((name) => join(profile, 'logs', `${name}.log`));
  return (await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))).join('');
}

/** How long ago a process was started, where the system tells it. */
function secondsOld(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.POSITIVE_INFINITY;
  const ticks = Number(readFileSync(file, 'utf8').split(') ')[1]?.split(' ')[19]);
  // The system counts in hundredths of a second.
  return Number.parseFloat(readFileSync('/proc/uptime', 'utf8')) - ticks / 100;
}
