// What follows from the settings: for the window, for the host, and as the locale of texts and numbers.
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { app } from 'electron';
import type { Settings } from '../contract/settings.ts';
import type { ConnectionSettings } from '../host/host-connection.ts';
import { localeOf } from '../texts/texts.ts';
import type { KeptSettings } from './settings-schema.ts';

/** What the window sees: the folder by its name. */
export function shownSettings(settings: KeptSettings): Settings {
  const { outputFolder } = settings;
  return { ...settings, outputFolder: outputFolder === null ? null : basename(outputFolder) || outputFolder };
}

export function connectionSettings({ workers, executor, priority }: KeptSettings): ConnectionSettings {
  return { workers: workers ?? availableParallelism(), executor, priority };
}

/** BCP 47. Electron knows the system's only when it is ready. */
export function locale({ language }: Pick<KeptSettings, 'language'>): string {
  return localeOf(language, app.getLocale() || 'en');
}
