// Where the entry files of workers are in the package: in the folder of this file, or where a bundler has put them.
import { pathToFileURL } from 'node:url';
import type { EntryName } from './entry-urls.ts';

/** Written so that webpack finds them and copies the files. */
const PACKAGED: Readonly<Record<EntryName, () => URL>> = {
  'thread-worker': () => new URL('./thread-worker.mjs', import.meta.url),
  'process-worker': () => new URL('./process-worker.mjs', import.meta.url),
};

/** Where an entry may be, likely places first. */
export function entryUrls(name: EntryName): URL[] {
  const packaged = import.meta.url ? [PACKAGED[name]()] : [];
  const folder = bundleFolder();
  return [...packaged, ...['.mjs', '.js', '.cjs'].map((ending) => new URL(`./${name}${ending}`, folder))];
}

/** The folder of the file that this module was bundled into. Bundles for CommonJS have no `import.meta.url`. */
function bundleFolder(): URL {
  return new URL('.', import.meta.url || pathToFileURL(__filename));
}
