// Temporary files of tests in memory, where a sync costs nothing.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statfsSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** Ten times what the tests have there at a time. */
const ROOM_BYTES = 2 * 2 ** 30;
const MEMORY_BYTES = 2 * ROOM_BYTES;

/**
 * Runs tests whose temporary files may be in memory: a third of their time was waiting for the disk, as what is tested syncs each
 * result. They are in a folder of this run, which is removed at its end. They stay on the disk where the user has chosen a folder, and
 * where memory does not hold all that a disk does.
 * @template T
 * @param {Readonly<Record<string, string | undefined>>} variables those of the tests
 * @param {(variables: Record<string, string>) => Promise<T>} runTests gets the variables that are new
 * @returns {Promise<T>}
 */
export async function inMemory(variables, runTests) {
  if (variables.TMPDIR || !hasMemory()) return runTests({});
  removeLeftovers(MEMORY);
  const folder = mkdtempSync(join(MEMORY, `${prefix()}${process.pid}-`));
  // As the system's: some tests do things as another user.
  chmodSync(folder, 0o1777);
  try {
    return await runTests({ TMPDIR: folder });
  } finally {
    removeAll(folder);
  }
}

function hasMemory() {
  if (process.platform !== 'linux') return false;
  if (!isLikeDisk(readFileSync('/proc/mounts', 'utf8'), release())) return false;
  const room = statfsSync(MEMORY);
  return room.bavail * room.bsize >= ROOM_BYTES && process.availableMemory() >= MEMORY_BYTES;
}

/**
 * Whether the folder is memory that programs may be started from, and that keeps extended attributes, as Linux does since 6.6.
 * @param {string} mounts as in /proc/mounts
 * @param {string} kernel such as `6.8.0-31-generic`
 */
export function isLikeDisk(mounts, kernel) {
  const [major = 0, minor = 0] = kernel.split('.').map(Number);
  const mount = mounts.split('\n').findLast((line) => line.split(' ')[1] === MEMORY);
  const [, , type, options = ''] = mount?.split(' ') ?? [];
  const isNew = major > 6 || (major === 6 && minor >= 6);
  return type === 'tmpfs' && isNew && !/(^|,)(noexec|ro)(,|$)/.test(options);
}

/**
 * Gives back the memory that a killed run has kept.
 * @param {string} parent
 */
export function removeLeftovers(parent) {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix())) continue;
    const run = Number(name.slice(prefix().length).split('-')[0]);
    if (run > 0 && !isRunning(run)) removeAll(join(parent, name));
  }
}

/** With the numbering of processes, as a container may share the folder and not the numbers. */
export function prefix() {
  return `dropmill-tests-${readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '')}-`;
}

/** @param {number} id */
function isRunning(id) {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Leaves what cannot be removed, such as a disk that a killed test had mounted.
 * @param {string} folder
 */
function removeAll(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // What tests leave behind is found by those that look for it.
  }
}
