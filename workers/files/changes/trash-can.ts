// Moves files to the system's trash and finds out where they are in it, so that an undo can bring them back.
import { randomUUID } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';
import { JobError } from '../../jobs/user-error.ts';
import { KEPT_FOLDER } from '../output/part-name.ts';
import { platform as thisPlatform } from '../system.ts';
import { isEscaped } from '../system-path.ts';
import { type ChangeCalls, realCalls } from './change-calls.ts';
import { type Identity, isStill } from './identity.ts';
import { isTooLongForDesktops, moveAnyway } from './own-trash.ts';
import { cameOutOf, forgetKeptFolder, likelyNames, removeInfo, trashFolders } from './trash-places.ts';

export interface TrashParts {
  /** The system's own way of moving a file to the trash. Its answer is not trusted: afterwards, the file is looked for. */
  readonly trashItem: (path: string) => Promise<void>;
  /**
   * Folder for originals that cannot be found again in the trash, as programs on macOS may not look into it. They are kept as hard
   * links, which take no space as long as the trash is not emptied.
   */
  readonly spareFolder: string;
  readonly platform?: NodeJS.Platform;
  readonly environment?: NodeJS.ProcessEnv;
  readonly recycleBin?: string;
  readonly calls?: ChangeCalls;
}

/** What came of a file that was to go to the trash. */
export interface Trashed {
  /** Where it is now; null when it is in the trash and nobody knows where. */
  readonly where: string | null;
  /** What it is by now, where it was written to on its way. */
  readonly is?: Identity;
}

export class TrashCan {
  readonly #parts: TrashParts;
  readonly #calls: ChangeCalls;
  readonly #system;
  /** Places in the trash where another file was found than the one that was looked for. */
  readonly #looked = new Set<string>();

  constructor(parts: TrashParts) {
    const { platform = thisPlatform, environment = process.env, recycleBin, calls = realCalls } = parts;
    this.#parts = parts;
    this.#calls = calls;
    this.#system = { platform, environment, recycleBin };
  }

  /**
   * Moves a file out of the folder it was kept in, or out of its own one.
   * @param was the file that is meant; any other file is left alone
   * @throws the system's error when it cannot move the file; then it is where it was, or was moved with its folder
   */
  async take(path: string, was: Identity): Promise<Trashed> {
    const folder = basename(dirname(path));
    const isKept = KEPT_FOLDER.test(folder);
    const spare = await this.#keepSpare(path);
    const error = await this.#move(path).then(
      () => undefined,
      (problem: unknown) => problem ?? NO_REASON,
    );
    const there = await this.#calls.look(path);
    // Nobody but us has anything in such a folder: it is the file, whatever was written to it since.
    if (there && (isKept || (await isStill(was, there, path)))) {
      if (spare) await this.#calls.unlink(spare).catch(() => {});
      throw refused(error);
    }
    const place = await this.find(path, was);
    const found = place === undefined ? await this.findWritten(path) : { where: place };
    if (!found && !spare && error && !(await this.#calls.look(dirname(path)))) throw error;
    if (!found) return spare === undefined ? { where: null } : this.#asIs(spare, was);
    if (isKept) await forgetKeptFolder(found.where, folder, this.#system.platform);
    if (spare) await this.#calls.unlink(spare).catch(() => {});
    return found;
  }

  async #asIs(where: string, was: Identity): Promise<Trashed> {
    const is = await this.#calls.look(where);
    return is && !(await isStill(was, is, where)) ? { where, is: identityAlone(is) } : { where };
  }

  /**
   * Looks for what was trashed from a kept folder, whatever it is by now: a program that has it open may write to it on its way. The
   * note tells it from all others.
   */
  async findWritten(path: string): Promise<{ readonly where: string; readonly is: Identity } | undefined> {
    if (!KEPT_FOLDER.test(basename(dirname(path)))) return undefined;
    for (const place of await this.#likelyPlaces(await trashFolders(path, this.#system), path)) {
      const is = this.#cameOutOf(place, path) ? await this.#calls.look(place).catch(() => undefined) : undefined;
      if (is) return { where: place, is: identityAlone(is) };
    }
    return undefined;
  }

  /** On Linux the system's way takes the path as a text, and needs ten bytes more than the name has for its note. */
  async #move(path: string): Promise<void> {
    const { platform, environment } = this.#system;
    if (platform === 'linux' && (isEscaped(path) || isTooLongForDesktops(path))) await moveAnyway(path, environment);
    else await this.#parts.trashItem(path);
  }

