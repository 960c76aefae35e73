// Lines for the person who looks into a problem: on the terminal and in a file in the user-data folder.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A log file larger than this is set aside at the next start, in bytes. */
const LARGEST = 1_000_000;

/** @returns a function that appends a line to `main.log` in the folder; it never throws */
export function openLog(folder: string): (line: string) => void {
  const file = join(folder, 'main.log');
  try {
    mkdirSync(folder, { recursive: true });
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LARGEST) renameSync(file, join(folder, 'main.old.log'));
  } catch (error) {
    console.error('The log can not be written.', error);
  }
  return (line) => {
    console.error(line);
    try {
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
    } catch {
      // A full disk must not stop the app from saying so in the window.
    }
  };
}
