// Which modules of the command line, the host and the workers share a file. Left to itself the bundler makes sixty small ones for a command,
// and to find and open those takes longer than to read what is in them; one large file holds much that most do not need.
import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';

/** @typedef {{ getModuleInfo(id: string): { importedIds: readonly string[] } | null }} Graph */

/**
 * Who loads a module. What it imports has at least the same loaders, and so lies in the same file or in one that is named earlier
 * in `chunkOf`: no two files import each other.
 * @typedef {object} Loaders
 * @property {boolean} worker any worker
 * @property {boolean} process a worker that is a process
 * @property {boolean} command any command
 * @property {readonly string[]} tasks the tasks of these job types
 * @property {readonly string[]} drivers the drivers of these job types
 */

/**
 * @param {Loaders} loaders
 * @returns {string | null} the file, or null to leave it to the bundler
 */
function chunkOf({ worker, process, command, tasks, drivers }) {
  const [type] = tasks;
  if (worker) return 'worker';
  if (process || tasks.length > 1 || (type && (command || drivers.some((one) => one !== type)))) return 'common';
  if (type) return type;
  if (command || drivers.length > 1) return 'command';
  return drivers[0] ? `${drivers[0]}-driver` : null;
}

/** The executor's modules only define things; a worker shall not load those that it does not use. */
export const treeshake = { moduleSideEffects: [{ test: /\/workers\/executor\//, sideEffects: false }] };

/** A third of sharp is comments, which take 2 ms to read over. */
export const comments = { legal: true, annotation: false, jsdoc: false };

/** Rolldown's options for the entries that workers and commands run. @param {string} root of the project */
export function workerSplitting(root) {
  return { includeDependenciesRecursively: false, groups: [{ name: workerChunks(root), debugName: 'workers' }] };
}

/**
 * @param {string} root of the project
 * @returns {(id: string, graph: Graph) => string | null} the chunk of a module, for rolldown's `codeSplitting`
 */
export function workerChunks(root) {
  /** @type {((id: string) => string | null) | undefined} */
  let find;
  return (id, graph) => {
    find ??= finder(posix.join(root.replaceAll('\\', '/'), 'workers'), graph);
    return find(id);
  };
}

/**
 * @param {string} folder
 * @param {Graph} graph
 * @returns {(id: string) => string | null}
 */
function finder(folder, graph) {
  /** @param {string[]} paths */
  const reach = (...paths) => reached(paths, folder, graph);
  /** An entry is a file of its own. @param {string[]} paths */
  const below = (...paths) => new Set(paths.flatMap((path) => [...reach(path)].slice(1)));
  const jobs = posix.join(folder, 'jobs');
  const types = readdirSync(jobs).filter((name) => existsSync(posix.join(jobs, name, 'job.ts')));
  const worker = below('worker.ts', 'executor/links/thread-worker.ts');
  const process = below('executor/links/process-worker.ts');
  const command = reach('cli/main.ts');
  const tasks = types.map((type) => ({ type, ids: reach(`jobs/${type}/tasks.ts`) }));
  const drivers = types.map((type) => ({ type, ids: reach(`jobs/${type}/driver.ts`, `jobs/${type}/messages/en.ts`) }));
  /** @param {typeof tasks} all @param {string} id */
  const typesOf = (all, id) => all.filter(({ ids }) => ids.has(id)).map(({ type }) => type);
  return (id) =>
    chunkOf({
      worker: worker.has(id),
      process: process.has(id),
      command: command.has(id),
      tasks: typesOf(tasks, id),
      drivers: typesOf(drivers, id),
    });
}

/**
 * @param {readonly string[]} paths below `folder`
 * @param {string} folder
 * @param {Graph} graph
 * @returns {Set<string>} these modules, and then all that they import
 */
function reached(paths, folder, graph) {
  const found = new Set(paths.map((path) => posix.join(folder, path)));
  // A set that grows is walked to its end.
  for (const id of found) {
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? [])
      if (!imported.startsWith('node:')) found.add(imported);
  }
  return found;
}
