// Moves files to the user's trash without a desktop program, for the command line. It is one rename, so that a kill leaves the file in one
// of the two places. On Linux it follows the Trash specification of freedesktop.org, version 1.0.
import { lstat, mkdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { basename, dirname, extname, join, relative } from 'node:path';
import { JobError } from '../../jobs/user-error.ts';
import { byteLength, fittingName, MAX_NAME } from '../system/long-names.ts';
import { unlessMounted } from '../system/mounts.ts';
import { isLinux, isWindows } from '../system.ts';
import { systemPath, unescapeBytes } from '../system-path.ts';
import { markTree } from '../tree-mark.ts';
import { type ChangeCalls, moveToFree, realCalls } from './change-calls.ts';
import type { Original } from './change-request.ts';
import { isStill } from './identity.ts';
import { LeftBehind } from './left-behind.ts';
import { NOTE_EXTENSION, trashInfoOf } from './trash-places.ts';

interface Trash {
  /** Where the files are. */
  readonly files: string;
  /** What paths in its notes are relative to; undefined where they are absolute. */
  readonly top: string | undefined;
}

const MAX_NUMBER = 10_000;
/** For names in the trash: that of the note is longer. */
const LIMIT = { most: MAX_NAME - NOTE_EXTENSION.length, lengthOf: byteLength };

/** Whether the desktop's program may refuse it for the length of its name: it may add a number. */
export function isTooLongForDesktops(path: string): boolean {
  return byteLength(basename(path)) > LIMIT.most - '.99'.length;
}

/** What renaming says where the trash is on another disk, and where it is inside of the folder that is to go there. */
const CANNOT_HOLD: ReadonlySet<string> = new Set(['EXDEV', 'EINVAL']);

/**
 * Leaves the original alone if it is another file by now.
 * @throws {JobError} TRASH_REFUSED, or the system's error: it is then where it was, or ORIGINAL_LEFT says where it is
 */
export async function moveToOwnTrash(original: Original, calls = realCalls): Promise<'done' | 'changed'> {
  const { path, was } = original;
  if (!(await isStill(was, await calls.look(path), path))) return 'changed';
  const place = await moveIn(path, await trashFor(path));
  if (await isSame(original, place, calls)) return 'done';
  await giveBack(place, path, calls);
  if (isLinux) await unlink(systemPath(trashInfoOf(place))).catch(() => {});
  return 'changed';
}

/**
 * Moves a file to the trash that the system's own way has refused.
 * @returns where it is
 * @throws {JobError} TRASH_REFUSED, or the system's error: it is then where it was
 */
export async function moveAnyway(path: string, environment: NodeJS.ProcessEnv): Promise<string> {
  return moveIn(path, await trashFor(path, environment));
}

/** Moves a file out of the trash again. @throws {LeftBehind} if something else has its name by now; then it stays in the trash */
async function giveBack(place: string, path: string, calls: ChangeCalls): Promise<void> {
  const isBack = await moveToFree(calls, place, path).catch((error: unknown) => {
    throw new LeftBehind(place, error);
  });
  if (!isBack) throw new LeftBehind(place, undefined);
}

async function isSame({ was, mark }: Original, place: string, calls: ChangeCalls): Promise<boolean> {
  if (!(await isStill(was, await calls.look(place), place))) return false;
  return mark === undefined || (await markTree(place).catch(() => undefined))?.mark === mark;
}

/** The trash of the disk that the file is on. */
async function trashFor(path: string, environment = process.env): Promise<Trash> {
  const { uid } = userInfo();
  // A file in Windows' recycle bin needs a note that only Windows writes.
  if (isWindows) throw new JobError('TRASH_REFUSED');
  if (!isLinux) return { files: join(homedir(), '.Trash'), top: undefined };
  const { dev } = await stat(systemPath(dirname(path)));
  const home = join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'Trash');
  await mkdir(dirname(home), { recursive: true });
  if ((await stat(dirname(home))).dev === dev) return { files: join(home, 'files'), top: undefined };
  const top = await topOf(dirname(path), dev);
  return { files: join(top, `.Trash-${uid}`, 'files'), top };
}

/** The folder that the disk is mounted at. */
async function topOf(folder: string, dev: number): Promise<string> {
  const above = dirname(folder);
  if (above === folder || (await stat(systemPath(above))).dev !== dev) return folder;
  return topOf(above, dev);
}

async function moveIn(path: string, { files, top }: Trash): Promise<string> {
  const info = join(dirname(files), 'info');
  const folders = [files, ...(isLinux ? [info] : [])];
  if (top !== undefined) for (const folder of [dirname(files), ...folders]) await makeOwnFolder(folder);
  else for (const folder of folders) await mkdir(systemPath(folder), { recursive: true, mode: 0o700 });
  const extension = extname(path);
  const stem = basename(path, extension);
  for (let number = 1; number < MAX_NUMBER; number++) {
    const name = fittingName(stem, number === 1 ? '' : `.${number}`, extension, LIMIT);
    const place = join(files, name);
    if (await realCalls.look(place)) continue;
    if (isLinux && !(await takeNote(trashInfoOf(place), top === undefined ? path : relative(top, path)))) continue;
    try {
      await unlessMounted([path], () => rename(systemPath(path), systemPath(place)));
      return place;
    } catch (error) {
      if (isLinux) await unlink(systemPath(trashInfoOf(place))).catch(() => {});
      const { code = '' } = error as NodeJS.ErrnoException;
      throw CANNOT_HOLD.has(code) ? new JobError('TRASH_REFUSED', {}, { cause: error }) : error;
    }
  }
  throw new JobError('TRASH_REFUSED');
}

/** On a disk that others can write to, somebody may have put their own folder there, or a link to one. */
async function makeOwnFolder(path: string): Promise<void> {
  await mkdir(systemPath(path), { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(systemPath(path));
  if (!found.isDirectory() || found.uid !== userInfo().uid) throw new JobError('TRASH_REFUSED');
}

/** Reserves a name in the trash with a note, which is made before the file moves, and only if there is none of that name. */
async function takeNote(info: string, path: string): Promise<boolean> {
  const date = new Date();
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
  const text = `[Trash Info]\nPath=${percentEncoded(path)}\nDeletionDate=${local}\n`;
  return writeFile(systemPath(info), text, { flag: 'wx', mode: 0o600 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

function percentEncoded(path: string): string {
  const encoded = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return [...unescapeBytes(path)]
    .map((byte) => (/[\w./~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : encoded(byte)))
    .join('');
}
