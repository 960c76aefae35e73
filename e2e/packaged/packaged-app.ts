// The packed app, run as it ships: its fuses shut the door that Playwright's own driver for Electron comes in by, so
// the window is driven over Chromium's remote debugging, which each start has to ask for.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';

/** Far beyond what a start takes on a busy machine. In milliseconds. */
const MAX_START_MS = 300_000;

export class PackagedApp {
  readonly page: Page;
  /** What the app has written to stderr. */
  readonly errors: readonly string[];
  readonly process: ChildProcess;
  readonly #browser: Browser;

  private constructor(page: Page, errors: readonly string[], child: ChildProcess, browser: Browser) {
    this.page = page;
    this.errors = errors;
    this.process = child;
    this.#browser = browser;
  }

  /** Starts the app with a profile and waits for its window. `words` are added to the command line. */
  static async start(executable: string, profile: string, words: readonly string[] = []): Promise<PackagedApp> {
    const { child, errors, address } = launch(executable, profile, words);
    const browser = await chromium.connectOverCDP(await address, { timeout: MAX_START_MS });
    const [context] = browser.contexts();
    if (!context) throw new Error('The app has no browser context.');
    const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: MAX_START_MS }));
    await page.locator('[data-drop], [role=grid]').first().waitFor({ timeout: MAX_START_MS });
    return new PackagedApp(page, errors, child, browser);
  }

  /** Closes the window, with which the app ends. Gives its exit status. */
  async close(): Promise<number | null> {
    const exited = once(this.process, 'exit');
    await this.page.evaluate(() => window.close());
    const [status] = await exited;
    await this.#browser.close();
    return status;
  }
}

interface Launched {
  readonly child: ChildProcess;
  readonly errors: readonly string[];
  /** Of the remote debugging, once the app tells it. */
  readonly address: Promise<string>;
}

/** Starts an Electron program with remote debugging on a free port. */
export function launch(executable: string, profile: string, words: readonly string[]): Launched {
  // Chromium refuses its sandbox to root, which is who tests run as in containers; the product never passes this.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...root, `--user-data-dir=${profile}`, '--remote-debugging-port=0', ...words];
  const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const errors: string[] = [];
  const address = new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on('line', (line) => {
      errors.push(line);
      const found = /^DevTools listening on (\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`It ended (${code ?? signal}):\n${errors.join('\n')}`)));
  });
  return { child, errors, address };
}
