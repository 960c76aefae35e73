// The window: where it opens, what it may do.
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, type Rectangle, screen } from 'electron';
import { readBounded, WRITE_OWN } from '../../workers/files/bounded-read.ts';
import { windowColour } from '../settings/theme.ts';
import { INDEX_URL } from './security.ts';

/** Parsed by hand: the first window does not wait for a parser to be loaded. */
function isBounds(value: unknown): value is Rectangle {
  const { x, y, width, height } = Object(value);
  return [x, y, width, height].every(Number.isSafeInteger) && width >= 400 && height >= 300;
}

/** Shown at once, in the colour that its page will have: putting it on the screen goes on beside loading the page. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1120,
    height: 760,
    ...savedBounds(),
    minWidth: 480,
    minHeight: 400,
    title: 'Dropmill',
    backgroundColor: windowColour(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.on('close', () => saveBounds(window.getNormalBounds()));
  void window.loadURL(INDEX_URL);
  return window;
}

const MAX_BOUNDS_BYTES = 1_000;

function boundsFile(): string {
  return join(app.getPath('userData'), 'window.json');
}

/** Where the window was, if a screen is still there. */
function savedBounds(): Rectangle | undefined {
  try {
    const bounds: unknown = JSON.parse(readBounded(boundsFile(), MAX_BOUNDS_BYTES)?.toString('utf8') ?? 'null');
    if (!isBounds(bounds)) return undefined;
    const { workArea } = screen.getDisplayMatching(bounds);
    const inside = bounds.x < workArea.x + workArea.width - 50 && bounds.x + bounds.width > workArea.x + 50;
    return inside && bounds.y >= workArea.y - 10 && bounds.y < workArea.y + workArea.height - 50 ? bounds : undefined;
  } catch {
    return undefined;
  }
}

function saveBounds(bounds: Rectangle): void {
  try {
    const descriptor = openSync(boundsFile(), WRITE_OWN, 0o600);
    writeFileSync(descriptor, JSON.stringify(bounds));
    closeSync(descriptor);
  } catch (error) {
    console.error('The window position could not be saved.', error);
  }
}
