// Run by npm before it packs @dropmill/futures.
import { join } from 'node:path';
import { buildFutures, source } from './build.mjs';
import { placePublishedManifest } from './manifest.mjs';

await buildFutures(join(source, 'dist'));
placePublishedManifest();
