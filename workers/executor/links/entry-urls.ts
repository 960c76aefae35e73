// Where the entries of workers may be: beside this file, in source or built by the bundler of whoever uses the sources.
// The package has packaged-entry-urls.ts in its place.

/** The name of a worker's entry, without its ending. */
export type EntryName = 'thread-worker' | 'process-worker';

/** Where an entry may be, likely places first. */
export function entryUrls(name: EntryName): URL[] {
  const ownEnding = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  return [ownEnding, '.mjs', '.js'].map((ending) => new URL(`./${name}${ending}`, import.meta.url));
}
