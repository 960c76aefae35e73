// package.json of @dropmill/futures: in the project it leads to the sources, in the package to what is built.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { source } from './build.mjs';

const file = join(source, 'package.json');

/** The manifest of the project, while that of the package is in its place. */
const kept = join(source, 'package.json.kept');

/**
 * The manifest as it is published: what `publishConfig` says takes the place of the fields of the same name.
 * @param {Record<string, unknown> & { publishConfig: Record<string, unknown> }} manifest
 */
function publishedManifest({ publishConfig, scripts: _, ...manifest }) {
  const { access, ...fields } = publishConfig;
  return { ...manifest, ...fields, publishConfig: { access } };
}

/** Puts the manifest of the package in place. npm reads it after `prepack`. */
export function placePublishedManifest() {
  restoreManifest();
  const text = readFileSync(file, 'utf8');
  writeFileSync(kept, text);
  writeFileSync(file, `${JSON.stringify(publishedManifest(JSON.parse(text)), undefined, 2)}\n`);
}

/** Puts the manifest of the project back, also after an interrupted run. */
export function restoreManifest() {
  if (existsSync(kept)) renameSync(kept, file);
}
