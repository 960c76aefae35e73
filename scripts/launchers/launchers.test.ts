import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../lib/project.mjs';
import { launcherFiles } from './launchers.ts';

it('what systems show is what the catalogues say: `npm run launchers` writes it again', async () => {
  const files = await launcherFiles();
  expect(Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(root, path), 'utf8')]))).toEqual(
    files,
  );
});
