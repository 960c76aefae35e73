// Where each system keeps the files of its trash, and its notes about them.
import type { Dirent } from 'node:fs';
import { readdir, rename, unlink, writeFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { readBounded } from '../bounded-read.ts';
import { randomDigits } from '../output/part-files.ts';
import { patientRename } from '../system/patience.ts';
import { systemPath } from '../system-path.ts';
import { recycledFrom, recycleNoteOf, withRecycledFrom } from './recycle-note.ts';

export interface TrashSystem {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** Windows' folder with one folder for each user. @default that of the disk */
  readonly recycleBin?: string | undefined;
}

/** Returns folders that may hold what was moved to the trash from `path`. */
export async function trashFolders(
  path: string,
  { platform, environment, recycleBin }: TrashSystem,
): Promise<string[]> {
  const above = foldersAbove(path);
  switch (platform) {
    case 'win32': {
      const bin = recycleBin ?? join(above.at(-1) ?? '', '$Recycle.Bin');
      const users: Dirent[] = await readdir(bin, { withFileTypes: true }).catch(() => []);
      return users.map(({ name }) => join(bin, name));
    }
    case 'darwin':
      return [join(homedir(), '.Trash'), ...above.map((folder) => join(folder, '.Trashes', String(userInfo().uid)))];
    default: {
      // The Trash specification of freedesktop.org, version 1.0.
      const { uid } = userInfo();
      const home = join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'Trash', 'files');
      const tops = above.flatMap((folder) => [
        join(folder, `.Trash-${uid}`, 'files'),
        join(folder, '.Trash', String(uid), 'files'),
      ]);
      return [home, ...tops];
    }
  }
}

function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (dirname(folder) === folder) return folders;
  }
}

/** The trash may cut longer names. */
const SURE_UNITS = 60;

/** Names that may be those of the file: the trash may add a number, cut the name or, on Windows, keep only the extension. */
export function likelyNames(names: readonly string[], path: string): string[] {
  const extension = extname(path);
  const stem = basename(path, extension).slice(0, SURE_UNITS);
  return names.filter((name) => name.startsWith(stem) || (name.startsWith('$R') && extname(name) === extension));
}

export const NOTE_EXTENSION = '.trashinfo';

/** Returns the path of the note that says where a file in the trash came from, on systems that have such notes. */
export function trashInfoOf(place: string): string {
  return join(dirname(place), '..', 'info', basename(place) + NOTE_EXTENSION);
}

/** Whether a trashed file's note says that it came out of this folder. */
export function cameOutOf(place: string, folderName: string, platform: NodeJS.Platform): boolean {
  try {
    const [note, separator] = noteOf(place, platform);
    return pathIn(readNote(note), platform)?.includes(folderName + separator) ?? false;
  } catch {
    return false;
  }
}

/** Changes the trash's note so that it names the user's folder and not the kept folder in it: there the user looks for the file. */
export async function forgetKeptFolder(place: string, folderName: string, platform: NodeJS.Platform): Promise<void> {
  const [info, separator] = noteOf(place, platform);
  try {
    const note = readNote(info);
    const before = pathIn(note, platform);
    if (!before?.includes(folderName + separator)) return;
    const after = before.replace(folderName + separator, '');
    const changed =
      platform === 'win32' ? withRecycledFrom(note, after) : note.toString('utf8').replace(before, () => after);
    if (changed === undefined) return;
    const temporary = systemPath(join(dirname(info), `.${randomDigits()}.new`));
    const target = systemPath(info);
    await writeFile(temporary, changed, { flag: 'wx', mode: 0o600 });
    await patientRename(target, () => rename(temporary, target)).catch(async (error: unknown) => {
      await unlink(temporary);
      throw error;
    });
  } catch {
    // The note then names the kept folder, which is inside of the right one.
  }
}

/** The path of the trash's note on a file, and the separator between folders in that note. */
function noteOf(place: string, platform: NodeJS.Platform): readonly [path: string, separator: string] {
  return platform === 'win32' ? [recycleNoteOf(place), '\\'] : [trashInfoOf(place), '/'];
}

/** Far more than a path takes. */
const MAX_NOTE_BYTES = 100_000;

function readNote(info: string): Buffer {
  return readBounded(systemPath(info), MAX_NOTE_BYTES) ?? Buffer.alloc(0);
}

function pathIn(note: Buffer, platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return recycledFrom(note);
  return note
    .toString('utf8')
    .split('\n')
    .find((line) => line.startsWith('Path='));
}

/** Removes the trash's note on a file that was moved out of it: Windows would continue to show the file. */
export async function removeInfo(place: string, platform: NodeJS.Platform): Promise<void> {
  await unlink(systemPath(noteOf(place, platform)[0])).catch(() => {});
}
