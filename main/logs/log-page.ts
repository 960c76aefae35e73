// Writes the errors of a window's page into its log.
import type { WebContents } from 'electron';

/** Electron's numbers of levels, before they had names. */
const WARNING = 2;

interface Said {
  readonly level: string | number;
  readonly message: string;
  readonly line: number;
  readonly source: string;
}

/** Errors and warnings of the console, a preload that failed, a page that hangs or is gone. */
export function logPage(contents: WebContents, log: (line: string) => void): void {
  // Up to Electron 34 these were parameters of their own.
  contents.on('console-message', (event, level, message, line, source) => {
    const named = event as unknown as { level?: string; message: string; lineNumber: number; sourceId: string };
    const said: Said =
      typeof named.level === 'string'
        ? { level: named.level, message: named.message, line: named.lineNumber, source: named.sourceId }
        : { level, message, line, source };
    if (isTrouble(said.level)) log(`${said.message} (${said.source}:${said.line})`);
  });
  contents.on('preload-error', (_event, _path, error) => log(`preload: ${error.stack ?? error.message}`));
  contents.on('render-process-gone', (_event, { reason, exitCode }) => log(`gone: ${reason}, ${exitCode}`));
  contents.on('unresponsive', () => log('does not answer'));
  contents.on('responsive', () => log('answers again'));
}

function isTrouble(level: string | number): boolean {
  return typeof level === 'number' ? level >= WARNING : level === 'warning' || level === 'error';
}
