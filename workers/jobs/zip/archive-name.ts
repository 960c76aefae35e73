// Chooses the name of an archive.

import { basename, dirname, extname } from 'node:path';
import type { KnownMessage } from '../../messages/codes.ts';
import { JobError } from '../user-error.ts';
import { extensionOf, fitsFormat, formatOfName, hasAnyExtension, WRITTEN_FORMATS } from './archive-formats.ts';
import type { ArchiveFormat } from './pack/pack-settings.ts';

export interface NameOptions {
  readonly format: ArchiveFormat;
  readonly name: string;
  /** The name is written as it is. */
  readonly exactName: boolean;
}

/**
 * Returns the name that the user gave, or one made from the inputs: `Photos.zip`.
 * @param isFolder whether the only input is known to be a folder, whose name has no extension
 */
export function archiveName(inputs: readonly string[], options: NameOptions, isFolder = false): string {
  const { name, format, exactName } = options;
  const stem = name === '' ? stemFor(inputs, isFolder) : name;
  return name !== '' && (exactName || fitsFormat(name, format)) ? name : `${stem}${extensionOf(format)}`;
}

/** What is wrong with a name; undefined when nothing is. */
export function nameFault({ name, format, exactName }: NameOptions): KnownMessage | undefined {
  if (exactName) return undefined;
  const asked = formatOfName(name);
  if (asked === undefined || asked === format || (typeof asked === 'string' && fitsFormat(name, format)))
    return undefined;
  if (typeof asked === 'object') {
    return { code: 'UNKNOWN_FORMAT', params: { extension: asked.unknown, formats: WRITTEN_FORMATS } };
  }
  return { code: 'OTHER_FORMAT', params: { asked, format } };
}

/**
 * Returns the options that `--output` sets.
 * @param format as given with `--format`, which has priority
 * @throws {JobError} for a format that Dropmill does not write
 */
export function namedFormat(name: string, format: ArchiveFormat | undefined): Partial<NameOptions> {
  if (format !== undefined) return { name, format, exactName: hasAnyExtension(name) || fitsFormat(name, format) };
  const asked = formatOfName(name);
  if (typeof asked === 'string') return { name, format: asked, exactName: true };
  if (typeof asked === 'object')
    throw new JobError('UNKNOWN_FORMAT', { extension: asked.unknown, formats: WRITTEN_FORMATS });
  if (!hasAnyExtension(name)) return { name };
  throw new JobError('NO_FORMAT', { extension: extname(name), formats: WRITTEN_FORMATS });
}

/** One input gives its own name, several give the name of the folder that they share. */
function stemFor(inputs: readonly string[], isFolder: boolean): string {
  const [first = '', ...others] = inputs;
  if (others.length === 0) return (isFolder ? basename(first) : stemOf(first)) || 'Archive';
  const folder = dirname(first);
  return others.every((input) => dirname(input) === folder) ? basename(folder) || 'Archive' : 'Archive';
}

/** `notes.txt` gives `notes`; `v1.2`, `.config` and `My folder` keep what only looks like an extension. */
function stemOf(path: string): string {
  const name = basename(path);
  const extension = extname(name);
  return /^\.[A-Za-z][A-Za-z0-9]{0,4}$/.test(extension) ? name.slice(0, -extension.length) : name;
}
