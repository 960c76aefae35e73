// The folders that a job may leave unfinished files in. The host writes them down itself, before it makes anything in them: main, to
// which it sends them, may be killed before it has read that.
import { closeSync, writeSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { APPEND_OWN, readBounded } from '../files/bounded-read.ts';
import { patientOpen } from '../files/system/patience.ts';

/** Far more than the folders of any job take. */
const MAX_BYTES = 2 ** 26;

/** What cannot be written is not remembered; the job does not fail because of that. @param file in a folder that exists */
export function noteFolder(file: string, folder: string): void {
  try {
    const descriptor = patientOpen(file, APPEND_OWN, 0o600);
    try {
      // A line that a full disk has cut off ends here.
      writeSync(descriptor, `\n${JSON.stringify(folder)}`);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Main is told of it, too.
  }
}

/** What was written down, absolute paths only; nothing where there is no such file or it cannot be read. */
export function notedFolders(file: string): readonly string[] {
  try {
    const lines = (readBounded(file, MAX_BYTES)?.toString('utf8') ?? '').split('\n');
    return [...new Set(lines.flatMap((line) => parseFolder(line) ?? []))];
  } catch {
    return [];
  }
}

function parseFolder(line: string): string | undefined {
  try {
    const folder: unknown = JSON.parse(line);
    return typeof folder === 'string' && isAbsolute(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}
