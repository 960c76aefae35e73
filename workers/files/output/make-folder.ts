// Makes the folder that a job writes to.
import { mkdir, stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { JobError } from '../../jobs/user-error.ts';
import { forbiddenPart } from '../system/names.ts';
import { withoutNamespace } from '../system/paths.ts';
import { isEscaped, systemPath } from '../system-path.ts';

/** The system's calls; tests use those of another system. */
export interface FolderCalls {
  mkdir(path: string | Buffer, options?: { recursive: true; mode?: number }): Promise<unknown>;
  isFolder(path: string | Buffer): Promise<boolean>;
}

const realCalls: FolderCalls = {
  mkdir,
  isFolder: (path) =>
    stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    ),
};

/**
 * Makes a folder and the folders above it.
 * @param folder absolute, without `..`
 * @returns the outermost folder that had to be made, spelt as in `folder`; undefined if all existed
 * @throws {JobError} ENOTDIR if something else has the name; NAME_FORBIDDEN if this system does not allow the name
 */
export async function makeFolder(
  folder: string,
  { mode, calls = realCalls }: { readonly mode?: number; readonly calls?: FolderCalls } = {},
): Promise<string | undefined> {
  const path = systemPath(folder);
  const forbidden = forbiddenPart(folder);
  if (forbidden !== undefined) throw new JobError('NAME_FORBIDDEN', { name: forbidden });
  try {
    const made = await calls.mkdir(path, { recursive: true, ...(mode !== undefined && { mode }) });
    return made ? asAsked(folder, String(made)) : undefined;
  } catch (error) {
    // The root of a drive cannot be made. Windows answers EPERM although it exists.
    if (await calls.isFolder(path)) return undefined;
    const { code } = error as NodeJS.ErrnoException;
    // The system gives this answer only for the last part of the path.
    if (code === 'EEXIST') throw new JobError('ENOTDIR', {}, { cause: error });
    if (code !== 'ENOENT') throw error;
    return makeOneByOne(folder, calls);
  }
}

/** With `recursive`, Node reports a folder on a read-only disk as missing. A plain call gives the real reason. */
async function makeOneByOne(folder: string, calls: FolderCalls): Promise<string> {
  for (let missing = folder; ; missing = dirname(missing)) {
    const reason = await calls.mkdir(systemPath(missing)).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error,
    );
    if (!reason) {
      await calls.mkdir(systemPath(folder), { recursive: true });
      return missing;
    }
    // A broken link has the name.
    if (reason.code === 'EEXIST') throw new JobError('ENOTDIR', {}, { cause: reason });
    if (reason.code !== 'ENOENT' || dirname(missing) === missing) throw reason;
  }
}

/** The system's answer has lost bytes that are not UTF-8. On Windows it is in the long form, in which it equals none of our paths. */
function asAsked(folder: string, made: string): string {
  if (isEscaped(folder)) return folder.split(sep).slice(0, made.split(sep).length).join(sep);
  return withoutNamespace(made);
}
