// How systems write paths: roots of drives and shares, and Windows' long form.
import nodePath, { type PlatformPath } from 'node:path';
import { isWindows } from '../system.ts';

/** Whether a path is `/`, `C:\`, `\\server\share` or the like: it has no folder above it and no name of its own. */
export function isRoot(path: string, { parse, sep }: PlatformPath = nodePath): boolean {
  const plain = sep === '\\' ? withoutNamespace(path) : path;
  const { root } = parse(plain);
  return root !== '' && (plain === root || plain + sep === root);
}

/** The name in an archive for the root of a drive: `C` for `C:\`, `photos` for `\\nas\photos`; undefined for any other path. */
export function rootName(path: string, how: PlatformPath = nodePath): string | undefined {
  if (!isRoot(path, how)) return undefined;
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '?' && part !== '.');
  return parts.at(-1)?.replaceAll(':', '') || 'root';
}

/** Turns the root of a drive into its plain form, as Node's calls do not find `\\?\C:\`. Other paths stay as they are. */
export function plainRoot(path: string, how: PlatformPath = nodePath): string {
  return how.sep === '\\' && isRoot(path, how) ? withSeparator(withoutNamespace(path), how) : path;
}

/** Returns the path with one separator at its end, so that a name can be appended. */
export function withSeparator(folder: string, { sep }: PlatformPath = nodePath): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

/** Turns Windows' long form, which some of its answers have, into the usual one: `\\?\C:\a` and `\\.\C:\a` become `C:\a`. */
export function withoutNamespace(path: string): string {
  return path.replace(/^\\\\[?.]\\(?:UNC\\(?=[^\\])|(?=[A-Za-z]:))/i, (start) => (/unc/i.test(start) ? '\\\\' : ''));
}

/** Returns the target of a link as archives write it, with `/` between folders. Windows has `\\` there. */
export const linkTarget: (target: Buffer) => Buffer = isWindows ? linkTargetFromWindows : (target) => target;

export function linkTargetFromWindows(target: Buffer): Buffer {
  return Buffer.from(withoutNamespace(target.toString('utf8')).replaceAll('\\', '/'));
}
