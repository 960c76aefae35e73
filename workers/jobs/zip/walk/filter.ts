// Decides what is excluded: by ready-made choices of names, and by patterns as in .gitignore.
import type { FilteredPath, Patterns } from './patterns.ts';

export interface FilterOptions {
  /** Patterns in gitignore syntax. */
  readonly exclude: readonly string[];
  readonly leaveOut: readonly ('hidden' | 'junk' | 'node_modules' | '.git')[];
}

export interface Filter {
  /** If there are none, `takesPath` need not be called. */
  readonly hasPatterns: boolean;
  /** Whether entries of this name are packed, anywhere below an input. */
  takesName(name: string): boolean;
  takesPath(path: FilteredPath): boolean;
  /** Numbers of the patterns that have made no difference yet. */
  readonly unused: readonly number[];
}

/** Files that systems leave in folders, in lower case, as their case differs. */
const JUNK = new Set([
  '.ds_store',
  '.appledouble',
  '.lsoverride',
  '__macosx',
  'thumbs.db',
  'ehthumbs.db',
  'ehthumbs_vista.db',
  'desktop.ini',
  '$recycle.bin',
  'system volume information',
]);

export async function makeFilter({ exclude, leaveOut }: FilterOptions): Promise<Filter> {
  const names = new Set<string>(leaveOut.filter((choice) => choice === 'node_modules' || choice === '.git'));
  const hidden = leaveOut.includes('hidden');
  const junk = leaveOut.includes('junk');
  const patterns = exclude.length > 0 ? await loadPatterns(exclude) : undefined;
  return {
    hasPatterns: patterns !== undefined,
    takesName: (name) => !names.has(name) && !(hidden && name.startsWith('.')) && !(junk && isJunk(name)),
    takesPath: (path) => !patterns?.excludes(path),
    get unused() {
      return patterns?.unused ?? [];
    },
  };
}

function isJunk(name: string): boolean {
  return name.startsWith('._') || JUNK.has(name.toLowerCase());
}

/** Loads the library only if there are patterns, as most jobs have none. */
async function loadPatterns(exclude: readonly string[]): Promise<Patterns> {
  const { Patterns: Loaded } = await import('./patterns.ts');
  return new Loaded(exclude);
}
