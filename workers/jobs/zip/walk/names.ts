// Makes the names in the archive: unique in their folder, and allowed on the system that unpacks it.
import { foldedName } from '../../../files/system/names.ts';
import { isEscaped, readAsLatin1 } from '../../../files/system-path.ts';
import { withoutTrailing } from '../../../files/trailing.ts';

/** `exact` changes nothing; `portable` changes what Windows or macOS do not allow. */
export type NameStyle = 'portable' | 'exact';

/** Not allowed in names by Windows (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows forbids the control characters too
const FORBIDDEN = /[<>:"\\|?*\u0000-\u001f]/g;
const FORBIDDEN_END = '. ';
/** DOS devices, with any extension, and with spaces before it. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:$|\.))/i;
/** The longest name on Linux and most other systems, in bytes. A name that is changed anyway is cut to this. */
const MAX_BYTES = 255;
/** A quick test whether a name may need a change, as most names do not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const SUSPECT = /[<>:"\\|?*\u0000-\u001f\u{dc80}-\u{dcff}]|[. ]$|^(con|prn|aux|nul|com|lpt)/iu;

/** Returns, for the names of one folder, those that differ in the archive, from name to archive name. */
export function safeEntryNames(names: readonly string[], style: NameStyle): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  const taken = new TakenNames(style);
  // Names that need no change are taken first, so that they stay.
  const others = names.filter((name) => safeEntryName(name, style) !== name || !taken.takeExactly(name));
  for (const name of others) renamed.set(name, taken.take(safeEntryName(name, style)));
  return renamed;
}

/** The names of one folder in the archive. */
export class TakenNames {
  readonly #key: (name: string) => string;
  readonly #keys = new Set<string>();

  constructor(style: NameStyle) {
    this.#key = style === 'portable' ? foldedName : (name) => name;
  }

  /** Returns false if the name is taken already. */
  takeExactly(name: string): boolean {
    const before = this.#keys.size;
    return this.#keys.add(this.#key(name)).size > before;
  }

  /** Returns the name or, if it is taken, a numbered one: `a.txt`, `a (2).txt`, `a (3).txt` ... */
  take(name: string): string {
    if (this.takeExactly(name)) return name;
    const dot = name.lastIndexOf('.');
    const end = dot > 0 ? dot : name.length;
    for (let n = 2; ; n++) {
      const candidate = fitName(name.slice(0, end), ` (${n})${name.slice(end)}`);
      if (this.takeExactly(candidate)) return candidate;
    }
  }
}

/** Makes a single name safe, without regard to other names. */
export function safeEntryName(name: string, style: NameStyle): string {
  if (style === 'exact' || !SUSPECT.test(name)) return name;
  const text = isEscaped(name) ? readAsLatin1(name) : name;
  const allowed = text.replace(FORBIDDEN, '_');
  const ended = withoutTrailing(allowed, FORBIDDEN_END).padEnd(allowed.length, '_');
  const renamed = ended.replace(RESERVED, '$1_');
  const dot = renamed.lastIndexOf('.');
  const end = dot > 0 ? dot : renamed.length;
  const fitting = fitName(renamed.slice(0, end), renamed.slice(end));
  // Cutting may have turned the name into that of a device.
  return RESERVED.test(fitting) ? cutText(renamed, MAX_BYTES) : fitting;
}

/** Cuts the stem so that stem and extension fit; an extension that is too long by itself is cut, too. */
function fitName(stem: string, end: string): string {
  const room = MAX_BYTES - Buffer.byteLength(end);
  return room > 0 ? cutText(stem, room) + end : cutText(stem + end, MAX_BYTES);
}

/** The first characters of a text that fit into so many bytes. */
function cutText(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let length = 0;
  let end = 0;
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}
