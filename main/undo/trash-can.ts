// The system's trash, and where in it a file went, so that an undo can bring it back.
import { type BigIntStats, type Dirent, existsSync } from 'node:fs';
import { link, lstat, mkdir, readdir, rename, unlink } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';

export interface TrashParts {
  /** The system's own way of moving a file to the trash. */
  readonly trashItem: (path: string) => Promise<void>;
  /**
   * Where originals are kept that cannot be found again in the trash: on macOS programs may not look into it. As hard
   * links, which take no room while the trash is not emptied.
   */
  readonly keptFolder: string;
  readonly platform?: NodeJS.Platform;
  readonly environment?: NodeJS.ProcessEnv;
}

export class TrashCan {
  readonly #parts: TrashParts;

  constructor(parts: TrashParts) {
    this.#parts = parts;
  }

  /**
   * @returns where the file is now, or null when it is in the trash and cannot be told where
   * @throws what the system says when it cannot move the file
   */
  async take(path: string): Promise<string | null> {
    const before = await lstat(path, { bigint: true });
    const kept = await this.#keep(path, before);
    try {
      await this.#parts.trashItem(path);
    } catch (error) {
      if (kept) await unlink(kept);
      throw error;
    }
    const found = await this.#find(path, before);
    if (found && kept) await unlink(kept);
    return found ?? kept ?? null;
  }

  /**
   * Brings back what `take` took, never over something else.
   * @returns false when something has its name
   * @throws the system's error, ENOENT when the trash was emptied
   */
  async giveBack(where: string, path: string): Promise<boolean> {
    await mkdir(dirname(path), { recursive: true });
    try {
      await link(where, path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') return false;
      if (code === 'ENOENT') throw error;
      // Disks without hard links.
      if (existsSync(path)) return false;
      await rename(where, path);
    }
    await unlink(where).catch(() => {});
    await unlink(trashInfoOf(where)).catch(() => {});
    return true;
  }

  /** Forgets originals that are kept for an undo. What is in the trash stays there. */
  async forget(places: readonly string[]): Promise<void> {
    const ours = places.filter((place) => dirname(place) === this.#parts.keptFolder);
    await Promise.all(ours.map((place) => unlink(place).catch(() => {})));
  }

  /** Removes what no job refers to any more, as a crash leaves it. */
  async sweep(referred: ReadonlySet<string>): Promise<void> {
    const { keptFolder } = this.#parts;
    const names = await readdir(keptFolder).catch(() => []);
    await this.forget(names.map((name) => join(keptFolder, name)).filter((place) => !referred.has(place)));
  }

  /** Undefined on another disk than the user's data, and where there are no hard links. */
  async #keep(path: string, { dev, ino }: BigIntStats): Promise<string | undefined> {
    const { keptFolder } = this.#parts;
    const place = join(keptFolder, `${dev}-${ino}${extname(path)}`);
    try {
      await mkdir(keptFolder, { recursive: true, mode: 0o700 });
      await unlink(place).catch(() => {});
      await link(path, place);
      return place;
    } catch {
      return undefined;
    }
  }

  /** By its number on the disk, which moving does not change. */
  async #find(path: string, { dev, ino }: BigIntStats): Promise<string | undefined> {
    for (const folder of await this.#folders(path)) {
      const names = await readdir(folder).catch(() => []);
      for (const name of likely(names, path)) {
        const stats = await lstat(join(folder, name), { bigint: true }).catch(() => undefined);
        if (stats?.ino === ino && stats.dev === dev) return join(folder, name);
      }
    }
    return undefined;
  }

  /** Folders that may hold what was trashed from `path`. */
  async #folders(path: string): Promise<string[]> {
    const { platform = process.platform, environment = process.env } = this.#parts;
    const above = foldersAbove(path);
    const { uid } = userInfo();
    switch (platform) {
      case 'win32': {
        const bin = join(above.at(-1) ?? '', '$Recycle.Bin');
        const users: Dirent[] = await readdir(bin, { withFileTypes: true }).catch(() => []);
        return users.map(({ name }) => join(bin, name));
      }
      case 'darwin':
        return [join(homedir(), '.Trash'), ...above.map((folder) => join(folder, '.Trashes', String(uid)))];
      default: {
        // The Trash specification of freedesktop.org, version 1.0.
        const home = join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'Trash', 'files');
        const tops = above.flatMap((folder) => [
          join(folder, `.Trash-${uid}`, 'files'),
          join(folder, '.Trash', String(uid), 'files'),
        ]);
        return [home, ...tops];
      }
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

/** The trash may number a name or, on Windows, keep nothing but its extension. */
function likely(names: readonly string[], path: string): string[] {
  const stem = basename(path, extname(path));
  const fitting = (name: string) => name.startsWith(stem) || (name.startsWith('$R') && extname(name) === extname(path));
  return names.filter(fitting);
}

/** The file beside a trashed one that says where it came from; on systems that have such files. */
function trashInfoOf(where: string): string {
  return join(dirname(where), '..', 'info', `${basename(where)}.trashinfo`);
}
