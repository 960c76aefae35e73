// Gives every entry of an archive a place of its own in one new folder.

/** Which names the disk takes for the same one. */
export interface Folding {
  readonly case: boolean;
  readonly unicode: boolean;
}

type Kind = 'file' | 'folder';

interface Taken {
  kind: Kind;
  /** The path on the disk, `/` between folders. */
  readonly path: string;
}

/** What an entry got. */
export interface Placed {
  /** `/` between folders. */
  readonly path: string;
  /** Whether something else of the archive had its name, or that of a folder above it. */
  readonly numbered: boolean;
  /** Whether an earlier entry of the very same name gives way to it. */
  readonly replaces: boolean;
}

export class NameTree {
  readonly #key: (path: string) => string;
  /** By what the archive calls a place, folded. */
  readonly #taken = new Map<string, Taken>();
  /** The same by where it is on the disk. */
  readonly #paths = new Map<string, Taken>();
  /** The next number to try for a name that is taken. */
  readonly #numbers = new Map<string, number>();
  /** The parent of most entries is the parent of the one before. */
  #lastFolder: { readonly key: string; readonly path: string } = { key: '', path: '' };

  constructor(folding: Folding) {
    this.#key = foldedBy(folding);
  }

  /**
   * @param parts of a safe path
   * @param later whether an entry that has a name already gives way: in a tar the last one counts
   */
  place(parts: readonly string[], kind: Kind, later = false): Placed {
    const folders = parts.slice(0, -1);
    const name = parts.at(-1) ?? '';
    const folder = folders.length === 0 ? '' : this.#folder(folders);
    const wanted = folder === '' ? name : `${folder}/${name}`;
    const key = this.#key(parts.join('/'));
    const before = this.#paths.get(this.#key(wanted));
    if (!before) return this.#take(key, { kind, path: wanted }, this.#key(wanted) !== key);
    if (kind === 'folder' && before.kind === 'folder') return { path: before.path, numbered: false, replaces: false };
    if (later && kind === 'file' && before.kind === 'file' && before.path === wanted) {
      return { path: wanted, numbered: false, replaces: true };
    }
    return this.#take(key, { kind, path: this.#freePath(folder, name, kind) }, true);
  }

  /** The path that a name of the archive has on the disk; undefined when there is none. */
  find(parts: readonly string[]): { readonly path: string; readonly kind: Kind } | undefined {
    return this.#taken.get(this.#key(parts.join('/')));
  }

  /** All folders there are, those included that no entry names. */
  folders(): string[] {
    return [...this.#paths.values()].filter(({ kind }) => kind === 'folder').map(({ path }) => path);
  }

  #take(key: string, taken: Taken, numbered = false): Placed {
    this.#taken.set(key, taken);
    this.#paths.set(this.#key(taken.path), taken);
    return { path: taken.path, numbered, replaces: false };
  }

  /** The folder's path on the disk; it takes its place when nothing has it. */
  #folder(parts: readonly string[]): string {
    const key = this.#key(parts.join('/'));
    if (this.#lastFolder.key === key) return this.#lastFolder.path;
    const known = this.#taken.get(key);
    const path = known?.kind === 'folder' ? known.path : this.place(parts, 'folder').path;
    this.#lastFolder = { key, path };
    return path;
  }

  #freePath(folder: string, name: string, kind: Kind): string {
    const dot = kind === 'file' ? name.lastIndexOf('.') : -1;
    const end = dot > 0 ? dot : name.length;
    const key = this.#key(`${folder}/${name}`);
    // An archive may hold one name a million times: the search goes on where it ended.
    for (let n = this.#numbers.get(key) ?? 2; ; n++) {
      this.#numbers.set(key, n + 1);
      const candidate = `${name.slice(0, end)} (${n})${name.slice(end)}`;
      const path = folder === '' ? candidate : `${folder}/${candidate}`;
      if (!this.#paths.has(this.#key(path))) return path;
    }
  }
}

/** Characters that HFS+ passes over when it compares names. */
const IGNORED = /[\u200b-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * The same for all spellings that the disk takes for one name. Disks differ in what they take for the same letter (`ß` and `ss`, `ſ` and `s`):
 * a number too many does no harm.
 */
export function foldedBy(folding: Folding): (path: string) => string {
  if (folding.case) return caseFolded;
  return folding.unicode ? (path) => path.normalize('NFC') : (path) => path;
}

function caseFolded(path: string): string {
  return path.normalize('NFD').replace(IGNORED, '').toUpperCase().toLowerCase().normalize('NFC');
}
