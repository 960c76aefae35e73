// Where the entry files of workers may be: in the folder of this file, as source or built by a bundler of a program that uses the sources.
// The package has packaged-entry-urls.ts instead.

/** The name of a worker's entry, without its ending. */
export type EntryName = 'thread-worker' | 'process-worker';

/** Where an entry may be, likely places first. */
export function entryUrls(name: EntryName): URL[] {
  const ownEnding = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  return [ownEnding, '.mjs', '.js'].map((ending) => new URL(`./${name}${ending}`, import.meta.url));
}
