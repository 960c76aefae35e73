// Checks whether another computer sees the same folders at the same paths: in each folder, it has to find a file that this one has made.
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { partName } from '../files/output/part-files.ts';
import { systemPath } from '../files/system-path.ts';
import { JobError } from './user-error.ts';

/** A file with a secret text. Walks skip it, as they skip all unfinished files. */
export interface FolderToken {
  readonly path: string;
  readonly text: string;
}

/** Only so many folders are checked: further ones are hardly on other disks. */
const MAX_FOLDERS = 20;

/** The files of one job. They are removed when it is disposed of; if a crash leaves them, they are removed like other unfinished files. */
export class SharedFolders implements AsyncDisposable {
  readonly tokens: readonly FolderToken[];

  private constructor(tokens: readonly FolderToken[]) {
    this.tokens = tokens;
  }

  /**
   * Makes a file in the folder of each input.
   * @param owner id of the job, as for unfinished files
   * @throws the system's error for a folder that cannot be written to
   */
  static async mark(inputs: readonly string[], owner: string): Promise<SharedFolders> {
    const folders = new Set(await Promise.all(inputs.map(folderOf)));
    const tokens = [...folders].slice(0, MAX_FOLDERS).map((folder) => {
      return { path: join(folder, partName(owner)), text: crypto.randomUUID() };
    });
    const shared = new SharedFolders(tokens);
    try {
      for (const { path, text } of tokens) await writeFile(systemPath(path), text, { flag: 'wx' });
      return shared;
    } catch (error) {
      await shared[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.tokens.map(({ path }) => rm(systemPath(path), { force: true })));
  }
}

/** Texts of the files that were found on this computer. */
const seen = new Set<string>();

/** @throws {JobError} if this computer does not find one of the files, or finds another text in it */
export async function checkTokens(tokens: readonly FolderToken[]): Promise<void> {
  for (const { path, text } of tokens) {
    if (seen.has(text)) continue;
    const found = await readFile(systemPath(path), 'utf8').catch(() => undefined);
    if (found !== text) throw new JobError('FOLDER_NOT_SHARED', { computer: hostname(), folder: dirname(path) });
    seen.add(text);
  }
}

/** The job reports later if an input does not exist. */
async function folderOf(input: string): Promise<string> {
  const found = await stat(systemPath(input)).catch(() => undefined);
  return found?.isDirectory() ? input : dirname(input);
}
