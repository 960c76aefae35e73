// Which names of files a system does not allow, and which names are the same to a disk.
import { statfs } from 'node:fs/promises';
import nodePath, { type PlatformPath } from 'node:path';
import { isLinux, isWindows } from '../system.ts';
import { systemPath } from '../system-path.ts';
import { withoutNamespace } from './paths.ts';

/** learn.microsoft.com, "Naming Files, Paths, and Namespaces". */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows forbids the control characters too
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f]|[. ]$/;
/** DOS devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const ASCII = /^[\u0000-\u007f]*$/;

/** Whether Windows does not allow the name, or takes it for a device or for a stream of a file. */
export function isForbiddenOnWindows(name: string): boolean {
  return FORBIDDEN.test(name) || DEVICE.test(name);
}

/** The first part of an absolute path that this system does not allow; undefined if there is none. Only Windows forbids names. */
export function forbiddenPart(path: string): string | undefined {
  return isWindows ? forbiddenPartOnWindows(path) : undefined;
}

export function forbiddenPartOnWindows(
  path: string,
  { parse, sep }: PlatformPath = nodePath.win32,
): string | undefined {
  const plain = withoutNamespace(path);
  const parts = plain.slice(parse(plain).root.length).split(sep);
  return parts.find((part) => part !== '' && isForbiddenOnWindows(part));
}

/** Returns equal texts for names that are the same to Windows or macOS. */
export function foldedName(name: string): string {
  return ASCII.test(name) ? name.toLowerCase() : name.normalize('NFC').toLowerCase().normalize('NFC');
}

/** A path in one of its spellings: equal for those that this system takes for the same, whatever its disks do. */
export const spelling: (path: string) => string = isLinux
  ? (path) => path
  : (path) => foldedName(isWindows ? withoutNamespace(path) : path);

/** Types (`statfs`) of disks on Linux that ignore case: FAT, exFAT, NTFS, Windows shares, and FUSE, which may be any of them. */
const IGNORING_CASE: ReadonlySet<number> = new Set([
  0x4d44, 0x2011bab0, 0x7366746e, 0x5346544e, 0xff534d42, 0xfe534d42, 0x517b, 0x65735546,
]);

/** Whether names that differ only in case may be the same on the disk of a folder. */
export async function ignoresCase(folder: string): Promise<boolean> {
  if (!isLinux) return true;
  const found = await statfs(systemPath(folder)).catch(() => undefined);
  return found !== undefined && IGNORING_CASE.has(found.type >>> 0);
}
