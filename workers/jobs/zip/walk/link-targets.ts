// Adapts the targets of links if names on their way are changed in the archive.
import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { atPath } from '../../../files/long-path.ts';
import { escapeBytes, namesAt } from '../../../files/system-path.ts';
import type { Filter } from './filter.ts';
import { type NameStyle, safeEntryNames } from './names.ts';
import type { Root } from './root.ts';

/** For how many folders changed names are remembered. */
const MAX_FOLDERS = 256;

/** An input and where it lies: one that is a link is followed. */
interface PlacedRoot extends Root {
  readonly real: string;
}

export class LinkTargets {
  readonly #roots: readonly Root[];
  #placed: readonly PlacedRoot[] | undefined;
  readonly #filter: Filter;
  readonly #style: NameStyle;
  readonly #renamed = new Map<string, ReadonlyMap<string, string>>();

  constructor(roots: readonly Root[], filter: Filter, style: NameStyle) {
    this.#roots = roots;
    this.#filter = filter;
    this.#style = style;
  }

  /**
   * @param folder that holds the link @param target of the link on the disk
   * @returns the target in the archive; undefined if it is the same
   */
  map(folder: string, target: string, archive: number): string | undefined {
    if (target.startsWith('/') || target === '') return undefined;
    let at = folder.endsWith(sep) && folder !== sep ? folder.slice(0, -1) : folder;
    const roots = this.#besides(at, archive);
    const parts = target.split('/').map((part) => {
      if (part === '' || part === '.') return part;
      if (part === '..') {
        at = dirname(at);
        return part;
      }
      const name = this.#nameOf(at, part, roots);
      at = resolved(join(at, part));
      return name;
    });
    const mapped = parts.join('/');
    return mapped === target ? undefined : mapped;
  }

  /** The inputs that are next to each other on the disk as in the archive. Links between other inputs do not work in the archive. */
  #besides(folder: string, archive: number): readonly PlacedRoot[] {
    this.#placed ??= this.#roots.map((root) => ({ ...root, real: resolved(root.path) }));
    const roots = this.#placed.filter((one) => one.archive === archive);
    const own = roots.find(({ real }) => isInside(folder, real));
    const place = own ? dirname(own.real) : folder;
    return roots.filter((one) => one === own || dirname(one.path) === place || dirname(one.real) === place);
  }

  #nameOf(folder: string, name: string, roots: readonly PlacedRoot[]): string {
    const path = join(folder, name);
    const root = roots.find((one) => one.path === path) ?? roots.find((one) => one.real === path);
    if (root && !root.name.includes('/')) return root.name;
    const inside = roots.some((one) => isInside(folder, one.real));
    return inside ? (this.#renamedIn(folder).get(name) ?? name) : name;
  }

  #renamedIn(folder: string): ReadonlyMap<string, string> {
    const known = this.#renamed.get(folder);
    if (known) return known;
    if (this.#renamed.size >= MAX_FOLDERS) this.#renamed.clear();
    const renamed = safeEntryNames(namesIn(folder, this.#filter), this.#style);
    this.#renamed.set(folder, renamed);
    return renamed;
  }
}

function isInside(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root.endsWith(sep) ? root : root + sep);
}

function namesIn(folder: string, filter: Filter): string[] {
  try {
    return atPath(folder, namesAt).filter((name) => filter.takesName(name));
  } catch {
    return [];
  }
}

/** Resolves links in a path as the system does: `..` after a link leads up from the link's target. */
function resolved(path: string): string {
  try {
    if (!atPath(path, (real) => lstatSync(real)).isSymbolicLink()) return path;
    return escapeBytes(atPath(path, (real) => realpathSync(real, { encoding: 'buffer' })));
  } catch {
    return path;
  }
}
