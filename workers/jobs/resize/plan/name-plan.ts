// Decides where each result goes, so that no two results of a job and no original share a name.
import { type BigIntStats, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileKey, hasLastingNumbers } from '../../../files/changes/identity.ts';
import { type FileCalls, pooledCalls } from '../../../files/file-calls.ts';
import { type Collision, freeName } from '../../../files/output/output-file.ts';
import { foldedName } from '../../../files/system/names.ts';
import { systemPath } from '../../../files/system-path.ts';

/** A file that the job reads. */
export interface Original {
  readonly path: string;
  /** See `keyAt`. */
  readonly key: string;
  /** Size. */
  readonly bytes?: number;
  /** Time of the last change, in milliseconds since 1970. */
  readonly changed?: number;
}

/** Where a result goes, and what happens if something gets its name meanwhile. */
export interface PlannedName {
  readonly path: string;
  readonly collision: Collision;
  /** The wanted path, without a number. */
  readonly wanted: string;
}

/**
 * Reserves names in the order of the calls. If two results of the job want the same name, one gets a number, whatever `collision`
 * says: that is about files that existed before.
 */
export class NamePlan {
  readonly #taken = new Set<string>();
  /** Keys of files. */
  readonly #originals = new Set<string>();
  /** Their sizes and times. */
  readonly #contents = new Set<string>();
  /** Results of an earlier start that are made again. */
  readonly #ours = new Set<string>();
  readonly #collision: Collision;
  readonly #calls: FileCalls;

  /** @param originals files that no result may replace, whatever path leads to them */
  constructor(originals: Iterable<Original>, collision: Collision, calls: FileCalls = pooledCalls) {
    this.#collision = collision;
    this.#calls = calls;
    for (const { path, key, bytes, changed } of originals) {
      this.#taken.add(foldedName(path));
      this.#originals.add(key);
      this.#contents.add(`${bytes} ${changed}`);
    }
  }

  /** @returns undefined if the name is taken and `collision` is `skip` */
  async reserve(wanted: string): Promise<PlannedName | undefined> {
    const clash = this.#taken.has(foldedName(wanted)) || (await this.#isOriginal(wanted));
    if (!clash && this.#ours.has(wanted)) return this.#take(wanted, wanted, 'overwrite');
    if (!clash && this.#collision === 'skip' && (await this.#calls.exists(wanted))) return undefined;
    if (!clash && this.#collision !== 'rename') return this.#take(wanted, wanted, this.#collision);
    if (clash && this.#collision !== 'rename') return this.#numbered(wanted, this.#collision);
    const path = await freeName(wanted, (candidate) => this.#taken.has(foldedName(candidate)), this.#calls);
    return this.#take(path, wanted, 'rename');
  }

  /** Finds the first number that is free within the job. `collision` decides about a file that existed before. */
  async #numbered(wanted: string, collision: Collision): Promise<PlannedName | undefined> {
    const calls = { ...this.#calls, exists: (path: string) => this.#isOriginal(path) };
    const path = await freeName(wanted, (candidate) => this.#taken.has(foldedName(candidate)), calls);
    if (collision === 'skip' && (await this.#calls.exists(path))) return undefined;
    return this.#take(path, wanted, collision);
  }

  /** Allows replacing results of an earlier start of the job that have to be made again. */
  mayReplace(paths: Iterable<string>): void {
    for (const path of paths) this.#ours.add(path);
  }

  /** Marks names as taken. */
  keep(paths: Iterable<string>): void {
    for (const path of paths) this.#taken.add(foldedName(path));
  }

  /** Reserves the original's name for the result that replaces it. */
  replace(wanted: string, original: string): Promise<PlannedName | undefined> {
    if (foldedName(wanted) === foldedName(original))
      return Promise.resolve({ path: wanted, wanted, collision: 'rename' });
    return this.reserve(wanted);
  }

  /**
   * Whether a path leads to an original. A folder may have several paths, and a file several names. On disks where files have no lasting
   * numbers, a file with the size and time of an original counts as it: there, the number depends on how the name is written.
   */
  async #isOriginal(wanted: string): Promise<boolean> {
    if (this.#collision !== 'overwrite') return false;
    const found = await this.#calls.stat(wanted).catch(() => undefined);
    if (!found) return false;
    if (this.#originals.has(keyAt(wanted, found))) return true;
    return this.#contents.has(`${found.size} ${found.mtimeMs}`) && !(await hasLastingNumbers(dirname(wanted)));
  }

  #take(path: string, wanted: string, collision: Collision): PlannedName {
    this.#taken.add(foldedName(path));
    return { path, wanted, collision };
  }
}

/**
 * Returns a key that is equal for all names of a file and for all paths to it. Numbers of files on Windows are often too
 * large for JavaScript's numbers, so that two files would get the same one. Such numbers are read again exactly.
 */
export function keyAt(path: string, { dev, ino }: Pick<Stats, 'dev' | 'ino'>, exactly = statExactly): string {
  return fileKey(Number.isSafeInteger(ino) ? { dev, ino } : exactly(path));
}

function statExactly(path: string): BigIntStats {
  return statSync(systemPath(path), { bigint: true });
}
