// Which symbolic links may be made: those that stay in the folder that is extracted, also by way of other links of the archive.
import { type Folding, foldedBy } from '../names/name-tree.ts';

/** As many as Linux follows. */
const MAX_STEPS = 40;

/** A backslash is part of a name here, and divides folders on Windows, where the folder may be taken to one day. */
const SEPARATORS = [/\//, /[/\\]/] as const;

/** A link to be made: its path, `/` between folders, and what it leads to. Bytes that are not UTF-8 are escaped in both. */
export interface WantedLink {
  readonly path: string;
  readonly target: string;
}

export class SafeLinks {
  readonly #key: (path: string) => string;
  readonly #targets: ReadonlyMap<string, string>;
  readonly #root: readonly string[];

  /**
   * @param links all that are to be made
   * @param root the folder that is kept when all is done, as parts of a path: links must not leave it
   * @param folding of the disk: a link is also found by another spelling of its name
   */
  constructor(links: readonly WantedLink[], root: readonly string[], folding: Folding) {
    this.#key = foldedBy(folding);
    this.#targets = new Map(links.map(({ path, target }) => [this.#key(path), target]));
    this.#root = root;
  }

  /** Whether following the link can never lead out. It may lead nowhere. */
  staysInside({ path, target }: WantedLink): boolean {
    const folder = path.split('/').slice(0, -1);
    return SEPARATORS.every((separator) => this.#walk(folder, target, separator, { left: MAX_STEPS }) !== undefined);
  }

  /** Where a path leads to, or undefined when it leaves the root or goes round in circles. */
  #walk(from: readonly string[], target: string, separator: RegExp, steps: { left: number }): string[] | undefined {
    if (isAbsolute(target)) return undefined;
    const at = [...from];
    for (const part of target.split(separator).filter((one) => one !== '' && one !== '.')) {
      if (part === '..') {
        if (at.pop() === undefined || !this.#isInside(at)) return undefined;
        continue;
      }
      at.push(part);
      const next = this.#targets.get(this.#key(at.join('/')));
      if (next === undefined) continue;
      if (--steps.left < 0) return undefined;
      const reached = this.#walk(at.slice(0, -1), next, separator, steps);
      if (!reached) return undefined;
      at.splice(0, at.length, ...reached);
    }
    return this.#isInside(at) ? at : undefined;
  }

  #isInside(at: readonly string[]): boolean {
    return this.#root.every((part, index) => at[index] === part);
  }
}

/** Also by the rules of Windows. */
function isAbsolute(target: string): boolean {
  return target === '' || target.includes('\0') || /^(?:[/\\]|[A-Za-z]:)/.test(target);
}
