// Puts what the command line and a worker load at their start into one file each: to find and open sixty small ones takes
// longer than to read what is in them.
import { posix } from 'node:path';

/** @typedef {{ getModuleInfo(id: string): { importedIds: readonly string[] } | null }} Graph */

/** Each is loaded with all that it imports; the first that has a module keeps it, as the later ones load that file, too. */
const CHUNKS = {
  tasks: { entries: ['executor/links/thread-worker.ts', 'worker.ts'], loaded: ['jobs/zip/tasks.ts'] },
  start: { entries: ['cli.ts'], loaded: ['jobs/zip/driver.ts', 'jobs/zip/messages/en.ts'] },
};

/**
 * @param {string} root of the project
 * @returns {(id: string, graph: Graph) => string | null} the chunk of a module, for rolldown's `codeSplitting`
 */
export function startChunks(root) {
  /** @type {Map<string, string> | undefined} */
  let chunks;
  return (id, graph) => {
    chunks ??= chunksOf(posix.join(root.replaceAll('\\', '/'), 'workers'), graph);
    return chunks.get(id) ?? null;
  };
}

/**
 * @param {string} folder
 * @param {Graph} graph
 */
function chunksOf(folder, graph) {
  /** @type {Map<string, string>} */
  const chunks = new Map();
  for (const [name, { entries, loaded }] of Object.entries(CHUNKS)) {
    const paths = entries.flatMap((entry) => graph.getModuleInfo(posix.join(folder, entry))?.importedIds ?? []);
    for (const open = [...paths, ...loaded.map((path) => posix.join(folder, path))]; open.length > 0; ) {
      const id = open.pop() ?? '';
      const info = chunks.has(id) ? null : graph.getModuleInfo(id);
      if (!info || id.startsWith('node:')) continue;
      chunks.set(id, name);
      open.push(...info.importedIds);
    }
  }
  return chunks;
}
