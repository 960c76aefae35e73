// Tells whether a link leads out of the archive.
import { isWindows } from '../../../files/system.ts';

/** On other systems `a:b` is a name. */
const DRIVE = isWindows ? /^[A-Za-z]:/ : /^[A-Za-z]:[/\\]/;

/**
 * Whether a link is useful only on this machine, because it leads to an absolute path or out of the archive.
 * @param target as bytes; only its dots and slashes matter, which are the same in all encodings
 */
export function leadsOutside(target: Buffer, name: string): boolean {
  const path = target.toString('latin1');
  if (path.startsWith('/') || DRIVE.test(path)) return true;
  let depth = name.split('/').length - 1;
  // Files next to the packed folder are outside of the archive, too.
  const floor = Math.min(1, depth);
  for (const part of path.split(isWindows ? /[/\\]/ : '/')) {
    if (part === '..') depth--;
    else if (part !== '.' && part !== '') depth++;
    if (depth < floor) return true;
  }
  return false;
}
