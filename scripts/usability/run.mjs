// `npm run usability`: tries the tasks of docs/usability.md in the real app and counts clicks and keys.
import { join } from 'node:path';
import { runScript } from '../lib/say.mjs';
import { runInApp } from '../lib/steps/on-screen.mjs';

await runScript(() => runInApp(join(import.meta.dirname, 'try.ts'), process.argv.slice(2)));
