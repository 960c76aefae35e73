// Reads the table of contents of 7z and rar archives, as 7-Zip prints it (`l -slt`).
import type { OpenFile } from '../../../files/read-at.ts';
import { archiveFault, entryFault } from '../faults.ts';
import type { Owner } from '../write/owners.ts';
import { hasLockedHeader } from './locked-header.ts';
import { ARCHIVE, CRASHED, runSevenZip } from './seven-zip.ts';

export interface SevenEntry {
  /** `/` between folders. */
  readonly name: string;
  /** The name that 7-Zip prints, if that is different. */
  readonly printedName?: string;
  readonly kind: 'file' | 'folder' | 'link' | 'hardlink' | 'special';
  readonly size: number;
  /** -1 where files are packed together. */
  readonly packedSize: number;
  /** Milliseconds since 1970; NaN where there is none. */
  readonly mtime: number;
  /** Permission bits; -1 where there are none. */
  readonly mode: number;
  readonly encrypted: boolean;
  /** Whether the data is compressed: then a wrong password gives data that cannot be decompressed to its end. */
  readonly compressed: boolean;
  /** The number of the block of files that are packed together; undefined if the archive has no blocks. */
  readonly block: string | undefined;
  /** Undefined where the archive has none. */
  readonly crc: number | undefined;
  /** The target of a link, if it is in the directory. */
  readonly target: string | undefined;
  /** For a second name, or for a copy that was not stored again: the entry that has the content. */
  readonly hardLinkTo?: string;
  readonly owner?: Owner | undefined;
}

/** The line before the entries. */
const DIVIDER = '----------';

/** @param type 7-Zip's switch for the kind of archive, if it is known @throws {JobError} if it cannot be read, or no password fits */
export async function listSevenZip(
  file: OpenFile,
  size: number,
  passwords: readonly string[],
  type: readonly string[],
): Promise<{ readonly entries: readonly SevenEntry[]; readonly passwords: readonly string[] }> {
  let failure: unknown;
  const tried = passwords.length === 0 ? [''] : passwords;
  for (const [index, password] of tried.entries()) {
    const rest = [...type, '-sccUTF-8', `-p${password}`, ARCHIVE];
    const { status, lines } = await runSevenZip({ file, size, args: ['l', '-slt', ...rest] });
    // Earlier passwords did not even open the table of contents.
    if (status === 0) {
      const entries = parseList(lines);
      const short = entries.some(mayBeFolder) ? (await runSevenZip({ file, size, args: ['l', ...rest] })).lines : [];
      return { entries: withFolders(entries, short), passwords: passwords.slice(index) };
    }
    const isLocked = status === CRASHED && hasLockedHeader(file);
    failure = sevenFault(isLocked ? ['Wrong password'] : lines, passwords.length > 0);
  }
  throw failure;
}

/** Turns what 7-Zip printed into an error. Lines of the list, such as `Encrypted = -`, are no errors. */
export function sevenFault(lines: readonly string[], hasPassword: boolean): unknown {
  const text = lines.filter((line) => !line.includes(' = ') || line.startsWith('ERROR')).join('\n');
  if (/Missing volume/i.test(text)) return archiveFault('VOLUMES_MISSING');
  if (/Wrong password|encrypted/i.test(text)) return archiveFault(hasPassword ? 'PASSWORD_WRONG' : 'PASSWORD_NEEDED');
  if (/Unsupported Method/i.test(text)) return entryFault('METHOD_UNSUPPORTED');
  if (/Unexpected end/i.test(text)) return archiveFault('END_MISSING');
  if (/Headers Error|Cannot open|Can.t open|is not archive/i.test(text)) return archiveFault('DIRECTORY_DAMAGED');
  return archiveFault('ARCHIVE_DAMAGED');
}

/** Returns the name of the entry that an error line of 7-Zip is about. */
export function faultyName(line: string): string | undefined {
  return /^ERROR: [^:]* : (.*)$/.exec(line)?.[1];
}

