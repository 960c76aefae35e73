// Names as they stand in the archive: unique in their folder, and such that the system that unpacks it can hold them.
import { isEscaped, readAsLatin1 } from '../../../files/system-path.ts';

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
  const taken = new TakenNames(style);
  // Names that can stay have the first right to them.
  const others = names.filter((name) => archiveName(name, style) !== name || !taken.takeExactly(name));
  for (const name of others) renamed.set(name, taken.take(archiveName(name, style)));
  return renamed;
}

/** The names of one folder in the archive. */
export class TakenNames {
  readonly #key: (name: string) => string;
  readonly #keys = new Set<string>();

  constructor(style: NameStyle) {
    this.#key = style === 'portable' ? foldedCase : (name) => name;
  }

  /** Returns false when it is taken already. */
  takeExactly(name: string): boolean {
    const before = this.#keys.size;
    return this.#keys.add(this.#key(name)).size > before;
  }

  /** Returns the name or, when it is taken, a numbered one: `a.txt`, `a (2).txt`, `a (3).txt` ... */
  take(name: string): string {
    if (this.takeExactly(name)) return name;
    const dot = name.lastIndexOf('.');
    const end = dot > 0 ? dot : name.length;
    for (let n = 2; ; n++) {
      const candidate = `${name.slice(0, end)} (${n})${name.slice(end)}`;
      if (this.takeExactly(candidate)) return candidate;
    }
  }
}

/** What one name becomes, whatever its neighbours. */
export function archiveName(name: string, style: NameStyle): string {
  if (!SUSPECT.test(name)) return name;
  const text = isEscaped(name) ? readAsLatin1(name) : name;
  if (style === 'exact') return text;
  const allowed = text.replace(FORBIDDEN, '_').replace(FORBIDDEN_END, (end) => '_'.repeat(end.length));
  return allowed.replace(RESERVED, '$1_');
}

/** Equal for names that Windows or macOS take for the same one. */
function foldedCase(name: string): string {
  return ASCII.test(name) ? name.toLowerCase() : name.normalize('NFC').toLowerCase().normalize('NFC');
}
