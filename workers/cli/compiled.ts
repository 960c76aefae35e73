// Keeps V8's compiled code from one run to the next, which saves a tenth of the processor time of a short command.
import { lstatSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isMac, isWindows } from '../files/system.ts';

/**
 * The code is executed, so it is kept in a folder of this user that others cannot open; Node's own default folder is open to others.
 * Nothing is kept if that folder cannot be made or belongs to another user, for example when sudo keeps HOME. `NODE_COMPILE_CACHE`
 * sets another folder, and `NODE_DISABLE_COMPILE_CACHE=1` turns it off.
 */
export function keepCompiled(): void {
  const { env } = process;
  if (env.NODE_COMPILE_CACHE || env.NODE_DISABLE_COMPILE_CACHE) return;
  const folder = join(cacheFolder(env), 'compiled');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(folder)) return;
  } catch {
    return;
  }
  enableCompileCache(folder);
  // Workers use this folder, too.
  env.NODE_COMPILE_CACHE = folder;
}

/** Windows has no modes, but other users cannot open the user's folder there. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder);
  return found.isDirectory() && (isWindows || (found.uid === process.geteuid?.() && (found.mode & 0o077) === 0));
}

/** The same folder as in `scripts/lib/project.mjs`. */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (isWindows && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'dropmill', 'Cache');
  if (isMac) return join(homedir(), 'Library', 'Caches', 'dropmill');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dropmill');
}
