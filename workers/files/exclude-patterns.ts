// Patterns of names to exclude, written as in .gitignore.
import { isLinux, isWindows } from './system.ts';

/** @param path relative to the input that it was found in, with the system's separators */
export type Excludes = (path: string, isFolder: boolean) => boolean;

/** Loads the library for patterns only if there are patterns, as most jobs have none. */
export async function excludePatterns(patterns: readonly string[]): Promise<Excludes> {
  if (patterns.length === 0) return () => false;
  const { default: ignore } = await import('ignore');
  const matcher = ignore({ ignorecase: !isLinux }).add([...patterns]);
  return (path, isFolder) => {
    const unixPath = isWindows ? path.replaceAll('\\', '/') : path;
    return matcher.ignores(isFolder ? `${unixPath}/` : unixPath);
  };
}
