// Patterns of names to exclude, written as in .gitignore.
import { isLinux, isWindows } from './system.ts';

/** @param path relative to the input that it was found in, with the system's separators */
export type Excludes = (path: string, isFolder: boolean) => boolean;

/** A backslash between folders, and not one that quotes what has a meaning in a pattern and may be in a name of Windows. */
const BETWEEN_FOLDERS = /(?<!^!?)\\(?![[\]])|^!?\\(?![!#[\]])/g;

/** A pattern as users type it: on Windows `docs\old` is `docs/old`. */
export function typedPattern(text: string, windows = isWindows): string {
  return windows ? text.replace(BETWEEN_FOLDERS, (found) => found.replace('\\', '/')) : text;
}

/** @param path with the system's separators @returns the same as patterns have it */
export function patternPath(path: string, windows = isWindows): string {
  return windows ? path.replaceAll('\\', '/') : path;
}

/**
 * Loads the library for patterns only if there are patterns, as most jobs have none.
 * @param patterns as they are typed
 */
export async function excludePatterns(patterns: readonly string[]): Promise<Excludes> {
  if (patterns.length === 0) return () => false;
  const { default: ignore } = await import('ignore');
  const matcher = ignore({ ignorecase: !isLinux }).add(patterns.map((text) => typedPattern(text)));
  return (path, isFolder) => {
    const unixPath = patternPath(path);
    return matcher.ignores(isFolder ? `${unixPath}/` : unixPath);
  };
}
