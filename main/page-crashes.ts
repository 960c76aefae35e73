// A page whose process is gone comes back: it mirrors what main knows, so that nothing is lost with it.
import type { BrowserWindow } from 'electron';

/** A page that is gone more often than so many times in so many milliseconds is left as it is. */
const MOST_RELOADS = 5;
const WITHIN = 60_000;

export function reloadCrashedPage(window: BrowserWindow, log: (line: string) => void): void {
  const reloads: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const now = performance.now();
    while (reloads[0] !== undefined && now - reloads[0] > WITHIN) reloads.shift();
    const again = reloads.push(now) <= MOST_RELOADS;
    log(`window: the page's process is gone (${reason}, ${exitCode})${again ? '; loaded again' : ''}`);
    if (again) window.webContents.reload();
  });
}
