// Names as they stand in the archive: unique in their folder, and such that the system that unpacks it can hold them.
import { isEscaped, readAsLatin1 } from '../../files/system-path.ts';

/** `exact` changes only what UTF-8 cannot write. */
export type NameStyle = 'portable' | 'exact';

/** Not allowed in names by Windows (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows forbids the control characters too
const FORBIDDEN = /[<>:"\\|?*\u0000-\u001f]/g;
const FORBIDDEN_END = /[. ]+$/;
/** Devices of DOS, whatever their extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=$|\.)/i;
/** Whether a name needs any of it: one cheap look for the many that do not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const SUSPECT = /[<>:"\\|?*\u0000-\u001f\u{dc80}-\u{dcff}]|[. ]$|^(con|prn|aux|nul|com|lpt)/iu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const ASCII = /^[\u0000-\u007f]*$/;

/** For the names of one folder: those that differ in the archive, from name to archive name. */
export function archiveNames(names: readonly string[], style: NameStyle): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  const taken = new Set<string>();
  const changed: string[] = [];
  const key = style === 'portable' ? foldedCase : (name: string) => name;
  // Names that can stay have the first right to them.
  for (const name of names) {
    if (archiveName(name, style) !== name || taken.has(key(name))) changed.push(name);
    else taken.add(key(name));
  }
  for (const name of changed) {
    const free = firstFree(archiveName(name, style), (candidate) => taken.has(key(candidate)));
    taken.add(key(free));
    renamed.set(name, free);
  }
  return renamed;
}

/** What one name becomes, whatever its neighbours. */
export function archiveName(name: string, style: NameStyle): string {
  if (!SUSPECT.test(name)) return name;
  const text = isEscaped(name) ? readAsLatin1(name) : name;
  if (style === 'exact') return text;
  const allowed = text.replace(FORBIDDEN, '_').replace(FORBIDDEN_END, (end) => '_'.repeat(end.length));
  return allowed.replace(RESERVED, '$1_');
}

/** `a.txt`, `a (2).txt`, `a (3).txt` ... */
function firstFree(name: string, taken: (name: string) => boolean): string {
  if (!taken(name)) return name;
  const dot = name.lastIndexOf('.');
  const end = dot > 0 ? dot : name.length;
  for (let n = 2; ; n++) {
    const candidate = `${name.slice(0, end)} (${n})${name.slice(end)}`;
    if (!taken(candidate)) return candidate;
  }
}

/** Equal for names that Windows or macOS take for the same one. */
function foldedCase(name: string): string {
  return ASCII.test(name) ? name.toLowerCase() : name.normalize('NFC').toLowerCase().normalize('NFC');
}
