// The mark that Windows and macOS put on downloaded files, so that they ask before they run one. Files that are extracted from a download
// get the same mark as the archive.
import { chmodSync, lstatSync, readFileSync, type Stats, utimesSync, writeFileSync } from 'node:fs';
import { childProcess } from './node-when-used.ts';
import { patientlyNow } from './system/patience.ts';
import { timesOf } from './system/times.ts';
import { platform as ownPlatform } from './system.ts';
import { readNames, systemPath } from './system-path.ts';

/** The mark is an alternate data stream of NTFS, which is opened by adding this to the file's name. */
const WINDOWS_STREAM = ':Zone.Identifier';
const MAC_ATTRIBUTE = 'com.apple.quarantine';
/** Windows writes some hundred bytes. A larger stream is not taken for a mark. */
const MAX_MARK_BYTES = 64 << 10;

export interface OriginMark {
  readonly system: 'win32' | 'darwin';
  readonly content: Buffer;
}

/** What is needed to read and to set a mark. */
export interface MarkSystem {
  readonly platform: NodeJS.Platform;
  /** Runs macOS' program for extended attributes; throws when it fails. */
  readonly xattr: (args: readonly string[]) => string;
}

const ownSystem: MarkSystem = {
  platform: ownPlatform,
  xattr: (args) =>
    childProcess().execFileSync('/usr/bin/xattr', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
};

/** @returns undefined where there is none, and on systems that have none */
export function readOriginMark(path: string, { platform, xattr }: MarkSystem = ownSystem): OriginMark | undefined {
  try {
    if (platform === 'win32') {
      const content = readFileSync(systemPath(path + WINDOWS_STREAM));
      return content.length > 0 && content.length <= MAX_MARK_BYTES ? { system: platform, content } : undefined;
    }
    if (platform === 'darwin') {
      const value = xattr(['-p', MAC_ATTRIBUTE, path]).trim();
      return value === '' ? undefined : { system: platform, content: Buffer.from(value) };
    }
  } catch {
    // It has no mark.
  }
  return undefined;
}

/**
 * Puts a mark on all files below a folder. Links are not followed.
 * @param check throws when the work is to stop
 * @returns how many files could not be marked
 */
export function putOriginMark(
  folder: string,
  { system, content }: OriginMark,
  check: () => void = () => {},
  { xattr }: Pick<MarkSystem, 'xattr'> = ownSystem,
): number {
  if (system === 'darwin') {
    try {
      xattr(['-r', '-s', '-w', MAC_ATTRIBUTE, content.toString(), folder]);
      return 0;
    } catch {
      return 1;
    }
  }
  return markBelow(folder, content, check);
}

function markBelow(folder: string, content: Buffer, check: () => void): number {
  let failed = 0;
  for (const name of readNames(folder)) {
    check();
    const path = `${folder}/${name}`;
    const found = lstatSync(systemPath(path));
    if (found.isDirectory()) failed += markBelow(path, content, check);
    else if (found.isFile() && !markOne(path, found, content)) failed++;
  }
  return failed;
}

/** Writing to a stream counts as writing to the file: it needs write permission, and it changes the file's time. */
function markOne(path: string, stats: Stats, content: Buffer): boolean {
  const { mode } = stats;
  const isReadOnly = (mode & 0o200) === 0;
  try {
    if (isReadOnly) chmodSync(systemPath(path), mode | 0o200);
    // Virus scanners look at each file that is new.
    patientlyNow(() => writeFileSync(systemPath(path + WINDOWS_STREAM), content));
    utimesSync(systemPath(path), ...timesOf(stats));
    if (isReadOnly) chmodSync(systemPath(path), mode);
    return true;
  } catch {
    return false;
  }
}
