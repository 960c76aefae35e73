// Turns what a caller gives as the tasks module into an address.
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { quote } from './show.ts';

/**
 * The address of the tasks module, from an address or an absolute path.
 * @throws TypeError for a relative path, because it is not known what it is relative to
 */
export function tasksUrl(tasks: URL | string): string {
  if (tasks instanceof URL) return tasks.href;
  // "C:\\tasks.js" can be read as an address, too.
  if (typeof tasks === 'string' && isAbsolute(tasks)) return pathToFileURL(tasks).href;
  if (typeof tasks === 'string' && URL.canParse(tasks)) return new URL(tasks).href;
  const hint = typeof tasks === 'string' ? ` Write new URL(${JSON.stringify(tasks)}, import.meta.url), say.` : '';
  throw new TypeError(`Expected the tasks module as a URL or an absolute path, got ${quote(tasks)}.${hint}`);
}
