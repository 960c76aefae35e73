// Decides which symbolic links may be made: those that stay in the extracted folder, also through other links of the archive.
import type { EntryFault } from '../faults.ts';
import { type Folding, foldedBy } from '../names/name-tree.ts';

/** Links that lead through more links than this are refused: the system follows 40 (Linux) or fewer. */
const MAX_CHAIN = 256;
/** The longest target of a link, in bytes. */
export const MAX_LINK_BYTES = 4096;

/** Links are checked with both separators: a backslash is part of a name here, but divides folders if the result is moved to Windows. */
const SEPARATORS = [/\//, /[/\\]/] as const;

/** A link to make: its path, with `/` between folders, and its target. In both, bytes that are not UTF-8 are escaped. */
export interface WantedLink {
  readonly path: string;
  readonly target: string;
}

export type LinkFault = Extract<EntryFault, 'LINK_LEADS_OUTSIDE' | 'LINK_NOT_A_PATH' | 'LINK_CHAIN_TOO_LONG'>;

export class SafeLinks {
  readonly #walks: readonly LinkWalk[];

  /**
   * @param links all links to make
   * @param root path of the folder that is the result: links must not leave it
   * @param folding of the disk: a link is also found by another spelling of its name
   */
  constructor(links: readonly WantedLink[], root: string, folding: Folding) {
    const key = foldedBy(folding);
    const targets = new Map(links.map(({ path, target }) => [key(path), target]));
    this.#walks = SEPARATORS.map((separator) => new LinkWalk(targets, root, key, separator));
  }

  /** Returns why a link may not be made. A link that leads nowhere, or to itself, may. */
  faultOf({ path, target }: WantedLink): LinkFault | undefined {
    if (target === '' || target.includes('\0') || target.length > MAX_LINK_BYTES) return 'LINK_NOT_A_PATH';
    for (const walk of this.#walks) {
      const end = walk.endOf(path, target);
      if ('fault' in end) return end.fault;
    }
    return undefined;
  }
}

/** Where a link leads when all links on its way are followed. */
type LinkEnd = { readonly at: string } | { readonly fault: LinkFault };

const OUTSIDE = { fault: 'LINK_LEADS_OUTSIDE' } as const;
const TOO_LONG = { fault: 'LINK_CHAIN_TOO_LONG' } as const;

/** Follows links with one kind of separator. Each link is followed once, however many lead through it. */
class LinkWalk {
  readonly #targets: ReadonlyMap<string, string>;
  readonly #root: string;
  readonly #key: (path: string) => string;
  readonly #separator: RegExp;
  readonly #ends = new Map<string, LinkEnd>();
  /** Links that are being followed. */
  readonly #followed = new Set<string>();

  constructor(targets: ReadonlyMap<string, string>, root: string, key: (path: string) => string, separator: RegExp) {
    this.#targets = targets;
    this.#root = root;
    this.#key = key;
    this.#separator = separator;
  }

  endOf(path: string, target: string): LinkEnd {
    const key = this.#key(path);
    // A circle has no end on any system. The link is then treated like any other entry: what leads on from there has to stay inside.
    if (this.#followed.has(key)) return { at: path };
    const known = this.#ends.get(key);
    if (known) return known;
    if (this.#followed.size >= MAX_CHAIN) return TOO_LONG;
    this.#followed.add(key);
    const end = this.#follow(parentOf(path) ?? '', target);
    this.#followed.delete(key);
    // This link may be short enough from a link that is later on the way.
    if (end !== TOO_LONG) this.#ends.set(key, end);
    return end;
  }

  #follow(folder: string, target: string): LinkEnd {
    if (isAbsolute(target)) return OUTSIDE;
    let at = folder;
    for (const part of target.split(this.#separator)) {
      if (part === '' || part === '.') continue;
      if (part === '..') {
        const above = parentOf(at);
        if (above === undefined || !this.#isInside(above)) return OUTSIDE;
        at = above;
        continue;
      }
      at = at === '' ? part : `${at}/${part}`;
      const next = this.#targets.get(this.#key(at));
      if (next === undefined) continue;
      const end = this.endOf(at, next);
      if ('fault' in end) return end;
      at = end.at;
    }
    return this.#isInside(at) ? { at } : OUTSIDE;
  }

  #isInside(at: string): boolean {
    return this.#root === '' || at === this.#root || at.startsWith(`${this.#root}/`);
  }
}

/** Returns undefined for the outermost folder, whose path is empty. */
function parentOf(path: string): string | undefined {
  return path === '' ? undefined : path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Also by the rules of Windows. */
function isAbsolute(target: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:)/.test(target);
}
