// Paths stay in main. The window holds ids that stand for them and are good for that window only.
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import { JobError } from '../../workers/jobs/user-error.ts';
import type { PathRef } from '../contract/api.ts';
import { lookInside } from './look-inside.ts';

export class PathRegistry {
  /** By window (id of its web contents), then by ref id. */
  readonly #paths = new Map<number, Map<string, string>>();

  /** Hands out a ref for each path. What is neither file nor folder any more is a file; its job will say so. */
  async register(owner: number, paths: readonly string[]): Promise<PathRef[]> {
    return Promise.all(
      paths.map(async (path) => {
        const id = this.add(owner, path);
        const name = basename(path) || path;
        if (!(await isFolder(path))) return { id, name, kind: 'file' };
        return { id, name, kind: 'folder', inside: await lookInside(path) };
      }),
    );
  }

  /** Hands out an id without a look at what is there. @throws {JobError} BAD_PATH */
  add(owner: number, path: string): string {
    if (!isAbsolute(path)) throw new JobError('BAD_PATH', { path });
    const owned = this.#paths.get(owner) ?? new Map<string, string>();
    this.#paths.set(owner, owned);
    const id = randomUUID();
    owned.set(id, path);
    return id;
  }

  /** @throws {JobError} UNKNOWN_PATH when an id was never handed to this window */
  resolve(owner: number, ids: readonly string[]): string[] {
    const owned = this.#paths.get(owner);
    const paths = ids.map((id) => owned?.get(id));
    if (paths.some((path) => path === undefined)) {
      throw new JobError('UNKNOWN_PATH');
    }
    return paths.filter((path) => path !== undefined);
  }

  /** Forgets what a closed window was given. */
  forget(owner: number): void {
    this.#paths.delete(owner);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
