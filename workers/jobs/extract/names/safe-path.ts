// Makes a safe path for an entry: a relative path that stays inside of the folder, or the reason why there is none.
import { byteLength, fittingName, MAX_NAME, type NameLimit, unitLength } from '../../../files/system/long-names.ts';
import { isEscaped, readAsLatin1 } from '../../../files/system-path.ts';
import { withoutTrailing } from '../../../files/trailing.ts';

/** The system whose rules for names apply. */
export type NameRules = 'windows' | 'mac' | 'unix';

/** Why an entry's name was refused: it would leave its folder, or no system allows it. */
export type Refusal = 'LEADS_OUTSIDE' | 'NAME_EMPTY' | 'NAME_WITH_NUL' | 'ENTRY_PATH_TOO_LONG';

export type SafePath = { readonly parts: readonly string[]; readonly changed: boolean } | { readonly refusal: Refusal };

/** In bytes. On Linux this is more than a system call accepts; longer paths are opened from a folder on the way (`long-path.ts`). */
const MAX_PATH_BYTES = { unix: 32_767, mac: 4096, windows: 4096 } as const satisfies Record<NameRules, number>;
/** Without this limit, a small archive could make endless folders. */
const MAX_DEPTH = 2048;

// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows forbids the control characters too
const WINDOWS_FORBIDDEN = /[<>:"|?*\u0000-\u001f]/g;
/** Windows removes these characters at the end of a name. */
const WINDOWS_END = '. ';
/** DOS devices, with any extension, and with spaces before it. */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:$|\.))/i;
const DRIVE = /^[A-Za-z]:/;

/**
 * @param name as the archive has it, `/` between folders
 * @param rules of the system that it is written to
 * @param backslashes whether they divide folders, too, as in archives made on Windows
 */
export function safePath(name: string, rules: NameRules, backslashes = rules === 'windows'): SafePath {
  if (name.includes('\0')) return { refusal: 'NAME_WITH_NUL' };
  const unified = backslashes ? name.replaceAll('\\', '/') : name;
  const rest = withoutRoot(unified, rules, backslashes);
  const parts: string[] = [];
  let changed = rest !== unified;
  for (const part of rest.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') return { refusal: 'LEADS_OUTSIDE' };
    const safe = safeName(part, rules);
    changed ||= safe !== part;
    parts.push(safe);
  }
  if (parts.length === 0) return { refusal: 'NAME_EMPTY' };
  if (parts.length > MAX_DEPTH || byteLength(parts.join('/')) > MAX_PATH_BYTES[rules]) {
    return { refusal: 'ENTRY_PATH_TOO_LONG' };
  }
  return { parts, changed };
}

/** Makes absolute names relative, as other programs do. */
function withoutRoot(name: string, rules: NameRules, backslashes: boolean): string {
  // `//server/share`, `\\?\C:\`, `C:\`: these name a place on a computer and nothing in an archive.
  const isWindows = rules === 'windows' || backslashes;
  let rest = isWindows && /^\/\/[?.]\//.test(name) ? name.slice(4) : name;
  while (isWindows && DRIVE.test(rest)) rest = rest.slice(2);
  return rest.replace(/^\/+/, '');
}

/** Changes one name so that the system allows it. */
function safeName(part: string, rules: NameRules): string {
  if (rules === 'windows') return shortened(windowsName(part), { most: MAX_NAME, lengthOf: unitLength });
  if (rules === 'mac') {
    const text = isEscaped(part) ? readAsLatin1(part) : part;
    return shortened(text.replaceAll(':', '_'), { most: MAX_NAME, lengthOf: Buffer.byteLength });
  }
  return shortened(part, { most: MAX_NAME, lengthOf: byteLength });
}

function windowsName(part: string): string {
  const text = isEscaped(part) ? readAsLatin1(part) : part.toWellFormed();
  const allowed = text.replaceAll('\\', '_').replace(WINDOWS_FORBIDDEN, '_');
  const ended = withoutTrailing(allowed, WINDOWS_END).padEnd(allowed.length, '_');
  return ended.replace(WINDOWS_DEVICE, '$1_');
}

/** Keeps the extension of a name that is cut. */
function shortened(name: string, limit: NameLimit): string {
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  return fittingName(stem, '', name.slice(stem.length), limit);
}
