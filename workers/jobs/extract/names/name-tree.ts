// Gives every entry of an archive its own path in one new folder.

/** Which names are the same to the disk. */
export interface Folding {
  readonly case: boolean;
  readonly unicode: boolean;
}

type Kind = 'file' | 'folder';

interface Taken {
  readonly kind: Kind;
  /** Whether it has another path than its name in the archive says. */
  readonly isMoved: boolean;
  /** The path on the disk, `/` between folders. */
  readonly path: string;
}

/** The path that an entry got. */
export interface Placed {
  /** `/` between folders. */
  readonly path: string;
  /** Whether it has a number, because another entry had its name or that of a folder above it. */
  readonly numbered: boolean;
  /** Whether it replaces an earlier entry of exactly the same name. */
  readonly replaces: boolean;
}

export class NameTree {
  readonly #key: (path: string) => string;
  /** Entries by their folded name in the archive, if it is not that of their path: a million entries may be in the tree. */
  readonly #moved = new Map<string, Taken>();
  /** Entries by their folded path on the disk. */
  readonly #paths = new Map<string, Taken>();
  /** The next number to try for a name that is taken. */
  readonly #numbers = new Map<string, number>();
  /** The last parent folder, as most entries have the same parent as the one before. */
  #lastFolder: { readonly key: string; readonly path: string } = { key: '', path: '' };

  constructor(folding: Folding) {
    this.#key = foldedBy(folding);
  }

  /**
   * @param parts of a safe path
   * @param later whether a later entry of the same name replaces the earlier one, as in a tar
   */
  place(parts: readonly string[], kind: Kind, later = false): Placed {
    const folders = parts.slice(0, -1);
    const name = parts.at(-1) ?? '';
    const folder = folders.length === 0 ? '' : this.#folder(folders);
    const asked = parts.join('/');
    const isThere = asked.length === folder.length + 1 + name.length && asked.startsWith(folder);
    // The same text once, and not two: it takes the most memory of all here.
    const wanted = folder === '' ? name : isThere ? asked : `${folder}/${name}`;
    const key = this.#key(asked);
    const before = this.#paths.get(this.#key(wanted));
    if (!before) return this.#take(key, kind, wanted);
    if (kind === 'folder' && before.kind === 'folder') return { path: before.path, numbered: false, replaces: false };
    if (later && kind === 'file' && before.kind === 'file' && before.path === wanted) {
      return { path: wanted, numbered: false, replaces: true };
    }
    return this.#take(key, kind, this.#freePath(folder, name, kind));
  }

  /** Returns the path on the disk for a name in the archive; undefined if there is none. */
  find(parts: readonly string[]): { readonly path: string; readonly kind: Kind } | undefined {
    return this.#named(this.#key(parts.join('/')));
  }

  /** All folders, including those that no entry names. */
  folders(): string[] {
    return [...this.#paths.values()].filter(({ kind }) => kind === 'folder').map(({ path }) => path);
  }

  #take(key: string, kind: Kind, path: string): Placed {
    const own = this.#key(path);
    const isMoved = own !== key;
    const taken = { kind, path, isMoved };
    if (isMoved) this.#moved.set(key, taken);
    else this.#moved.delete(key);
    this.#paths.set(own, taken);
    return { path, numbered: isMoved, replaces: false };
  }

  /** The last entry of this name in the archive. */
  #named(key: string): Taken | undefined {
    const moved = this.#moved.get(key);
    if (moved) return moved;
    const found = this.#paths.get(key);
    return found?.isMoved ? undefined : found;
  }

  /** Returns the folder's path on the disk, and reserves it if nothing has it. */
  #folder(parts: readonly string[]): string {
    const key = this.#key(parts.join('/'));
    if (this.#lastFolder.key === key) return this.#lastFolder.path;
    const known = this.#named(key);
    const path = known?.kind === 'folder' ? known.path : this.place(parts, 'folder').path;
    this.#lastFolder = { key, path };
    return path;
  }

  #freePath(folder: string, name: string, kind: Kind): string {
    const dot = kind === 'file' ? name.lastIndexOf('.') : -1;
    const end = dot > 0 ? dot : name.length;
    const key = this.#key(`${folder}/${name}`);
    // An archive may contain one name a million times, so the search continues where the last one ended.
    for (let n = this.#numbers.get(key) ?? 2; ; n++) {
      this.#numbers.set(key, n + 1);
      const candidate = `${name.slice(0, end)} (${n})${name.slice(end)}`;
      const path = folder === '' ? candidate : `${folder}/${candidate}`;
      if (!this.#paths.has(this.#key(path))) return path;
    }
  }
}

/** Characters that HFS+ ignores when it compares names. */
const IGNORED = /[\u200b-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Returns the same text for all spellings that are one name to the disk. Disks differ in which letters are the same (`ß` and `ss`, `ſ` and
 * `s`), so this folds rather too much: a needless number does no harm.
 */
export function foldedBy(folding: Folding): (path: string) => string {
  if (folding.case) return caseFolded;
  return folding.unicode ? (path) => path.normalize('NFC') : (path) => path;
}

function caseFolded(path: string): string {
  return path.normalize('NFD').replace(IGNORED, '').toUpperCase().toLowerCase().normalize('NFC');
}
