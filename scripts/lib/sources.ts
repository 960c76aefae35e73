// The source files below a folder: no tests nor what helps them, no declarations, nothing that was built.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './project.mjs';

export interface Source {
  /** From the project on, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** @param kinds how their names may end */
export function sourcesOf(folder: string, kinds = /\.(?:tsx?|cjs|mjs)$/): Source[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && kinds.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/\.test\.tsx?$|\.d\.ts$|\/(?:testing|node_modules|suite|dist|fixtures)\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
