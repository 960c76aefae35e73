// `npm start`: the app from its sources. `npm start -- zip DIR`: a job on the command line, without a window.
import { ensureBuild } from './lib/app-build.mjs';
import { run } from './lib/child.mjs';
import { electronRuntime } from './lib/electron/electron-runtime.mjs';
import { sandboxSwitches } from './lib/electron/sandbox.mjs';
import { root } from './lib/project.mjs';
import { runScript, SetupError, say } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { hasScreen } from './lib/setup/screen.mjs';
import { ensureSystem } from './lib/setup/system.mjs';
import { appPrograms } from './lib/setup/system-table.mjs';
import { startCommand } from './lib/start-command.mjs';
import { callersFolder, startKind } from './lib/start-plan.mjs';

const words = process.argv.slice(2);
const folder = callersFolder();
/** Exit statuses of SIGILL, SIGTRAP, SIGABRT, SIGBUS and SIGSEGV. */
const CRASHED = [4, 5, 6, 7, 11].map((signal) => 128 + signal);

async function startWindow() {
  if (!hasScreen()) {
    throw new SetupError(
      'NO_SCREEN',
      'There is no screen for a window: run `xvfb-run -a npm start` (Debian packages xvfb and xauth), ' +
        'or do without one by `npm start -- zip DIR` or `npm start -- resize ...`.',
    );
  }
  await ensureDependencies();
  const runtime = await electronRuntime();
  ensureSystem({ runtimeFolder: runtime.folder, programs: appPrograms });
  const switches = sandboxSwitches(runtime, words);
  await ensureBuild();
  const status = await run(runtime.executable, [...switches, root, ...words], { cwd: folder });
  if (CRASHED.includes(status))
    say(`Electron crashed (status ${status}). \`npm start -- --enable-logging\` tells more.`);
  return status;
}

await runScript(() => (startKind(words, folder) === 'command' ? startCommand(words, folder) : startWindow()));
