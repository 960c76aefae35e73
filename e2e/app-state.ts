// What a used app has in common with a fresh one: the reset between tests, and the state that proves it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { defaultSettings, type Settings } from '../main/contract/settings.ts';
import type { Dropmill } from './running-app.ts';

/** Settings that a host is started with. */
const HOST_SETTINGS = ['workers', 'executor', 'priority'] as const;

/** Everything that a test can change and the next one could notice. */
export interface AppState {
  readonly main: Awaited<ReturnType<typeof readMain>>;
  readonly page: Awaited<ReturnType<typeof stateOfPage>>;
  /** Names in folders that are empty in a fresh profile. */
  readonly files: readonly string[];
  /** What the host was started with. */
  readonly host: string;
}

export async function appState(app: Dropmill): Promise<AppState> {
  const folders = ['progress', 'data'].filter((name) => existsSync(join(app.profile, name)));
  return {
    main: await stateOfMain(app),
    page: await stateOfPage(app),
    files: folders.flatMap((name) => readdirSync(join(app.profile, name), { recursive: true }).map(String)),
    host: commandOf(await app.hostPid()),
  };
}

/** The command line of a process, where the system tells it. */
function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/**
 * Remembers what main calls of Electron and of the language, so that `resetApp` can put back what a test replaced there
 * (a dialog that answers, a shell that only notes what it is asked for). Call it once, when the app has started.
 */
export function rememberFunctions(app: Dropmill): Promise<void> {
  return app.electron.evaluate((electron) => {
    const { BrowserWindow, Notification } = electron;
    const [window] = BrowserWindow.getAllWindows();
    const objects: Readonly<Record<string, object | undefined>> = {
      app: electron.app,
      clipboard: electron.clipboard,
      dialog: electron.dialog,
      powerSaveBlocker: electron.powerSaveBlocker,
      shell: electron.shell,
      Notification,
      notification: Notification.prototype,
      window,
      contents: window?.webContents,
      Date,
      globalThis,
    };
    const seen = new Map<object, PropertyDescriptorMap>();
    const changed = () =>
      Object.entries(objects).flatMap(([name, object]) => {
        const before = object && seen.get(object);
        if (!object || !before) return [];
        return Reflect.ownKeys(object).flatMap((key) => {
          const now = Object.getOwnPropertyDescriptor(object, key);
          const same = Object.is(now?.value, before[key as string]?.value);
          const counts = object === globalThis || typeof now?.value === 'function';
          return same || !counts ? [] : [{ name, object, key, before: before[key as string] }];
        });
      });
    const restore = () => {
      for (const { object, key, before } of changed()) {
        if (before) Object.defineProperty(object, key, before);
        else Reflect.deleteProperty(object, key);
      }
    };
    Object.assign(globalThis, {
      dropmillFunctions: { restore, changed: () => changed().map(({ name, key }) => `${name}.${String(key)}`) },
    });
    for (const object of Object.values(objects)) if (object) seen.set(object, Object.getOwnPropertyDescriptors(object));
  });
}

interface Remembered {
  restore(): void;
  changed(): string[];
}

/** Puts the app back to how it was when it had just started. @param first the state that it had then */
export async function resetApp(app: Dropmill, first: AppState): Promise<void> {
  await app.electron.evaluate(() => {
    (globalThis as unknown as { dropmillFunctions: Remembered }).dropmillFunctions.restore();
  });
  const before = await app.page.evaluate(() => window.api.settings());
  await app.page.evaluate(async (settings: Partial<Settings>) => {
    // In this order: the end of the last job must not begin what follows the queue.
    await window.api.changeSettings(settings);
    await window.api.leave('stay');
    await window.api.settleCountdown('cancel');
    await window.api.cancelPlan();
  }, defaultSettings);
  await endAllJobs(app);
  await app.page.evaluate(async () => {
    const recent = await window.api.recentFolders();
    if (recent.ok) await window.api.removeRecent(recent.value.map(({ id }) => id));
  });
  // Main gives a host of other settings up when the next job starts: a test that holds the host would hold that one.
  const isSame = before.ok && HOST_SETTINGS.every((name) => before.value.settings[name] === defaultSettings[name]);
  if (!isSame || commandOf(await app.hostPid()) !== first.host) await app.renewHost();
  await app.electron.evaluate(({ BrowserWindow, clipboard }, { bounds, zoom }) => {
    clipboard.clear();
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds(bounds);
    window?.webContents.setZoomFactor(zoom);
    window?.show();
  }, first.main.window);
  await app.page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  await app.page.evaluate(() => localStorage.clear());
  await rm(join(app.profile, 'data'), { recursive: true, force: true });
  await app.page.reload();
  await app.waitForContent();
}

/** Cancels what has not ended, awaits the ends, and clears the list. */
async function endAllJobs(app: Dropmill): Promise<void> {
  const open = async () => (await app.jobs()).filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
  const ids = await open();
  if (ids.length > 0) await app.page.evaluate((some) => window.api.cancel(some), ids);
  await expect.poll(open, { message: 'All jobs have ended.', intervals: [20] }).toEqual([]);
  const ended = (await app.jobs()).map(({ id }) => id);
  if (ended.length > 0) await app.page.evaluate((some) => window.api.remove(some), ended);
}

function stateOfMain(app: Dropmill) {
  return answered(() => readMain(app));
}

/**
 * V8's inspector now and then loses the answer of what it has run in main, and says that it was garbage collected
 * (github.com/microsoft/playwright/issues/33737). What only reads can be asked again.
 */
async function answered<T>(ask: () => Promise<T>, mostAsks = 5): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (mostAsks === 1 || !String(error).includes('garbage collected')) throw error;
    return answered(ask, mostAsks - 1);
  }
}

function readMain(app: Dropmill) {
  return app.electron.evaluate(async (electron) => {
    const [window] = electron.BrowserWindow.getAllWindows();
    if (!window) throw new Error('There is no window.');
    const { webContents } = window;
    const emitters = { app: electron.app, ipcMain: electron.ipcMain, process, window, webContents };
    const listeners = Object.entries(emitters).flatMap(([name, emitter]) =>
      emitter.eventNames().map((event) => `${name} ${String(event)}: ${emitter.listenerCount(event as never)}`),
    );
    const menu = electron.Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    return {
      windows: electron.BrowserWindow.getAllWindows().length,
      window: { bounds: window.getBounds(), zoom: webContents.getZoomFactor(), visible: window.isVisible() },
      theme: electron.nativeTheme.themeSource,
      clipboard: await electron.clipboard.readText(),
      menu: menu.map(({ label }) => label),
      listeners: listeners.sort(),
      replaced: (globalThis as unknown as { dropmillFunctions: Remembered }).dropmillFunctions.changed(),
    };
  });
}

function stateOfPage(app: Dropmill) {
  return app.page.evaluate(async () => {
    const [jobs, settings, end] = await Promise.all([window.api.listJobs(), window.api.settings(), window.api.end()]);
    return {
      jobs: jobs.ok ? jobs.value.jobs : jobs,
      settings,
      end,
      kept: { ...localStorage },
      text: document.body.innerText,
      focus: document.activeElement?.tagName,
      size: [innerWidth, innerHeight, devicePixelRatio],
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
      still: matchMedia('(prefers-reduced-motion: reduce)').matches,
    };
  });
}
