// Matches patterns as in .gitignore against a path, in each way that a user may mean them.

import ignore, { type Ignore } from 'ignore';
import { patternPath, typedPattern } from '../../../files/exclude-patterns.ts';
import { withoutNamespace } from '../../../files/system/paths.ts';
import { isLinux, isWindows } from '../../../files/system.ts';

/** A file or folder that patterns are matched against. */
export interface FilteredPath {
  /** Path inside of the input, with the system's separators. For an input itself, its own name. */
  readonly inside: string;
  /** The same, with the input's own name before it. */
  readonly whole: string;
  /** Absolute. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Whether it is an input itself. */
  readonly isRoot: boolean;
}

const OPTIONS = { ignorecase: !isLinux };
/** These patterns match everything in a folder, but not the folder that the user named. */
const EVERYTHING = /^\/?\*{1,2}(\/\*{1,2})*\/?$/;

interface Pattern {
  readonly index: number;
  readonly text: string;
  readonly isNegative: boolean;
  /** Whether it has a slash before its end: then it names a place, and not only a name. */
  readonly hasFolders: boolean;
  readonly isAbsolute: boolean;
  /** Whether it is absolute and names a drive of Windows. */
  readonly hasDrive: boolean;
}

/** One way to read the patterns: those that can be meant in this way, and the part of a path that they are matched against. */
interface Reading {
  readonly patterns: readonly Pattern[];
  readonly rules: Ignore;
  readonly textOf: (path: FilteredPath) => string;
}

export class Patterns {
  readonly #windows: boolean;
  readonly #readings: readonly Reading[];
  readonly #rootReading: Reading;
  readonly #unused: Set<Pattern>;
  /** What is left of a list of patterns without one of them. */
  readonly #reduced = new Map<Pattern, Map<readonly Pattern[], Ignore>>();

  /** @param texts as they are typed */
  constructor(texts: readonly string[], windows = isWindows) {
    this.#windows = windows;
    const all = texts.map((text, index) => parsePattern(typedPattern(text, windows), index, windows));
    const given = all.filter(({ text }) => text !== '' && !text.startsWith('#'));
    const patterns = given.filter(({ hasDrive }) => !hasDrive);
    const withFolders = patterns.filter(({ hasFolders }) => hasFolders);
    const absolute = withFolders.filter(({ isAbsolute }) => isAbsolute);
    this.#readings = [
      // Relative to the input, as in a .gitignore in it.
      readingOf(patterns, ({ inside }) => inside),
      // Relative to the archive, as its names are.
      readingOf(withFolders, ({ whole }) => whole),
      // As absolute paths on the disk.
      readingOf(absolute, ({ path }) => withoutNamespace(path).replace(/^(?:[A-Za-z]:)?[/\\]+/, '')),
      readingOf(
        given.filter(({ hasDrive }) => hasDrive),
        ({ path }) => withoutNamespace(path).replace(':', ''),
      ),
    ].filter((reading) => reading.patterns.length > 0);
    this.#rootReading = readingOf(
      patterns.filter(({ text }) => !EVERYTHING.test(text)),
      ({ inside }) => inside,
    );
    this.#unused = new Set(given);
  }

  /** Numbers of the patterns that have not excluded anything yet, or, if negated, not kept anything from being excluded. */
  get unused(): number[] {
    return [...this.#unused].map(({ index }) => index);
  }

  excludes(path: FilteredPath): boolean {
    const readings = path.isRoot && path.isFolder ? [this.#rootReading] : this.#readings;
    const found = readings.map(({ rules, textOf }) => rules.test(this.#textIn(textOf, path)));
    const isNegated = found.some(({ unignored }) => unignored);
    const excluded = !isNegated && found.some(({ ignored }) => ignored);
    if (excluded) this.#markUsed(path, readings);
    else if (isNegated) this.#markKept(path, readings);
    return excluded;
  }

  /** Only excluded paths are checked again, and only as long as some patterns have excluded nothing. */
  #markUsed(path: FilteredPath, readings: readonly Reading[]): void {
    for (const pattern of this.#unused) {
      if (pattern.isNegative) continue;
      const takes = readings.some(
        ({ patterns, textOf }) => patterns.includes(pattern) && rulesOf([pattern]).ignores(this.#textIn(textOf, path)),
      );
      if (takes) this.#unused.delete(pattern);
    }
  }

  /** A negated pattern is used if the others would exclude the path. */
  #markKept(path: FilteredPath, readings: readonly Reading[]): void {
    for (const pattern of this.#unused) {
      if (!pattern.isNegative) continue;
      const others = readings.map(({ patterns, rules, textOf }) => {
        const without = patterns.includes(pattern) ? this.#rulesWithout(pattern, patterns) : rules;
        return without.test(this.#textIn(textOf, path));
      });
      const isKept = others.some(({ ignored }) => ignored) && !others.some(({ unignored }) => unignored);
      if (isKept) this.#unused.delete(pattern);
    }
  }

  #rulesWithout(pattern: Pattern, patterns: readonly Pattern[]): Ignore {
    const known = this.#reduced.get(pattern)?.get(patterns);
    if (known) return known;
    const made = rulesOf(patterns.filter((other) => other !== pattern));
    this.#reduced.set(pattern, (this.#reduced.get(pattern) ?? new Map()).set(patterns, made));
    return made;
  }

  #textIn(textOf: Reading['textOf'], path: FilteredPath): string {
    const text = patternPath(textOf(path), this.#windows);
    return path.isFolder ? `${text}/` : text;
  }
}

function parsePattern(given: string, index: number, windows: boolean): Pattern {
  const isNegative = given.startsWith('!');
  // Shells complete to `./a`, which would match nothing in .gitignore.
  const typed = (isNegative ? given.slice(1) : given).replace(/^(\.\/)+/, '/').trimEnd();
  const hasDrive = windows && /^[A-Za-z]:\//.test(typed);
  // `C:/a` is `C/a`, as a path from the drive on; `//server/share/a` is `/server/share/a`.
  const text = hasDrive ? typed.replace(':', '') : windows ? typed.replace(/^\/+/, '/') : typed;
  const hasFolders = text.replace(/^\//, '').replace(/\/$/, '').includes('/');
  return {
    index,
    text: isNegative ? `!${text}` : text,
    isNegative,
    hasFolders,
    isAbsolute: text.startsWith('/'),
    hasDrive,
  };
}

function readingOf(patterns: readonly Pattern[], textOf: Reading['textOf']): Reading {
  return { patterns, rules: rulesOf(patterns), textOf };
}

function rulesOf(patterns: readonly Pattern[]): Ignore {
  return ignore(OPTIONS).add(patterns.map(({ text }) => text));
}
