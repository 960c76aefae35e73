// The command line from the sources: `dropmill zip DIR`.

import { runScript } from './lib/say.mjs';
import { startCommand } from './lib/start-command.mjs';

await runScript(() => startCommand(process.argv.slice(2), process.cwd()));
