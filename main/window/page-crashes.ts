// Loads a page again whose process has crashed. It mirrors what main knows, so nothing is lost.
import type { BrowserWindow } from 'electron';

/** A page that is gone more often than so many times in so many milliseconds waits before it comes back. */
const MAX_CRASHES = 5;
const WITHIN_MS = 60_000;
const PAUSE_MS = 3_000;

export function reloadCrashedPage(window: BrowserWindow, log: (line: string) => void): void {
  const reloads: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const now = performance.now();
    while (reloads[0] !== undefined && now - reloads[0] > WITHIN_MS) reloads.shift();
    log(`window: the page's process is gone (${reason}, ${exitCode}); it is loaded again`);
    const reload = () => window.isDestroyed() || window.webContents.reload();
    if (reloads.push(now) <= MAX_CRASHES) reload();
    else setTimeout(reload, PAUSE_MS);
  });
}
