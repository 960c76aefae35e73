// Somebody at the mouse and the keyboard, as real input events.
import { expect, type Locator, type Page } from '@playwright/test';
import { type Interactions, startInteractions, stopInteractions } from '../../../e2e/interactions.ts';

/** Pixels of one turn of the wheel, and milliseconds until the next. */
const TURN_PX = 500;
const BETWEEN_MS = 12;
/** Milliseconds that the browser takes to glide to where the wheel sent it. */
const GLIDE_MS = 500;
/** Milliseconds between two clicks. */
const REST_MS = 120;

export class Hand {
  readonly #page: Page;
  #made = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async start(): Promise<void> {
    await startInteractions(this.#page);
  }

  stop(): Promise<Interactions> {
    return stopInteractions(this.#page, this.#made);
  }

  /** Down through all rows of the list and up again. */
  async scrollJobs(): Promise<void> {
    await this.#toTop();
    await this.#wheelThrough(this.#page.getByRole('grid', { name: 'Jobs' }));
  }

  /** Selects rows, opens and closes details, menus and options, pauses, resumes, cancels. */
  async clickAround(): Promise<void> {
    const page = this.#page;
    const rows = page.getByRole('grid', { name: 'Jobs' }).getByRole('row');
    for (let round = 0; round < 6; round++) {
      await this.#toTop();
      for (const n of [2, 4, 6]) await this.#click(rows.nth(n));
      await this.#press('ArrowDown');
      await this.#press('ArrowDown');
      await this.#press('Enter');
      await this.#press('Escape');
      await this.#toTop();
      await this.#click(rows.nth(1).getByRole('button', { name: 'Details' }));
      await this.#click(page.getByRole('button', { name: 'Close details' }));
      await this.#click(page.getByRole('button', { name: 'More' }).first());
      await this.#press('Escape');
      await this.#press('Control+i');
      await this.#press('Control+i');
      await this.#click(page.getByRole('button', { name: 'Pause all' }));
      await this.#click(page.getByRole('button', { name: 'Resume all' }));
      await this.#click(page.getByRole('tab', { name: round % 2 === 0 ? 'Resize' : 'Zip' }));
    }
  }

  /** Opens the details of a job and goes through all of its rows, `count` of them if given. */
  async scrollItems(title: string, count?: number): Promise<void> {
    await this.#page.getByRole('grid', { name: 'Jobs' }).hover();
    await this.#page.mouse.wheel(0, 1e6);
    await this.#page.waitForTimeout(GLIDE_MS);
    const row = this.#page.getByRole('row', { name: title });
    for (let turn = 0; turn < 60 && !(await row.isVisible()); turn++) {
      await this.#page.mouse.wheel(0, -400);
      await this.#page.waitForTimeout(100);
    }
    await row.scrollIntoViewIfNeeded();
    await this.#page.waitForTimeout(GLIDE_MS);
    await this.#click(row.getByRole('button', { name: 'Details' }));
    const items = this.#page.getByRole('region', { name: title, exact: true });
    await items.waitFor();
    const first = items.getByRole('listitem').first();
    if (count !== undefined) await expect(first).toHaveAttribute('aria-setsize', String(count));
    await this.#wheelThrough(items);
  }

  /** The same as tiles, and back to rows. The details are open. */
  async scrollTiles(title: string): Promise<void> {
    const page = this.#page;
    await this.#click(page.getByRole('button', { name: 'Show as pictures' }));
    const tiles = page.getByRole('list', { name: title, exact: true });
    await tiles.waitFor();
    await this.#wheelThrough(tiles.locator('..'));
    await this.#click(page.getByRole('button', { name: 'Show as list' }));
  }

  /** Types into the search and chooses a state. */
  async filterItems(): Promise<void> {
    const page = this.#page;
    await this.#click(page.getByRole('searchbox', { name: 'Find by name' }));
    for (const word of ['42', '777', '9']) {
      for (const key of word) await this.#press(key);
      for (const _ of word) await this.#press('Backspace');
    }
    for (const state of ['Done', 'Waiting', 'All statuses']) {
      await this.#click(page.getByRole('button', { name: /Status/ }));
      await this.#click(page.getByRole('option', { name: state, exact: true }));
    }
    await this.#click(page.getByRole('button', { name: 'Close details' }));
  }

  async #toTop(): Promise<void> {
    await this.#page.getByRole('grid', { name: 'Jobs' }).hover();
    await this.#page.mouse.wheel(0, -1e6);
    await this.#page.waitForTimeout(GLIDE_MS);
  }

  async #wheelThrough(scroller: Locator): Promise<void> {
    const page = this.#page;
    await scroller.hover();
    const length = await scroller.evaluate((element) => element.scrollHeight - element.clientHeight);
    for (const way of [1, -1]) {
      const from = await scroller.evaluate((element) => element.scrollTop);
      for (let gone = 0; gone < length + 2 * TURN_PX; gone += TURN_PX) {
        await page.mouse.wheel(0, way * TURN_PX);
        await page.waitForTimeout(BETWEEN_MS);
      }
      await page.waitForTimeout(GLIDE_MS);
      const to = await scroller.evaluate((element) => element.scrollTop);
      if (Math.abs(to - from) < length - 2) throw new Error(`Scrolled from ${from} to ${to} and not by ${length}.`);
    }
  }

  /** Finds the place first, so that only the click itself is within the interaction. */
  async #click(target: Locator): Promise<void> {
    const box = await target.boundingBox();
    if (!box) throw new Error(`Nothing to click on: ${target}`);
    await this.#page.mouse.click(box.x + Math.min(box.width / 2, 200), box.y + box.height / 2);
    await this.#rest();
  }

  async #press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
    await this.#rest();
  }

  async #rest(): Promise<void> {
    this.#made++;
    await this.#page.waitForTimeout(REST_MS);
  }
}
