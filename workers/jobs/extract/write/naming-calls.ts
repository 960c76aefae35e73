// The system calls that give names to what was extracted, in this thread.
import { linkSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { atPath, atPaths } from '../../../files/long-path.ts';
import { patientlyNow } from '../../../files/system/patience.ts';

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
  rename: (from, to) => patientlyNow(() => atPaths(from, to, renameSync)),
  link: (from, to) => patientlyNow(() => atPaths(from, to, linkSync)),
  unlink: (path) => patientlyNow(() => atPath(path, unlinkSync)),
  removeFolder: (path) => patientlyNow(() => atPath(path, (at) => rmdirSync(at))),
};
