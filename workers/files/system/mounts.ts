// Files and folders that other disks, folders or files are mounted on. They can be neither moved nor replaced.
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { JobError } from '../../jobs/user-error.ts';
import { systemPath } from '../system-path.ts';

/** Linux can show one folder of a disk in another one: what is seen there has the same disk number, but is stored elsewhere. */
export async function holdsMount(folder: string): Promise<boolean> {
  const points = await mountPoints();
  if (points.length === 0) return false;
  const real = `${await realPath(folder)}/`;
  return points.some((point) => point.startsWith(real));
}

/** What the system says of a call that would move or replace a mount. */
const OF_MOUNTS: ReadonlySet<string> = new Set(['EBUSY', 'EXDEV']);

/**
 * Makes a call that moves, replaces or removes what has these paths. Of a mount, the system says only that it is busy, or that it is
 * on another disk.
 * @throws {JobError} MOUNTED, or the error of the call
 */
export async function unlessMounted(paths: readonly string[], call: () => Promise<void> | void): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!OF_MOUNTS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    for (const path of paths) if (await isMount(path)) throw new JobError('MOUNTED', {}, { cause: error });
    throw error;
  }
}

async function isMount(path: string): Promise<boolean> {
  const folder = await realPath(dirname(path)).catch(() => undefined);
  return folder !== undefined && (await mountPoints()).includes(join(folder, latin1(basename(path))));
}

/** All of them, with a character for each byte; none where the system does not tell. */
async function mountPoints(): Promise<readonly string[]> {
  const mounts = await readFile('/proc/self/mountinfo', 'latin1').catch(() => '');
  return mounts.split('\n').flatMap((line) => unescaped(line.split(' ')[4] ?? '') || []);
}

async function realPath(path: string): Promise<string> {
  return (await realpath(systemPath(path), 'buffer')).toString('latin1');
}

function latin1(path: string): string {
  return Buffer.from(systemPath(path)).toString('latin1');
}

/** A blank in a name is written as `\040`. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
