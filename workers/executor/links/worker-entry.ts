// Where the entries of workers are: beside this file, in source and when built.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** In the order in which they are looked for. */
const ENDINGS = ['.ts', '.mjs', '.js'];

const found = new Map<string, URL>();

/**
 * The file that a worker begins with.
 * @throws Error that says what to do when a bundler has left it out
 */
export function workerEntry(name: 'thread-worker' | 'process-worker'): URL {
  const known = found.get(name);
  if (known) return known;
  const ownEnding = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  for (const ending of [ownEnding, ...ENDINGS]) {
    const url = new URL(`./${name}${ending}`, import.meta.url);
    if (!existsSync(url)) continue;
    found.set(name, url);
    return url;
  }
  const folder = fileURLToPath(new URL('.', import.meta.url));
  throw new Error(
    `${folder} has no ${name}.js or ${name}.mjs, with which each worker begins. If this program was bundled, make it an entry of the ` +
      `bundle ("@dropmill/futures/${name}"), or leave @dropmill/futures out of the bundle.`,
  );
}
