// Finds out which names are the same to the disk of a folder, by trying it.
import { lstatSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemPath } from '../../../files/system-path.ts';
import type { Folding } from './name-tree.ts';
import type { NameRules } from './safe-path.ts';

/** Composed and decomposed, upper and lower case. */
const PROBE = 'PROBE-\u00e9';

/** @param folder absolute, empty, and only ours */
export function probeFolding(folder: string): Folding {
  const path = systemPath(join(folder, PROBE));
  writeFileSync(path, '', { flag: 'wx' });
  try {
    return { case: isThere(folder, PROBE.toLowerCase()), unicode: isThere(folder, PROBE.normalize('NFD')) };
  } finally {
    unlinkSync(path);
  }
}

function isThere(folder: string, name: string): boolean {
  return lstatSync(systemPath(join(folder, name)), { throwIfNoEntry: false }) !== undefined;
}

/** Used if nothing is written, so that nothing can be tried. */
export function usualFolding(rules: NameRules): Folding {
  return { case: rules !== 'unix', unicode: rules === 'mac' };
}

export function rulesOf(platform: NodeJS.Platform): NameRules {
  if (platform === 'win32') return 'windows';
  return platform === 'darwin' ? 'mac' : 'unix';
}
