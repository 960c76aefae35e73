// Fixtures: the real app, shared or a test's own, and a fresh folder for the test's files.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type AppState, appState, rememberFunctions, resetApp } from './app-state.ts';
import { Dropmill } from './running-app.ts';

interface Fixtures {
  /** A fresh folder, removed afterwards. */
  folder: string;
  /** A fresh folder for a test that starts the app itself. */
  profile: string;
  /** The app that tests share, reset before the next one has it. It is not for tests that end it or kill its processes. */
  app: Dropmill;
  /** An app of the test's own, with `profile`. It may have ended when the test ends. */
  freshApp: Dropmill;
}

interface WorkerFixtures {
  sharedApp: { readonly app: Dropmill; readonly first: AppState };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
  folder: async ({}, use) => withFolder('dropmill-e2e-', use),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
  profile: async ({}, use) => withFolder('dropmill-profile-', use),
  sharedApp: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
    async ({}, use) => {
      await withFolder('dropmill-profile-', async (profile) => {
        const app = await Dropmill.start(profile);
        await rememberFunctions(app);
        await use({ app, first: await appState(app) });
        await app.electron.close();
      });
    },
    { scope: 'worker' },
  ],
  app: async ({ sharedApp: { app, first } }, use) => {
    await use(app);
    await app.letHostGo();
    expect(app.pageErrors).toEqual([]);
    await resetApp(app, first);
    // A part of the window may still be on its way.
    await expect
      .poll(() => appState(app), { message: 'The app is as it was when it had just started.' })
      .toEqual(first);
  },
  freshApp: async ({ profile }, use) => {
    const app = await Dropmill.start(profile);
    await use(app);
    await app.electron.close();
    expect(app.pageErrors).toEqual([]);
  },
});

export { Dropmill, expect };

async function withFolder(prefix: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await use(folder);
  await rm(folder, { recursive: true, force: true });
}
