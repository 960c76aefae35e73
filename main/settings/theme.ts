// Dialogs, menus and the window's own colours, in the theme of the settings.
import { type BrowserWindow, nativeTheme } from 'electron';
import { readBounded } from '../../workers/files/bounded-read.ts';
import type { Settings } from '../contract/settings.ts';

/** Settings files of ours are below a thousand bytes. */
const MAX_SETTINGS_BYTES = 1_000_000;

const THEMES: readonly Settings['theme'][] = ['system', 'light', 'dark'];

/** Before the settings are read and parsed as a whole: the first window opens in its colour. */
export function applySavedTheme(settingsFile: string): void {
  nativeTheme.themeSource = savedTheme(settingsFile);
}

function savedTheme(settingsFile: string): Settings['theme'] {
  try {
    const { theme } = JSON.parse(readBounded(settingsFile, MAX_SETTINGS_BYTES)?.toString('utf8') ?? '{}');
    return THEMES.find((one) => one === theme) ?? 'system';
  } catch {
    return 'system';
  }
}

/** The page follows by its media queries. */
export function applyTheme({ theme }: Pick<Settings, 'theme'>, windows: readonly BrowserWindow[]): void {
  nativeTheme.themeSource = theme;
  for (const window of windows) window.setBackgroundColor(windowColour());
}

/** --colour-window of renderer/tokens.css, seen until the page is drawn. */
export function windowColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#16191a' : '#f4f6f6';
}
