// What an archive is called when the user does not say.
import { basename, dirname, extname } from 'node:path';

export interface NameOptions {
  readonly format: 'zip' | 'tar' | 'tar.gz' | 'tar.zst';
  readonly name: string;
}

/** The name that was asked for, or one after the inputs: `Photos.zip`. */
export function archiveName(inputs: readonly string[], { name, format }: NameOptions): string {
  const stem = name === '' ? stemFor(inputs) : name;
  return stem.toLowerCase().endsWith(`.${format}`) ? stem : `${stem}.${format}`;
}

/** One input gives its own name, several that of the folder they share. */
function stemFor(inputs: readonly string[]): string {
  const [first = '', ...others] = inputs;
  if (others.length === 0) return stemOf(first) || 'Archive';
  const folder = dirname(first);
  return others.every((input) => dirname(input) === folder) ? basename(folder) || 'Archive' : 'Archive';
}

/** `notes.txt` gives `notes`; `v1.2`, `.config` and `My folder` keep what only looks like an extension. */
function stemOf(path: string): string {
  const name = basename(path);
  const extension = extname(name);
  return /^\.[A-Za-z][A-Za-z0-9]{0,4}$/.test(extension) ? name.slice(0, -extension.length) : name;
}
