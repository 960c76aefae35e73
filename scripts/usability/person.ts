// A person at the window, who finds everything by what can be seen: roles, names and texts. Counts clicks and keys.
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { type Dropmill, expect } from '../../e2e/dropmill.ts';
import { tabTo } from '../../e2e/focus.ts';

/** Far beyond what a busy machine takes. */
const TIMEOUT_MS = 300_000;

export type Role = Parameters<Dropmill['page']['getByRole']>[0];
type Name = string | RegExp;

/** What several persons of one task have in common. */
export interface Count {
  clicks: number;
  keys: number;
  /** What was done and seen, in order. */
  readonly steps: string[];
  /** Where pictures of the steps go; null for none. */
  readonly pictures: string | null;
}

interface How {
  /** Of several with this name, the one in this part of the window. */
  readonly within?: Locator;
  readonly by?: 'left' | 'right' | 'double';
}

export class Person {
  readonly app: Dropmill;
  readonly #count: Count;

  constructor(app: Dropmill, count: Count) {
    this.app = app;
    this.#count = count;
  }

  part(role: Role, name: Name): Locator {
    return this.app.page.getByRole(role, { name });
  }

  async press(role: Role, name: Name, { within, by = 'left' }: How = {}): Promise<void> {
    const target = (within ?? this.app.page).getByRole(role, { name }).first();
    this.#count.clicks += by === 'double' ? 2 : 1;
    // A switch or a radio button is drawn around an input that has no size.
    const force = role === 'switch' || role === 'radio';
    if (by === 'double') await target.dblclick();
    else await target.click({ force, button: by });
    await this.#step(
      `${by === 'right' ? 'right click on' : by === 'double' ? 'double click on' : 'click'} ${role} ${name}`,
    );
  }

  async type(text: string): Promise<void> {
    this.#count.keys += text.length;
    await this.app.page.keyboard.type(text);
    await this.#step(`type ${text}`);
  }

  async key(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.app.page.keyboard.press(key);
    this.#count.keys += keys.length;
    await this.#step(`keys ${keys.join(' ')}`);
  }

  /** Moves the focus by Tab or another key; it must be visible at each stop. */
  async goTo(role: Role, name: Name, { key = 'Tab', within }: { key?: string; within?: Locator } = {}): Promise<void> {
    const target = (within ?? this.app.page).getByRole(role, { name }).first();
    this.#count.keys += await tabTo(this.app.page, target, key);
    await this.#step(`${key} to ${role} ${name}`);
  }

  async drop(card: string, files: readonly string[]): Promise<void> {
    await this.app.drop(card, files);
    await this.#step(`drop ${files.length} on ${card}`);
  }

  async see(role: Role, name: Name): Promise<void> {
    await this.part(role, name).first().waitFor();
    await this.#step(`see ${role} ${name}`);
  }

  async read(text: Name, within?: Locator): Promise<void> {
    await expect(within ?? this.app.page.locator('body')).toContainText(text, { timeout: TIMEOUT_MS });
    await this.#step(`read ${text}`);
  }

  async #step(what: string): Promise<void> {
    const { steps, pictures } = this.#count;
    steps.push(what);
    if (pictures === null) return;
    const name = `${String(steps.length).padStart(2, '0')} ${what.replaceAll(/[^\p{L}\p{N} ]/gu, '').slice(0, 60)}.png`;
    // The step may have ended the app.
    await this.app.page.screenshot({ path: join(pictures, name) }).catch(() => undefined);
  }
}
