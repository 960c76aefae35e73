// What V8 has made of the code is kept from one run to the next, which spares a short command a tenth of its processor time.
import { lstatSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isMac, isWindows } from '../files/system.ts';

/**
 * It is code that runs, so it lies in a folder of this user that is closed to others, which the one that Node would take is not.
 * Nothing is kept if that folder cannot be made or belongs to another user, as with a HOME that sudo has kept. `NODE_COMPILE_CACHE`
 * names another folder, and `NODE_DISABLE_COMPILE_CACHE=1` turns it off.
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
  // Workers look there.
  env.NODE_COMPILE_CACHE = folder;
}

/** Windows has no modes, and its folder of the user is closed to others. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder);
  return found.isDirectory() && (isWindows || (found.uid === process.geteuid?.() && (found.mode & 0o077) === 0));
}

/** The one that `scripts/lib/project.mjs` uses, too. */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (isWindows && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'dropmill', 'Cache');
  if (isMac) return join(homedir(), 'Library', 'Caches', 'dropmill');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dropmill');
}
