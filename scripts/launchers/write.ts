import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/project.mjs';
import { launcherFiles } from './launchers.ts';

for (const [path, text] of Object.entries(await launcherFiles())) await writeFile(join(root, path), text);