  /**
   * Moves a file to the user's trash after the system has refused to. Otherwise it would have to be deleted.
   * @returns where it is; undefined if it could not be moved and is where it was
   */
  async takeAnyway(path: string): Promise<string | undefined> {
    if (this.#system.platform !== 'linux') return undefined;
    const place = await moveAnyway(path, this.#system.environment).catch(() => undefined);
    if (place !== undefined) await forgetKeptFolder(place, basename(dirname(path)), this.#system.platform);
    return place;
  }

  /** Looks for a file that was trashed from `path`. */
  async find(path: string, was: Identity): Promise<string | undefined> {
    const folders = await trashFolders(path, this.#system);
    const usual = await this.#usualPlace(folders[0], path, was);
    if (usual !== undefined) return usual;
    let other: string | undefined;
    for (const place of await this.#likelyPlaces(folders, path)) {
      if (await this.#isAt(place, was)) {
        // Two names of one file may both be in the trash: each has a note of its own.
        if (this.#cameOutOf(place, path)) return place;
        other ??= place;
      } else this.#looked.add(place);
    }
    return other;
  }

  /** Windows gives each file a new name in the trash, so places that were not checked before come first. */
  async #likelyPlaces(folders: readonly string[], path: string): Promise<string[]> {
    const fresh: string[] = [];
    const known: string[] = [];
    for (const folder of folders) {
      for (const name of likelyNames(await this.#calls.names(folder), path)) {
        const place = join(folder, name);
        (this.#looked.has(place) ? known : fresh).push(place);
      }
    }
    return [...fresh, ...known];
  }

  #cameOutOf(place: string, path: string): boolean {
    return cameOutOf(place, basename(dirname(path)), this.#system.platform);
  }

  /** Tries the file's own name first, as nearly every file keeps it: then the names of a large trash need not be read. */
  async #usualPlace(folder: string | undefined, path: string, was: Identity): Promise<string | undefined> {
    if (folder === undefined) return undefined;
    const place = join(folder, basename(path));
    const isIt = await this.#isAt(place, was);
    return isIt && this.#cameOutOf(place, path) ? place : undefined;
  }

  /** A place that cannot be examined counts as empty. */
  async #isAt(place: string, was: Identity): Promise<boolean> {
    return isStill(was, await this.#calls.look(place).catch(() => undefined), place);
  }

  /** Looks for a file among the spares: the app may have ended before it could note that the trash kept nothing that can be found. */
  async findSpare(was: Identity): Promise<string | undefined> {
    for (const place of await this.spares()) {
      if (await this.#isAt(place, was)) return place;
    }
    return undefined;
  }

  /** All spares. */
  async spares(): Promise<readonly string[]> {
    const { spareFolder } = this.#parts;
    return (await this.#calls.names(spareFolder)).map((name) => join(spareFolder, name));
  }

  /** Whether `take` may have returned this place for a file of that path. No other place is ever read or removed. */
  async isOurs(place: string, path: string): Promise<boolean> {
    return this.isSpare(place) || (await trashFolders(path, this.#system)).includes(dirname(place));
  }

  isSpare(place: string): boolean {
    return dirname(place) === this.#parts.spareFolder;
  }

  /** Removes a file that was brought back from the trash, unless another file has its place there by now. */
  async remove(place: string, was: Identity): Promise<void> {
    if (!(await isStill(was, await this.#calls.look(place), place))) return;
    await this.#calls.unlink(place).catch(() => {});
    await removeInfo(place, this.#system.platform);
  }

  /** Removes the trash's note about a file or folder that was moved out of it. @param path where it came from */
  async forgetNote(place: string, path: string): Promise<void> {
    if (!(await this.#calls.look(place)) && (await this.isOurs(place, path)))
      await removeInfo(place, this.#system.platform);
  }

  /** Forgets originals that are kept for an undo. What is in the trash stays there. */
  async forget(places: readonly string[]): Promise<void> {
    const ours = places.filter((place) => this.isSpare(place));
    await Promise.all(ours.map((place) => this.#calls.unlink(place).catch(() => {})));
  }

  /** Returns undefined if the file is on another disk than the app's data, or if there are no hard links. */
  async #keepSpare(path: string): Promise<string | undefined> {
    const { spareFolder } = this.#parts;
    const spare = join(spareFolder, `${randomUUID()}${extname(path)}`);
    const link = () => this.#calls.link(path, spare);
    try {
      await link().catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        await this.#calls.makeFolder(spareFolder);
        await link();
      });
      return spare;
    } catch {
      return undefined;
    }
  }
}

/** Without what kind of thing it is. */
function identityAlone({ dev, ino, size, mtime }: Identity): Identity {
  return { dev, ino, size, mtime };
}

const NO_REASON = new Error('The system gives no reason.');

/**
 * The desktop's own message says little, in the desktop's language, so it is only the `cause`. Errors with a code have our own message.
 * @param error undefined if the trash reported success
 */
function refused(error: unknown): unknown {
  const hasCode = typeof (error as NodeJS.ErrnoException | undefined)?.code === 'string';
  return hasCode ? error : new JobError('TRASH_REFUSED', {}, { cause: error });
}
