// Which unit tests can share a process: a process of its own costs half a second, most of it for loading what others have loaded.
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * What changes more for its process than its end puts right: stand-ins, the environment, signals, the garbage collector, executors that all
 * of a process shares. Programs and temporary folders do not: they are gone when a file of tests is over.
 */
const OUTSIDE =
  /worker_threads|Executor\(|kinds|pack-tested|split-job|\bvi\.|\bprocess\.(env|chdir|kill|on|umask)|collector|heap|sharp\.(cache|concurrency|counters|simd)/;

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
