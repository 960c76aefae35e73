// Names of unfinished outputs. They say whose they are, so that what a crash leaves behind can be found and removed.
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

/** A name for an unfinished file of this owner (a job id). Short, so that it fits where the final name fits. */
export function partName(owner: string): string {
  return ownName('part', ownerMark(owner), randomDigits());
}

/** 48 bits in hexadecimal. They need not be a secret, since nothing that exists is opened; loading the cryptography takes long. */
export function randomDigits(): string {
  return Math.floor(Math.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');
}

/** Removes the owner's unfinished files and folders from a folder. A folder that is gone has none. */
export async function sweepParts(folder: string, owner: string): Promise<void> {
  await sweep(folder, (mark) => mark === ownerMark(owner));
}

/** What the owner's mark of a command-line run begins with. */
const RUN = 'run';

/** The owner of a command-line run's unfinished files: its process, on this computer. */
export function runOwner(pid: number = process.pid): string {
  return `${RUN}${computerMark()}${pid.toString(36)}`;
}

/** Removes unfinished files of command-line runs that were killed: of this user on this computer, whose process is gone. */
export async function sweepKilledRuns(folder: string): Promise<void> {
  const ours = `${RUN}${computerMark()}`;
  await sweep(folder, (mark) => mark.startsWith(ours) && !isAlive(Number.parseInt(mark.slice(ours.length), 36)));
}

async function sweep(folder: string, isOurs: (mark: string) => boolean): Promise<void> {
  const names = await readdir(systemPath(folder)).catch(() => []);
  const parts = names.filter((name) => PART_NAME.test(name) && isOurs(name.split('-')[1] ?? ''));
  await Promise.all(parts.map((name) => removeOwn(join(folder, name)).catch(() => {})));
}

/** Only a file or a folder, and only one of this user's: no program of ours gives such a name to a link. */
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

/** Three letters for computer and user: on a network drive a process of the same number may be alive elsewhere. */
function computerMark(): string {
  let sum = 0;
  for (const letter of `${hostname()} ${process.getuid?.() ?? ''}`)
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 36 ** 3;
  return sum.toString(36).padStart(3, '0');
}
