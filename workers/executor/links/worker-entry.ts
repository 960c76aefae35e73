// Finds the file that a worker runs.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type EntryName, entryUrls } from './entry-urls.ts';

const found = new Map<EntryName, URL>();

/** @throws Error that says what to do when a bundler has left the file out */
export function workerEntry(name: EntryName): URL {
  const known = found.get(name);
  if (known) return known;
  const urls = entryUrls(name);
  const url = urls.find((one) => existsSync(one));
  if (!url) throw missing(name, urls);
  found.set(name, url);
  return url;
}

function missing(name: EntryName, urls: readonly URL[]): Error {
  const paths = urls.map((url) => fileURLToPath(url)).join(' or ');
  return new Error(
    `The file that each worker begins with is missing: there is no ${paths}. If this program was bundled, make ` +
      `"@dropmill/futures/${name}" an entry of the bundle, named "${name}", or leave @dropmill/futures out of the bundle.`,
  );
}
