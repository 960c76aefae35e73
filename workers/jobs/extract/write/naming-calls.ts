// The system calls that give names to what was extracted, in this thread.
import { linkSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { patientlyNow } from '../../../files/system/patience.ts';
import { systemPath } from '../../../files/system-path.ts';

/**
 * All throw the system's error. On Windows they wait a little first for whoever holds the file: a virus scanner looks at each
 * one that is new, and a folder has no other name either while something in it is open.
 */
export interface NamingCalls {
  rename(from: string, to: string): void;
  link(from: string, to: string): void;
  unlink(path: string): void;
  removeFolder(path: string): void;
}

export const namingCalls: NamingCalls = {
  rename: (from, to) => patientlyNow(() => renameSync(systemPath(from), systemPath(to))),
  link: (from, to) => patientlyNow(() => linkSync(systemPath(from), systemPath(to))),
  unlink: (path) => patientlyNow(() => unlinkSync(systemPath(path))),
  removeFolder: (path) => patientlyNow(() => rmdirSync(systemPath(path))),
};
