// Which unit tests can share a process: those that need nothing but its memory.
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** What starts programs or threads, writes files, loads libraries with threads, or changes what its whole process has. */
const OUTSIDE =
  /child_process|worker_threads|@dropmill\/futures|\bvi\.|\bprocess\.(env|chdir|kill|on|umask)|testing\/(?!property-cases)|spawn|tmpdir|temporary|sharp/;

/**
 * @param {string} root of the project
 * @param {string} pattern of the files to choose from
 * @returns {string[]} paths relative to the root
 */
export function pureTests(root, pattern) {
  return globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' })
    .filter((file) => isPure(readFileSync(join(root, file), 'utf8')))
    .map((file) => file.replaceAll(sep, '/'));
}

/** @param {string} source of a test */
export function isPure(source) {
  return !OUTSIDE.test(source);
}
