// Makes a safe path for an entry: a relative path that stays inside of the folder, or the reason why there is none.
import { isEscaped, readAsLatin1, unescapeBytes } from '../../../files/system-path.ts';
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
/** The longest name that the usual file systems accept. */
const MAX_NAME_BYTES = 255;
const MAX_NAME_UNITS = 255;

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
  if (rules === 'windows') return shortened(windowsName(part), MAX_NAME_UNITS, (text) => text.length);
  if (rules === 'mac') {
    const text = isEscaped(part) ? readAsLatin1(part) : part;
    return shortened(text.replaceAll(':', '_'), MAX_NAME_BYTES, Buffer.byteLength);
  }
  return shortened(part, MAX_NAME_BYTES, byteLength);
}

function windowsName(part: string): string {
  const text = isEscaped(part) ? readAsLatin1(part) : part.toWellFormed();
  const allowed = text.replaceAll('\\', '_').replace(WINDOWS_FORBIDDEN, '_');
  const ended = withoutTrailing(allowed, WINDOWS_END).padEnd(allowed.length, '_');
  return ended.replace(WINDOWS_DEVICE, '$1_');
}

/** Length in bytes on the system: an escaped byte counts as one. */
function byteLength(text: string): number {
  return isEscaped(text) ? unescapeBytes(text).length : Buffer.byteLength(text);
}

/** Keeps the extension of a name that is cut. */
function shortened(name: string, most: number, lengthOf: (text: string) => number): string {
  if (lengthOf(name) <= most) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && lengthOf(name.slice(dot)) <= 16 ? name.slice(dot) : '';
  const characters = [...name.slice(0, name.length - extension.length)];
  let length = 0;
  let end = 0;
  for (; end < characters.length; end++) {
    length += lengthOf(characters[end] ?? '');
    if (length + lengthOf(extension) > most) break;
  }
  return characters.slice(0, end).join('') + extension;
}
