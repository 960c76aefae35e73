// What the user leaves out: ready choices by name, and patterns as in .gitignore.
import { excludePatterns } from '../../../files/exclude-patterns.ts';

export interface FilterOptions {
  /** Patterns in gitignore syntax, relative to each input folder. */
  readonly exclude: readonly string[];
  readonly leaveOut: readonly ('hidden' | 'junk' | 'node_modules' | '.git')[];
}

export interface Filter {
  /** Whether a name is wanted anywhere below an input. */
  takesName(name: string): boolean;
  /** @param path relative to the input, with the system's separators */
  takesPath(path: string, isFolder: boolean): boolean;
}

/** What systems leave behind in folders. */
const JUNK = new Set([
  '.DS_Store',
  '.AppleDouble',
  '.LSOverride',
  '__MACOSX',
  'Thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
]);

export async function makeFilter({ exclude, leaveOut }: FilterOptions): Promise<Filter> {
  const names = new Set<string>(leaveOut.filter((choice) => choice === 'node_modules' || choice === '.git'));
  const hidden = leaveOut.includes('hidden');
  const junk = leaveOut.includes('junk');
  const excludes = await excludePatterns(exclude);
  return {
    takesName: (name) =>
      !names.has(name) && !(hidden && name.startsWith('.')) && !(junk && (JUNK.has(name) || name.startsWith('._'))),
    takesPath: (path, isFolder) => !excludes(path, isFolder),
  };
}
