// Loaded into Node before all else (`--import`): symbolic links are refused, as Windows refuses them to a user who is no administrator
// and has not turned on the developer mode. Wine 8 says that it has made one, and makes none: there it is loaded into each Node.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** @param {unknown} target @param {unknown} path */
function refusal(target, path) {
  const message = `EPERM: operation not permitted, symlink '${target}' -> '${path}'`;
  return Object.assign(new Error(message), {
    code: 'EPERM',
    errno: -4048,
    syscall: 'symlink',
    path: target,
    dest: path,
  });
}

Object.assign(fs, {
  symlinkSync(/** @type {unknown} */ target, /** @type {unknown} */ path) {
    throw refusal(target, path);
  },
  symlink(/** @type {unknown[]} */ ...words) {
    const then = words.at(-1);
    if (typeof then === 'function') process.nextTick(then, refusal(words[0], words[1]));
  },
});
Object.assign(fs.promises, {
  async symlink(/** @type {unknown} */ target, /** @type {unknown} */ path) {
    throw refusal(target, path);
  },
});
syncBuiltinESMExports();
