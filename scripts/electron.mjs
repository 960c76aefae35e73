// Prints the path of the Electron executable that fits this machine, fetching it where it must.
import { electronRuntime } from './lib/electron/electron-runtime.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  const { executable } = await electronRuntime();
  process.stdout.write(`${executable}\n`);
  return 0;
});
