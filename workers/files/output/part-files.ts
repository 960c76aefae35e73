// Makes the names of part files (unfinished results), and removes the part files that a crash has left. Each name contains a mark of its
// owner (a job or a run of the command line). The prefix and the patterns are in `part-name.ts`.
import { readFileSync, readlinkSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemPath } from '../system-path.ts';
import { ownName, PART_NAME } from './part-name.ts';
import { removePart } from './remove-part.ts';

/** A job's mark in its part files' names: the start of its id. */
export function ownerMark(owner: string): string {
  return owner.replace(/[^0-9a-z]/gi, '').slice(0, 12);
}

/** Makes a name for an unfinished file of this owner (a job id). It is short, so that it fits wherever the final name fits. */
export function partName(owner: string): string {
  return ownName('part', ownerMark(owner), randomDigits());
}

/** 48 bits in hexadecimal. They need not be secret, since no existing file is opened. Loading `node:crypto` would take long. */
export function randomDigits(): string {
  return Math.floor(Math.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');
}

/** Removes the owner's unfinished files and folders from a folder. Does nothing if the folder does not exist. */
export async function sweepParts(folder: string, owner: string): Promise<void> {
  await sweep(folder, (mark) => mark === ownerMark(owner));
}

/** The owner's mark of a command-line run begins with this. */
const RUN = 'run';

/** The owner of a command-line run's unfinished files. It names the process and the computer. */
export function runOwner(pid: number = process.pid): string {
  return `${RUN}${computerMark()}${pid.toString(36)}`;
}

/** Removes unfinished files of killed command-line runs: those of this user on this computer whose process does not exist any more. */
export async function sweepKilledRuns(folder: string): Promise<void> {
  const ours = `${RUN}${computerMark()}`;
  await sweep(folder, (mark) => mark.startsWith(ours) && !isAlive(Number.parseInt(mark.slice(ours.length), 36)));
}

async function sweep(folder: string, isOurs: (mark: string) => boolean): Promise<void> {
  const names = await readdir(systemPath(folder)).catch(() => []);
  const parts = names.filter((name) => PART_NAME.test(name) && isOurs(name.split('-')[1] ?? ''));
  await Promise.all(parts.map((name) => removeOwn(join(folder, name)).catch(() => {})));
}

/** Removes a file or folder of this user and nothing else: no program of ours gives such a name to a link. */
async function removeOwn(path: string): Promise<void> {
  const found = await lstat(systemPath(path));
  const isOwn = (process.getuid?.() ?? found.uid) === found.uid;
  if (isOwn && (found.isFile() || found.isDirectory())) await removePart(path);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Three letters for computer, user and, in a container, its own processes: elsewhere another process may have the same number. */
function computerMark(): string {
  known ??= markOf([
    hostname(),
    ...readId('/etc/machine-id', readFileSync),
    ...readId('/proc/self/ns/pid', readlinkSync),
  ]);
  return known;
}

let known: string | undefined;

function markOf(words: readonly string[]): string {
  let sum = 0;
  for (const letter of [...words, process.getuid?.() ?? ''].join(' '))
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 36 ** 3;
  return sum.toString(36).padStart(3, '0');
}

/** None where the system has no such file. */
function readId(path: string, read: (path: string, encoding: 'utf8') => string): string[] {
  try {
    return [read(path, 'utf8').trim()];
  } catch {
    return [];
  }
}
