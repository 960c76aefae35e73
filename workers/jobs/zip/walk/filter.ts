// What the user excludes: ready choices by name, and patterns as in .gitignore.
import type { FilteredPath, Patterns } from './patterns.ts';

export interface FilterOptions {
  /** Patterns in gitignore syntax. */
  readonly exclude: readonly string[];
  readonly leaveOut: readonly ('hidden' | 'junk' | 'node_modules' | '.git')[];
}

export interface Filter {
  /** Without any, `takesPath` need not be asked. */
  readonly hasPatterns: boolean;
  /** Whether a name is wanted anywhere below an input. */
  takesName(name: string): boolean;
  takesPath(path: FilteredPath): boolean;
  /** Numbers of the patterns that have not excluded anything yet. */
  readonly unused: readonly number[];
}

/** What systems leave behind in folders; they do not agree on upper case. */
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

/** Most jobs have no patterns: their workers never load the library. */
async function loadPatterns(exclude: readonly string[]): Promise<Patterns> {
  const { Patterns: Loaded } = await import('./patterns.ts');
  return new Loaded(exclude);
}
