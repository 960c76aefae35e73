// The system's dialogs for files, over the window that asked.
import { basename, dirname, join } from 'node:path';
import { BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions, type WebContents } from 'electron';

/** What is chosen; each kind opens where something of it was chosen last. */
export type Chosen = 'files' | 'folders' | 'presets';

/**
 * Since Electron 43 the system no longer remembers where a dialog was left: one that is given no folder opens in Downloads.
 * Kept until the app ends, as the systems do it.
 */
const lastFolders = new Map<Chosen, string>();

/** @returns absolute paths; none when the dialog was closed without a choice */
export async function chooseToOpen(
  sender: WebContents,
  chosen: Chosen,
  options: Omit<OpenDialogOptions, 'defaultPath'>,
): Promise<readonly string[]> {
  const folder = lastFolders.get(chosen);
  const given = folder === undefined ? options : { ...options, defaultPath: folder };
  const window = BrowserWindow.fromWebContents(sender);
  const { filePaths } = window ? await dialog.showOpenDialog(window, given) : await dialog.showOpenDialog(given);
  remember(chosen, filePaths[0]);
  return filePaths;
}

/**
 * The dialog asks by itself whether a file that is there is to be replaced.
 * @param name the file's name that is offered
 * @returns an absolute path; undefined when the dialog was closed without a choice
 */
export async function chooseToSave(
  sender: WebContents,
  chosen: Chosen,
  name: string,
  options: Omit<SaveDialogOptions, 'defaultPath'>,
): Promise<string | undefined> {
  const given = { ...options, defaultPath: join(lastFolders.get(chosen) ?? '', basename(name)) };
  const window = BrowserWindow.fromWebContents(sender);
  const { filePath } = window ? await dialog.showSaveDialog(window, given) : await dialog.showSaveDialog(given);
  remember(chosen, filePath);
  return filePath || undefined;
}

function remember(chosen: Chosen, path: string | undefined): void {
  if (path) lastFolders.set(chosen, dirname(path));
}
