// A log may be sent to strangers: it names no person's folder.
import { withoutTrailing } from '../../workers/files/trailing.ts';

/**
 * @param home the person's home folder
 * @returns a function that puts `~` for that folder, as a path, as part of a URL and as JSON writes it
 */
export function homeShortener(home: string): (line: string) => string {
  const pattern = homePattern(home);
  return pattern ? (line) => line.replace(pattern, '~') : (line) => line;
}

/** Finds the folder in all its writings; undefined where it is the root. */
export function homePattern(home: string): RegExp | undefined {
  const bare = withoutTrailing(home, '\\/');
  if (bare === '') return undefined;
  const encoded = bare.split(/[\\/]/).map(encodeURIComponent).join('/');
  const writings = new Set([bare, bare.replaceAll('\\', '\\\\'), bare.replaceAll('\\', '/'), encoded]);
  // The name goes on in `/home/anna` of `/home/annabel`: what follows must end the folder's name.
  const names = [...writings].map((writing) => writing.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  return new RegExp(`(?:${names})(?![\\p{L}\\p{N}_.-])`, process.platform === 'win32' ? 'giu' : 'gu');
}
