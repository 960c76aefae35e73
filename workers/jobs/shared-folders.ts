// Whether another computer sees the same folders at the same paths: it has to find a file in each that this one has put there.
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { partName } from '../files/output/part-files.ts';
import { systemPath } from '../files/system-path.ts';
import { JobError } from './user-error.ts';

/** A file that holds a text which nobody else knows. Walks pass over it, as over any unfinished file. */
export interface FolderToken {
  readonly path: string;
  readonly text: string;
}

/** Folders beyond so many are not looked at: they are hardly on other disks than those before. */
const MAX_FOLDERS = 20;

/** The files of one job. Gone when it is disposed of; what a crash leaves behind is swept as unfinished files are. */
export class SharedFolders implements AsyncDisposable {
  readonly tokens: readonly FolderToken[];

  private constructor(tokens: readonly FolderToken[]) {
    this.tokens = tokens;
  }

  /**
   * Puts one into the folder of each input.
   * @param owner the job, as for unfinished files
   * @throws what the system says of a folder that cannot be written to
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

/** Texts of files that were found here. */
const seen = new Set<string>();

/** @throws {JobError} when this computer does not find one of the files, or finds another one */
export async function checkTokens(tokens: readonly FolderToken[]): Promise<void> {
  for (const { path, text } of tokens) {
    if (seen.has(text)) continue;
    const found = await readFile(systemPath(path), 'utf8').catch(() => undefined);
    if (found !== text) throw new JobError('FOLDER_NOT_SHARED', { computer: hostname(), folder: dirname(path) });
    seen.add(text);
  }
}

/** An input that is not there is reported later, by the job. */
async function folderOf(input: string): Promise<string> {
  const found = await stat(systemPath(input)).catch(() => undefined);
  return found?.isDirectory() ? input : dirname(input);
}
