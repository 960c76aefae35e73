// A log may be sent to strangers: it names no person's folder.

/**
 * @param home the person's home folder
 * @returns a function that puts `~` for that folder, as a path, as part of a URL and as JSON writes it
 */
export function homeShortener(home: string): (line: string) => string {
  const bare = home.replace(/[\\/]+$/, '');
  if (bare === '') return (line) => line;
  const encoded = bare.split(/[\\/]/).map(encodeURIComponent).join('/');
  const writings = new Set([bare, bare.replaceAll('\\', '\\\\'), bare.replaceAll('\\', '/'), encoded]);
  // The name goes on in `/home/anna` of `/home/annabel`: what follows must end the folder's name.
  const names = [...writings].map((writing) => writing.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  const pattern = new RegExp(`(?:${names})(?![\\p{L}\\p{N}_.-])`, process.platform === 'win32' ? 'giu' : 'gu');
  return (line) => line.replace(pattern, '~');
}