/**
 * Whether 7-Zip reported an error in the content of a file. It also reports one for every hard link when it writes to its standard output,
 * which does not count.
 * @param lines that it printed while it unpacked
 */
export function hasFaultyFile(lines: readonly string[], entries: readonly SevenEntry[]): boolean {
  const links = new Set(
    entries.flatMap(({ kind, name, printedName = name }) => (kind === 'file' ? [] : [printedName])),
  );
  const named = lines.flatMap((line) => faultyName(line) ?? []);
  return named.some((name) => !links.has(name.replaceAll('\\', '/')));
}

export function parseList(lines: readonly string[]): SevenEntry[] {
  const start = lines.indexOf(DIVIDER);
  if (start < 0) return [];
  const entries: SevenEntry[] = [];
  let fields = new Map<string, string>();
  for (const line of [...lines.slice(start + 1), '']) {
    const equals = line.indexOf(' = ');
    if (equals > 0) fields.set(line.slice(0, equals), line.slice(equals + 3));
    else if (line === '' && fields.has('Path')) {
      entries.push(toEntry(fields));
      fields = new Map();
    }
  }
  return entries;
}

/** Whether an empty entry may be a folder. For a 7z without attributes, only the short list says which entries are folders. */
function mayBeFolder({ kind, size, mode }: SevenEntry): boolean {
  return kind === 'file' && size === 0 && mode < 0;
}

/** The line before and after the entries of the short list. */
const RULE = '------------------- ----- ';

/** @param lines of the short list (`l`), which has a line for each entry */
export function withFolders(entries: readonly SevenEntry[], lines: readonly string[]): readonly SevenEntry[] {
  const rows = lines.slice(lines.findIndex((line) => line.startsWith(RULE)) + 1);
  const isFolder = (index: number) => rows[index]?.[RULE.indexOf(' ') + 1] === 'D';
  return entries.map((entry, index) => (mayBeFolder(entry) && isFolder(index) ? { ...entry, kind: 'folder' } : entry));
}

function toEntry(fields: ReadonlyMap<string, string>): SevenEntry {
  const attributes = fields.get('Attributes') ?? '';
  const unix = / ?([-dlbcps])([-rwxsStT]{9})$/.exec(attributes);
  const packed = fields.get('Packed Size') ?? '';
  const crc = fields.get('CRC') ?? '';
  const target = fields.get('Symbolic Link') || undefined;
  const hardLinkTo = fields.get('Hard Link') || fields.get('Copy Link') || undefined;
  const isFolder = unix?.[1] === 'd' || /^\S*D/.test(attributes) || fields.get('Folder') === '+';
  const isLink = unix?.[1] === 'l' || target !== undefined;
  return {
    name: (fields.get('Path') ?? '').replaceAll('\\', '/'),
    kind:
      hardLinkTo !== undefined
        ? 'hardlink'
        : isLink
          ? 'link'
          : isFolder
            ? 'folder'
            : unix && unix[1] !== '-'
              ? 'special'
              : 'file',
    size: Number(fields.get('Size') || 0),
    packedSize: packed === '' ? -1 : Number(packed),
    // 7-Zip prints local time.
    mtime: new Date((fields.get('Modified') ?? '').slice(0, 23).replace(' ', 'T')).getTime(),
    mode: unix ? modeOf(unix[2] ?? '') : -1,
    encrypted: fields.get('Encrypted') === '+',
    compressed: /LZMA|PPMD|BZip2|Deflate/.test(fields.get('Method') ?? ''),
    block: fields.get('Block') || undefined,
    crc: /^[0-9A-F]{8}$/.test(crc) ? Number.parseInt(crc, 16) : undefined,
    target,
    ...(hardLinkTo !== undefined && { hardLinkTo: hardLinkTo.replaceAll('\\', '/') }),
  };
}

/** `rwxr-xr-x` as bits, without those that make a program run as its owner. */
function modeOf(text: string): number {
  let mode = 0;
  for (const letter of text) mode = mode * 2 + ('-ST'.includes(letter) ? 0 : 1);
  return mode;
}
