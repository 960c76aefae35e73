// Run by npm after it has packed @dropmill/futures.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { source } from './build.mjs';
import { restoreManifest } from './manifest.mjs';

restoreManifest();
rmSync(join(source, 'dist'), { recursive: true });
