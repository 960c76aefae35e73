// Permissions as archives keep them: those of Unix, which Windows does not have.
import { extname } from 'node:path';
import { isWindows } from '../system.ts';

/** The bits of a Unix mode that are the type, and two types. */
export const TYPE_BITS = 0o170000;
export const FOLDER = 0o040000;
export const LINK = 0o120000;
export const OWNER_WRITES = 0o200;
const ALL_WRITE = 0o222;
/** Extensions of programs on Windows, and of scripts for other systems. */
const PROGRAMS: ReadonlySet<string> = new Set(['.exe', '.com', '.bat', '.cmd', '.sh']);

/**
 * Returns the type and permission bits for an entry. Windows has only the attribute read-only, which Node turns into 0666 and 0444,
 * also for folders, which nobody could open on Unix.
 * @param mode as `stat` has it @param name of the file, or its path
 */
export const modeOf: (mode: number, name: string) => number = isWindows ? modeFromWindows : (mode) => mode;

export function modeFromWindows(mode: number, name: string): number {
  const type = mode & TYPE_BITS;
  if (type === FOLDER) return type | 0o755;
  if (type === LINK) return type | 0o777;
  const permissions = PROGRAMS.has(extname(name).toLowerCase()) ? 0o755 : 0o644;
  return type | ((mode & OWNER_WRITES) === 0 ? permissions & ~ALL_WRITE : permissions);
}
