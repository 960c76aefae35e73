// Chromium's sandbox on Linux: what it needs of the system, and the switch without which root cannot run it.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../child.mjs';
import { SetupError, say } from '../say.mjs';

/**
 * Switches for a start from the sources. Chromium refuses to run as root with its sandbox, so a developer who is root
 * runs without it; the packaged app never gets this switch.
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 * @param {readonly string[]} words the developer's own, which may have the switch
 * @returns {readonly string[]}
 */
export function sandboxSwitches(runtime, words) {
  if (process.platform !== 'linux' || words.includes('--no-sandbox')) return [];
  if (process.getuid?.() === 0) {
    say("you are root, for whom Chromium has no sandbox: running with --no-sandbox. Don't open files you don't trust.");
    return ['--no-sandbox'];
  }
  if (!hasSetuidHelper(runtime.folder) && !hasUserNamespaces()) throw noSandbox(runtime);
  return [];
}

/** @param {string} folder */
function hasSetuidHelper(folder) {
  const helper = statSync(join(folder, 'chrome-sandbox'), { throwIfNoEntry: false });
  return helper !== undefined && helper.uid === 0 && (helper.mode & 0o4000) !== 0;
}

function hasUserNamespaces() {
  const { status } = capture('unshare', ['--user', '--map-root-user', 'true']);
  return status === 0 || status === 127; // without the program there is no telling: let Chromium try
}

/** @param {import('./electron-runtime.mjs').Runtime} runtime */
function noSandbox({ kind, folder }) {
  const namespaces =
    'sudo sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0 ' +
    '(those of the two that your kernel knows)';
  const helper = join(folder, 'chrome-sandbox');
  const setuid = `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
  // A third party's program is not made setuid root.
  const commands = kind === 'carried' ? namespaces : `${setuid}  or  ${namespaces}`;
  return new SetupError(
    'NO_SANDBOX',
    "Chromium's sandbox cannot start: this system gives no user namespaces to ordinary users.",
    `Allow it once: ${commands}  or, in a container, do without: npm start -- --no-sandbox`,
  );
}
