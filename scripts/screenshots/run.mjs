// `npm run screenshots`: takes pictures of the real app into docs/screenshots.
import { join } from 'node:path';
import { root } from '../lib/project.mjs';
import { runScript } from '../lib/say.mjs';
import { runInApp } from '../lib/steps/on-screen.mjs';

await runScript(() => runInApp(join(root, 'scripts', 'screenshots', 'take.ts'), process.argv.slice(2)));
