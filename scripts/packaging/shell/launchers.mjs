// The command `dropmill` of the installed app: a small script beside the app that runs the command line on the host's Node.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANSWERED, jobCommands } from '../../lib/start-plan.mjs';

/** @typedef {'linux' | 'darwin' | 'win32'} System */

/**
 * Puts the launcher into `bin` of the app's resources.
 * @param {System} system that the app is packed for
 * @param {string} resources
 * @param {string} executable name of the app's program
 */
export async function putLauncher(system, resources, executable) {
  const folder = join(resources, 'bin');
  await mkdir(folder, { recursive: true });
  if (system === 'win32') return writeFile(join(folder, 'dropmill.cmd'), windowsLauncher(executable));
  const file = join(folder, 'dropmill');
  await writeFile(file, unixLauncher(system === 'darwin' ? `../MacOS/${executable}` : `../${executable}`));
  await chmod(file, 0o755);
}

/**
 * As `startKind` decides for `npm start`: a command's name and a bare word that is no file go to the command line, all else to the window.
 * @param {string} app path of the app's program, relative to its resources
 */
function unixLauncher(app) {
  return `#!/bin/sh
# dropmill: the command line of the installed app. Without the name of a command it opens the window.
self=$0
while [ -L "$self" ]; do
  target=$(readlink -- "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname -- "$self")/$target ;;
  esac
done
resources=$(cd -- "$(dirname -- "$self")/.." && pwd -P) || exit 1

command_line() {
  exec "$resources/node/node" "$resources/app.asar.unpacked/out/cli.js" "$@"
}

case \${1-} in
  ${[...ANSWERED, ...jobCommands()].join(' | ')}) command_line "$@" ;;
  '' | *[!a-z-]* | -*) ;;
  *) [ -e "$1" ] || command_line "$@" ;;
esac
exec "$resources/${app}" "$@"
`;
}

/** @param {string} executable */
export function windowsLauncher(executable) {
  const commands = [...ANSWERED, ...jobCommands()];
  return [
    '@echo off',
    'rem dropmill: the command line of the installed app. Without the name of a command it opens the window.',
    ...commands.map((word) => `if "%~1"=="${word}" goto command`),
    `start "" "%~dp0..\\..\\${executable}.exe" %*`,
    'exit /b 0',
    ':command',
    '"%~dp0..\\node\\node.exe" "%~dp0..\\app.asar.unpacked\\out\\cli.js" %*',
    '',
  ].join('\r\n');
}
